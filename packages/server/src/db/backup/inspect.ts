/** Checks that a file is a complete Regain database that this program can read. */
import { createClient } from '@libsql/client/sqlite3'
import { UserFacingError } from '../../problems/user-facing-error.ts'
import { newerThanThis } from '../migrate.ts'

/** `message` says what to fix. */
export class BackupRefused extends UserFacingError {
  override name = 'BackupRefused'
}

/** `secret` is the database's own mark, from `secretMark`; `copy` is the file that is inspected instead of `file`. */
export async function inspect(file: string, secret?: string, copy = file): Promise<{ accounts: number; events: number }> {
  const client = createClient({ url: `file:${copy}` })
  try {
    const [check] = (await client.execute('PRAGMA quick_check')).rows
    if (check?.[0] !== 'ok') throw new BackupRefused(`${file} is damaged.`)
    const applied = (await client.execute('SELECT name FROM migrations')).rows.map((row) => String(row.name))
    if (newerThanThis(applied)) throw new BackupRefused(`${file} was made by a newer Regain: restore it with that version.`)
    const [sealed] = (await client.execute("SELECT value FROM meta WHERE name = 'secret'")).rows
    if (secret !== undefined && sealed && sealed[0] !== secret)
      throw new BackupRefused(`${file} was made with another REGAIN_SECRET: set that one.`)
    const [counted] = (
      await client.execute('SELECT (SELECT count(*) FROM accounts) AS accounts, (SELECT count(*) FROM audit_events) AS events')
    ).rows
    return { accounts: Number(counted?.accounts), events: Number(counted?.events) }
  } catch (error) {
    throw error instanceof BackupRefused ? error : new BackupRefused(`${file} is not a Regain database.`, { cause: error })
  } finally {
    client.close()
  }
}
