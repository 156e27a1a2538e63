/** The operations of a connection to either kind of database. */
import type { InStatement, ResultSet } from '@libsql/client'

export type Result = Pick<ResultSet, 'rows' | 'rowsAffected'>

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
