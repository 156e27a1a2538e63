/** Copies a database in use into one complete file, and verifies the copy before it gets its name. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { createClient } from '@libsql/client/sqlite3'
import type { DatabaseSettings } from '../connect.ts'
import { isRemote } from '../connect.ts'
import { BackupRefused, inspect } from './inspect.ts'

/** The row of `meta` that says when the last backup was written, in ms. */
export const LAST_BACKUP = 'last-backup'

/** In a separate process: `VACUUM INTO` blocks everything else in its process. A server can keep writing. */
export async function backup(settings: DatabaseSettings, file: string, now: number): Promise<{ accounts: number; events: number }> {
  if (isRemote(settings)) throw new BackupRefused('A libSQL server is backed up with its own tools, not from here.')
  if (!existsSync(settings.url.slice('file:'.length))) throw new BackupRefused('There is no database yet: check REGAIN_DATABASE_URL.')
  if (existsSync(file)) throw new BackupRefused(`${file} already exists: name another file.`)
  const part = `${file}.part`
  rmSync(part, { force: true })
  const client = createClient({ url: settings.url, timeout: 5000 })
  try {
    await client.execute({ sql: 'VACUUM INTO ?', args: [part] })
  } catch (error) {
    rmSync(part, { force: true })
    throw new BackupRefused(`${file} cannot be written: does its folder exist, and is there space?`, { cause: error })
  } finally {
    client.close()
  }
  const { accounts, events } = await inspect(file, undefined, part)
  renameSync(part, file)
  await noteBackup(settings, now)
  return { accounts, events }
}

/** For the console. It uses a separate connection that migrates nothing; a backup that could not be noted is still valid. */
async function noteBackup({ url }: DatabaseSettings, now: number): Promise<void> {
  const client = createClient({ url, timeout: 5000 })
  const sql = 'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value'
  await client.execute({ sql, args: [LAST_BACKUP, String(now)] }).catch(() => undefined)
  client.close()
}
