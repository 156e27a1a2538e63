/** The rows that every kept method has: that it is set up, since when, and when it was last used. */
import type { KeptMethodName } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/database.ts'
import { keptMethods } from '../../db/schema.ts'
import type { OfAccount } from './method.ts'

export type KeptRow = typeof keptMethods.$inferSelect

export const isOf = ({ realm, account }: OfAccount, method: KeptMethodName) =>
  and(eq(keptMethods.realm, realm), eq(keptMethods.account, account), eq(keptMethods.method, method))

export async function readRow(tx: Pick<Tx, 'select'>, of: OfAccount, method: KeptMethodName): Promise<KeptRow | undefined> {
  const [row] = await tx.select().from(keptMethods).where(isOf(of, method))
  return row
}

/** Replaces an existing row. False: there was none. */
export async function putRow(
  tx: Tx,
  { realm, account }: OfAccount,
  row: Pick<KeptRow, 'method' | 'since' | 'heldUntil'> & Partial<Pick<KeptRow, 'secret' | 'step'>>,
): Promise<boolean> {
  const gone = await tx.delete(keptMethods).where(isOf({ realm, account }, row.method))
  await tx.insert(keptMethods).values({ realm, account, ...row })
  return gone.rowsAffected > 0
}
