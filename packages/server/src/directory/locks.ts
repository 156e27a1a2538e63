/** The locks of an account that Regain keeps itself, one for each cause. */
import type { LockCause } from '@regain/core'
import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { accountLocks } from '../db/schema.ts'

/** False: it is already locked for that cause. Locks for other causes are separate. */
export async function putLock(
  tx: Tx,
  realm: string,
  account: string,
  lock: { cause: LockCause; since: number; note: string | null },
): Promise<boolean> {
  const locked = await tx
    .insert(accountLocks)
    .values({ realm, account, ...lock })
    .onConflictDoNothing()
  return locked.rowsAffected === 1
}

/** Removes the locks of one cause, or all that a site may lift. */
export async function removeLocks(tx: Tx, realm: string, account: string, cause?: LockCause): Promise<boolean> {
  const isToLift = and(
    eq(accountLocks.realm, realm),
    eq(accountLocks.account, account),
    cause === undefined ? ne(accountLocks.cause, 'frozen') : eq(accountLocks.cause, cause),
  )
  return (await tx.delete(accountLocks).where(isToLift)).rowsAffected > 0
}
