/** The wait of an account's recovery: carried over to a new generation, or ended. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { waits } from '../db/schema.ts'

/** The account was locked for the person who waits: that changes the account, but does not shorten the time they already waited. */
export const keepWait = (tx: Tx, account: string, generation: number) =>
  tx.update(waits).set({ generation }).where(eq(waits.account, account))

export const endWait = (tx: Tx, account: string) => tx.delete(waits).where(eq(waits.account, account))
