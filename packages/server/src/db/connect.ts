/** Opens one connection with the settings that make a commit durable, and tells faults of the database from faults of a statement. */
import type { Client } from '@libsql/client'
import { LibsqlError } from '@libsql/client/sqlite3'
import type { Connection } from './connection.ts'
import { openEmbedded } from './embedded.ts'

export interface DatabaseSettings {
  /** `file:…` embedded; `libsql://`, `https://`, `http://`, `ws://` for a libSQL server. */
  url: string
  /** The token of a libSQL server, if it requires one. */
  token?: string | undefined
}

export const isRemote = (settings: DatabaseSettings): boolean => !settings.url.startsWith('file:')

// SQLite forgets all of these with the connection, except WAL.
const PRAGMAS = [
  'PRAGMA journal_mode=WAL',
  'PRAGMA synchronous=FULL',
  'PRAGMA foreign_keys=ON',
  // KiB. The system keeps the file's pages as well, and a larger cache is no faster (ADR 1712).
  'PRAGMA cache_size=-8192',
  'PRAGMA temp_store=MEMORY',
  'PRAGMA journal_size_limit=67108864',
]

const LOCK_TIMEOUT_MS = 25

export type Connect = () => Promise<Connection>

export function connection(settings: DatabaseSettings, role: 'writer' | 'reader'): Connect {
  if (isRemote(settings)) return () => connectRemote(settings, role)
  return async () => {
    const client = openEmbedded(settings.url, LOCK_TIMEOUT_MS)
    try {
      for (const pragma of PRAGMAS) await client.execute(pragma)
      if (role === 'reader') await client.execute('PRAGMA query_only=ON')
      return client
    } catch (error) {
      client.close()
      throw error
    }
  }
}

/** The clients of a server, and WebSockets for them, are loaded only if there is one. */
async function connectRemote({ url, token }: DatabaseSettings, role: 'writer' | 'reader'): Promise<Client> {
  const { createClient } = await import('@libsql/client')
  return createClient({ url, concurrency: role === 'writer' ? 1 : 20, ...(token !== undefined && { authToken: token }) })
}

/** `busy`: another process writes; try again on a new connection. `broken`: the disk or the server failed. Undefined: the statement is at fault, or our own code. */
export function databaseFault(error: unknown): 'busy' | 'broken' | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = cause instanceof LibsqlError ? cause.code : 'code' in cause ? String(cause.code) : ''
    if (/^SQLITE_(BUSY|LOCKED)/.test(code) || /database (table )?is locked|statements in progress/i.test(cause.message)) return 'busy'
    if (/^SQLITE_(CONSTRAINT|MISMATCH|RANGE|TOOBIG|ERROR)/.test(code)) return undefined
    if (/^SQLITE_|^TRANSACTION_|^HRANA_|^SERVER_ERROR|^E[A-Z]{4,}$|^UND_ERR/.test(code)) return 'broken'
    if (cause instanceof LibsqlError || /fetch failed|socket hang up|stream (is )?closed|connection (was )?closed/i.test(cause.message))
      return 'broken'
  }
  return undefined
}
