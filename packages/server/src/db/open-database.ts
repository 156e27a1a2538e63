/** Opens the database: one drizzle over the writer's current transaction, one over the reader. */
import type { Client, InStatement, InValue, Value } from '@libsql/client'
import type { SQLWrapper } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import type { Chance } from '../world/chance.ts'
import type { DatabaseSettings } from './connect.ts'
import { connection, databaseFault, isRemote } from './connect.ts'
import type { Connection, Result } from './connection.ts'
import type { Append, Database, Drizzle, Tx } from './database.ts'
import { DatabaseUnavailable } from './database.ts'
import { migrate } from './migrate.ts'
import { refusalOf } from './refusal.ts'
import * as schema from './schema.ts'
import { createWriteQueue } from './write-queue.ts'

const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' })

function drizzleOver(execute: Connection['execute']): Drizzle {
  // Outside its own transactions, which we never open, drizzle calls only `execute` on its client.
  const port = { execute } as unknown as Client
  const door = drizzle(port, { schema, casing: 'snake_case' })
  /** For SQL of our own. drizzle would read the names from the rows, which have none. */
  const all = async (query: SQLWrapper | string): Promise<Named[]> => {
    if (typeof query === 'string') return named(await port.execute(query))
    const { sql, params } = dialect.sqlToQuery(query.getSQL())
    return named(await port.execute({ sql, args: params as InValue[] }))
  }
  const get = async (query: SQLWrapper | string): Promise<Named | undefined> => (await all(query))[0]
  return Object.assign(door, { all, get } as unknown as Pick<Drizzle, 'all' | 'get'>)
}

type Named = Record<string, Value | undefined>
const named = ({ columns, rows }: Result): Named[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place]])))

/** Updates the schema first, and refuses a newer one. `append` writes the audit log: see `audit/chain.ts`. */
export async function openDatabase(settings: DatabaseSettings, chance: Chance, append: Append): Promise<Database> {
  await migrate(connection(settings, 'writer')).catch((error: unknown) => {
    throw refusalOf(error, settings)
  })
  const queue = createWriteQueue(connection(settings, 'writer'), (limit) => chance.below(limit), append)
  // Writes run one after the other, so this always belongs to the one that runs.
  let wakes = false
  const tx: Tx = Object.assign(
    drizzleOver((statement) => queue.execute(statement)),
    {
      record: queue.record,
      attempt: queue.attempt,
      wakeOutbox: () => {
        wakes = true
      },
    },
  )

  const connectReader = connection(settings, 'reader')
  let reader: Promise<Connection> | undefined
  let readers = 0
  const readOnce = async (statement: InStatement) => {
    if (!reader) {
      reader = connectReader()
      readers += 1
    }
    const opened = reader
    try {
      return await (await opened).execute(statement)
    } catch (error) {
      if (databaseFault(error) && reader === opened) {
        reader = undefined
        opened.then(
          (client) => client.close(),
          () => undefined,
        )
      }
      throw error
    }
  }
  const readTwice = async (statement: InStatement) => {
    try {
      return await readOnce(statement)
    } catch (error) {
      if (!databaseFault(error)) throw error
      return await readOnce(statement).catch((again: unknown) => {
        throw databaseFault(again) ? new DatabaseUnavailable('the database cannot be read', { cause: again }) : again
      })
    }
  }
  const listeners = new Set<() => void>()
  /** Moves with each commit of another connection: the writer's, or that of another process (sqlite.org/pragma.html#pragma_data_version). */
  const versionOf = async (): Promise<string> => {
    const [row] = (await readTwice('PRAGMA data_version')).rows
    return `${readers} ${row?.[0]}`
  }
  return {
    read: drizzleOver(readTwice),
    write(work) {
      let wakesOutbox = false
      const written = queue.add(async () => {
        wakes = false
        const result = await work(tx)
        wakesOutbox = wakes
        return result
      })
      written.then(
        () => {
          if (wakesOutbox) for (const listener of listeners) listener()
        },
        () => undefined,
      )
      return written
    },
    onWakeOutbox(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    changes() {
      let known: string | undefined
      return async () => {
        // A libSQL server does not say, and what can't be read may have changed: the job looks for itself.
        const version = isRemote(settings) ? undefined : await versionOf().catch(() => undefined)
        const isNew = version === undefined || version !== known
        known = version
        return isNew
      }
    },
    waiting: queue.waiting,
    async close() {
      await queue.close()
      ;(await reader?.catch(() => undefined))?.close()
    },
  }
}
