/** Access to the database: many readers, one writer, by type. `write(tx => …)` is the only way to change data. */
import type { InStatement } from '@libsql/client'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Result } from './connection.ts'
import type * as schema from './schema.ts'

type Drizzle = LibSQLDatabase<typeof schema>

/** What a reader may do: look. */
export type Reader = Pick<Drizzle, 'select' | 'selectDistinct' | '$count' | 'all' | 'get'>

/** An event on its way to the record: its number and its link come when the transaction commits. */
export type NewEvent = Omit<typeof schema.auditEvents.$inferInsert, 'id' | 'link'>

/** What a transaction may do. Its statements run one after the other; it must not wait for anything but them. */
export type Tx = Pick<Drizzle, 'select' | 'selectDistinct' | '$count' | 'insert' | 'update' | 'delete' | 'run' | 'all' | 'get'> & {
  /** For `audit/record.ts`: the event is written with the transaction, or neither is. */
  record(event: NewEvent): void
  /** Part of the transaction: when `work` throws, what it wrote and recorded goes back, and what came before it stays. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Writes down the events of a commit, as the last thing before it; when that fails, the commit does not happen. */
export type Append = (execute: (statement: InStatement) => Promise<Result>, events: readonly NewEvent[]) => Promise<void>

export interface Database {
  read: Reader
  /**
   * Runs `work` in a write transaction that commits before the promise resolves (synchronous=FULL). Writes that wait at the same moment share one commit,
   * each in a savepoint of its own: one that throws takes nobody with it. May run `work` again after SQLITE_BUSY or a lost connection: it must have no other effect.
   * Throws `DatabaseUnavailable` when the deadline passes, or the disk is full or read-only.
   */
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** How many writes wait for a commit now. */
  waiting(): number
  /** Finishes what waits and closes both connections. */
  close(): Promise<void>
}

/** The database can't be written or reached now; the request ends with `503 unavailable`, and nothing was changed. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}
