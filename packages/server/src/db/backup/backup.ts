/** Copies a database that is in use into one whole file, and looks at the copy before it is called one. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { createClient } from '@libsql/client'
import type { DatabaseSettings } from '../connect.ts'
import { isRemote } from '../connect.ts'
import { BackupRefused, inspect } from './inspect.ts'

/** The row of `meta` that says when the last backup was written, in ms. */
export const LAST_BACKUP = 'last-backup'

/** In a process of its own: `VACUUM INTO` stands in the way of everything else that runs beside it. A server may go on writing meanwhile. */
export async function backup(settings: DatabaseSettings, file: string, now: number): Promise<{ accounts: number; events: number }> {
  if (isRemote(settings)) throw new BackupRefused('A libSQL server is backed up with its own tools, not from here.')
  if (!existsSync(settings.url.slice('file:'.length))) throw new BackupRefused('There is no database yet: look at REGAIN_DATABASE_URL.')
  if (existsSync(file)) throw new BackupRefused(`${file} is there already: name another file.`)
  const part = `${file}.part`
  rmSync(part, { force: true })
  const client = createClient({ url: settings.url, timeout: 5000 })
  try {
    await client.execute({ sql: 'VACUUM INTO ?', args: [part] })
  } catch (error) {
    rmSync(part, { force: true })
    throw new BackupRefused(`${file} can not be written: is its folder there, and is there room?`, { cause: error })
  } finally {
    client.close()
  }
  const { accounts, events } = await inspect(file, undefined, part)
  renameSync(part, file)
  await noteBackup(settings, now)
  return { accounts, events }
}

/** For the console. By a connection of its own that migrates nothing; a copy that could not be noted is a copy all the same. */
async function noteBackup({ url }: DatabaseSettings, now: number): Promise<void> {
  const client = createClient({ url, timeout: 5000 })
  const sql = 'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value'
  await client.execute({ sql, args: [LAST_BACKUP, String(now)] }).catch(() => undefined)
  client.close()
}
