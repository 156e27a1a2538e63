/** The waiting period of a recovery: carried over to a new generation of the account, or ended. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { waits } from '../db/schema.ts'

/** Locking the account for the person who waits changes its generation, but must not restart their wait. */
export const keepWait = (tx: Tx, account: string, generation: number) =>
  tx.update(waits).set({ generation }).where(eq(waits.account, account))

export const endWait = (tx: Tx, account: string) => tx.delete(waits).where(eq(waits.account, account))
