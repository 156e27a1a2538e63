/** Updates a database to this program's schema, one transaction for each step, and refuses one that a newer program has changed (R-1108). */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Connect } from './connect.ts'
import { databaseFault } from './connect.ts'
import { DatabaseRefused } from './refusal.ts'

// Works from src/db, dist/db and dist/program.
const folder = new URL('../../migrations/', import.meta.url)

const migrations = (): { name: string; statements: string[] }[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file, statements: readFileSync(new URL(file, folder), 'utf8').split('--> statement-breakpoint') }))

/** A migration that this program does not know: a newer program has changed this database. */
export const newerThanThis = (applied: Iterable<string>): string | undefined => {
  const known = new Set(migrations().map(({ name }) => name))
  return [...applied].find((name) => !known.has(name))
}

const LOCK_TRIES = 60

export async function migrate(connect: Connect): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await migrateOnce(connect)
    } catch (error) {
      // Another process may be migrating, which takes a moment.
      if (databaseFault(error) !== 'busy' || attempt === LOCK_TRIES) throw error
      await wait(100)
    }
  }
}

async function migrateOnce(connect: Connect): Promise<void> {
  const client = await connect()
  try {
    const known = migrations()
    const transaction = await client.transaction('write')
    try {
      await transaction.execute('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at INTEGER NOT NULL)')
      const applied = new Set((await transaction.execute('SELECT name FROM migrations')).rows.map((row) => String(row[0])))
      const newer = newerThanThis(applied)
      if (newer) throw new DatabaseRefused(`The database was changed by a newer Regain (${newer}): run that version, or restore a backup.`)
      for (const { name, statements } of known) {
        if (applied.has(name)) continue
        for (const statement of statements) await transaction.execute(statement)
        await transaction.execute({ sql: 'INSERT INTO migrations (name, at) VALUES (?, unixepoch() * 1000)', args: [name] })
      }
      await transaction.commit()
    } finally {
      transaction.close()
    }
  } finally {
    client.close()
  }
}
