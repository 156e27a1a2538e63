/** Replaces the database by a backup, and invalidates everything that was open then, because it may have been used since (R-1107). */
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import type { DatabaseSettings } from '../connect.ts'
import { isRemote } from '../connect.ts'
import { momentary } from '../schema.ts'
import { BackupRefused, inspect } from './inspect.ts'

export interface Restore {
  file: string
  /** Whether an existing database may be overwritten. */
  replace: boolean
  epoch: string
  now: number
  /** The mark of the secret that the server will be started with. */
  secretMark: string
}

/** More changes than any account sees between a backup and its restore: later sessions must not become valid again. */
const GENERATIONS = 1_000_000

export async function restore(
  settings: DatabaseSettings,
  { file, replace, epoch, now, secretMark }: Restore,
): Promise<{ accounts: number; events: number }> {
  if (isRemote(settings)) throw new BackupRefused('A libSQL server is restored with its own tools, not from here.')
  const target = settings.url.slice('file:'.length)
  if (!existsSync(file)) throw new BackupRefused(`${file} is not there.`)
  const part = `${target}.part`
  removeDatabase(part)
  try {
    copyFileSync(file, part)
  } catch (error) {
    throw new BackupRefused(`${target} cannot be written: does its folder exist, and is there space?`, { cause: error })
  }
  try {
    const found = await inspect(file, secretMark, part)
    if (existsSync(target)) await mustGiveWay(target, replace)
    await invalidateOpen(part, epoch, now)
    await toDisk(part)
    removeDatabase(target)
    await rename(part, target)
    await toDisk(dirname(target))
    return found
  } finally {
    removeDatabase(part)
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
}

async function mustGiveWay(target: string, replace: boolean): Promise<void> {
  const client = createClient({ url: `file:${target}` })
  try {
    // SQLite leaves WAL only when no other process has the file open: that reveals a running server.
    const inUse = await client.execute('PRAGMA journal_mode=DELETE').then(
      ({ rows }) => rows[0]?.[0] !== 'delete',
      (error: unknown) => /BUSY|locked/i.test(String(error)),
    )
    if (inUse) throw new BackupRefused(`${target} is in use: stop the server first.`)
    const realms = await client.execute('SELECT count(*) FROM realms').then(
      ({ rows }) => Number(rows[0]?.[0]),
      () => 1,
    )
    if (realms > 0 && !replace) throw new BackupRefused(`${target} already exists and is not empty: add --replace to overwrite it.`)
  } finally {
    client.close()
  }
}

/** Ends the flows, codes, sessions and links of that time; passwords, addresses and the audit log stay. */
async function invalidateOpen(part: string, epoch: string, now: number): Promise<void> {
  const client = createClient({ url: `file:${part}` })
  try {
    await client.batch(
      [
        {
          sql: "INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          args: [epoch],
        },
        { sql: "UPDATE flows SET ended_at = ?, because = 'expired', claimed_until = 0 WHERE ended_at IS NULL", args: [now] },
        'DELETE FROM challenges',
        {
          sql: `UPDATE outbox SET state = 'cancelled', settled_at = ?, message = '' WHERE state = 'waiting' AND kind IN (${momentary.map(() => '?').join()})`,
          args: [now, ...momentary],
        },
        { sql: 'UPDATE accounts SET generation = generation + ?', args: [GENERATIONS] },
        'DELETE FROM devices',
      ],
      'write',
    )
    const tables = (await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'")).rows.map((row) => String(row.name))
    // Ends the console's sessions and links too; an older backup may not have these tables.
    for (const table of ['operator_sessions', 'operator_invitations', 'operator_ceremonies'])
      if (tables.includes(table)) await client.execute(`DELETE FROM ${table}`)
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    await client.execute('PRAGMA journal_mode=DELETE')
  } finally {
    client.close()
  }
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
