/** The operations of a connection to either kind of database. */
import type { InStatement, ResultSet, Value } from '@libsql/client'

export interface Result extends Pick<ResultSet, 'columns' | 'rowsAffected'> {
  /** By place: rows with names cost several times as much, and drizzle reads places (ADR 1752). */
  rows: ArrayLike<Value>[]
}

/** As much of a libSQL client as we use. */
export interface Connection {
  execute(statement: InStatement): Promise<Result>
  transaction(mode: 'write'): Promise<Transaction>
  close(): void
}

export interface Transaction {
  execute(statement: InStatement): Promise<Result>
  commit(): Promise<void>
  /** Rolls back what was not committed. */
  close(): void
}
