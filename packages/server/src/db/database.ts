/** Access to the database: many readers, one writer, by type. `write(tx => …)` is the only way to change data. */
import type { InStatement } from '@libsql/client'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { UserFacingError } from '../problems/user-facing-error.ts'
import type { Result } from './connection.ts'
import type * as schema from './schema.ts'

export type Drizzle = LibSQLDatabase<typeof schema>

/** A reader can only read. */
export type Reader = Pick<Drizzle, 'select' | 'selectDistinct' | '$count' | 'all' | 'get'>

/** An event for the audit log. It gets its number and its link when the transaction commits. */
export type NewEvent = Omit<typeof schema.auditEvents.$inferInsert, 'id' | 'link'>

/** The handle of a transaction. Its statements run one after the other; it must wait for nothing else. */
export type Tx = Pick<Drizzle, 'select' | 'selectDistinct' | '$count' | 'insert' | 'update' | 'delete' | 'run' | 'all' | 'get'> & {
  /** For `audit/record.ts`: the event and the rest of the transaction are stored together or not at all. */
  record(event: NewEvent): void
  /** For whatever puts messages into the outbox, or lets them leave: wakes its worker after the commit. */
  wakeOutbox(): void
  /** Part of the transaction: if `work` throws, what it wrote and recorded is rolled back, and earlier statements stay. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Writes the events of a commit, as the last step before it. If that fails, nothing is committed. */
export type Append = (execute: (statement: InStatement) => Promise<Result>, events: readonly NewEvent[]) => Promise<void>

export interface Database {
  /** It sees a commit once that is on disk, and not before. */
  read: Reader
  /**
   * Runs `work` in a write transaction that commits before the promise resolves (synchronous=FULL). Writes that wait at the same moment share one commit,
   * each in its own savepoint: one that throws does not affect the others. May run `work` again after SQLITE_BUSY or a lost connection, so it must have no other effect.
   * Throws `DatabaseUnavailable` when the deadline passes, or when the disk is full or read-only.
   */
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** Calls `listener` after each commit of this process that woke the outbox. Returns how to stop that. */
  onWakeOutbox(listener: () => void): () => void
  /** A question for one job: may anything have been committed since it last asked, by this process or another? It costs no look at any table. */
  changes(): () => Promise<boolean>
  /** How many writes are waiting for a commit. */
  waiting(): number
  /** Finishes waiting writes and closes both connections. */
  close(): Promise<void>
}

/** The database can't be written or reached. The request ends with `503 unavailable`, and nothing was changed. */
export class DatabaseUnavailable extends UserFacingError {
  override name = 'DatabaseUnavailable'
}
