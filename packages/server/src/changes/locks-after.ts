/** Which locks an account will have after a change is undone: the status is restored with the rest, operators' decisions stay. */
import type { Lock } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { accountLocks, auditEvents } from '../db/schema.ts'
import type { Capsule } from './capsule.ts'

export async function locksAfter(tx: Tx, { realm, account, at, before }: Capsule): Promise<Lock[]> {
  const isOfAccount = and(eq(accountLocks.realm, realm), eq(accountLocks.account, before.account.id))
  const locks = await tx.select({ cause: accountLocks.cause, since: accountLocks.since }).from(accountLocks).where(isOfAccount)
  const others = locks.filter(({ cause }) => cause !== 'frozen' && cause !== 'disabled')
  const disabled = locks.find(({ cause }) => cause === 'disabled')
  if (disabled && !(disabled.since >= at && (await wasPut(tx, account, disabled.since)))) return [...others, disabled]
  return before.disabledSince === null ? others : [...others, { cause: 'disabled', since: before.disabledSince }]
}

/** Disabled by the site together with a change, which an intruder can cause, and not by an operator. */
async function wasPut(tx: Tx, account: string, at: number): Promise<boolean> {
  const isSiteChange = and(eq(auditEvents.account, account), eq(auditEvents.at, at), eq(auditEvents.name, 'account.put'))
  const [put] = await tx.select({ id: auditEvents.id }).from(auditEvents).where(isSiteChange).limit(1)
  return put !== undefined
}
