/** Ends flows, and with them their codes, wherever those are. */
import type { Outcome, Stop } from '@regain/core'
import { and, eq, gt, inArray, isNull, ne } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { challenges, flows, momentary } from '../db/schema.ts'
import { cancelMessages } from '../outbox/put-message.ts'

export type Ending = { outcome: Outcome } | { because: Stop }

/** False when it was over already. */
export async function endFlow(tx: Tx, flow: string, ending: Ending, now: number): Promise<boolean> {
  const ended = await tx
    .update(flows)
    .set({ ...ending, endedAt: now, claimedUntil: 0 })
    .where(and(eq(flows.id, flow), isNull(flows.endedAt)))
  await tx.delete(challenges).where(eq(challenges.flow, flow))
  await cancelMessages(tx, [flow], [...momentary], now)
  return ended.rowsAffected === 1
}

/**
 * All other open flows of the account die with a change of its password, addresses or status. So many statements for however many flows: strangers can
 * open one after the other, and the change must not wait for them.
 */
export async function endFlowsOf(tx: Tx, account: string, now: number, butNot = ''): Promise<number> {
  const isOpen = and(eq(flows.account, account), isNull(flows.endedAt), gt(flows.expiresAt, now), ne(flows.id, butNot))
  const open = tx.select({ id: flows.id }).from(flows).where(isOpen)
  await tx.delete(challenges).where(inArray(challenges.flow, open))
  await cancelMessages(tx, open, [...momentary], now)
  return (await tx.update(flows).set({ because: 'refused', endedAt: now, claimedUntil: 0 }).where(isOpen)).rowsAffected
}
