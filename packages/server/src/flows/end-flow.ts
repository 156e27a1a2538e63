/** Ends flows and their codes. */
import type { KeptMethodName, Outcome, Stop } from '@regain/core'
import { policyNumbers } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { and, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { challenges, contactAsks, flows, momentary } from '../db/schema.ts'
import { cancelMessages } from '../outbox/put-message.ts'
import type { FlowRow } from './facts.ts'
import type { OpenFlow } from './open-flow.ts'
import { loadAgain, unsavedOf, withChallenge, written, wrongStep } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export type Ending = { outcome: Outcome } | { because: Stop }

/** Ends a flow that was loaded, and stores what this answer has changed in the same statement. Undefined: it had already ended. */
export async function end(tx: Tx, open: OpenFlow, ending: Ending, deps: Pick<RecoveryDeps, 'seal'>): Promise<OpenFlow | undefined> {
  const { stored, now, unsaved: _, ...rest } = open
  const columns = unsavedOf(open, deps)
  if (!(await endFlow(tx, stored.row.id, ending, now, columns))) return undefined
  return withChallenge(written({ ...rest, stored, now }, { ...columns, ...ending, endedAt: now, claimedUntil: 0 }), undefined)
}

/** As `end`, but throws if somebody else ended the flow first: that rolls back everything that this transaction did. */
export async function mustEnd(tx: Tx, open: OpenFlow, ending: Ending, deps: Pick<RecoveryDeps, 'seal' | 'clock'>): Promise<OpenFlow> {
  const ended = await end(tx, open, ending, deps)
  if (!ended) throw wrongStep(await loadAgain(tx, open, deps))
  return ended
}

/** False if it had already ended. */
export async function endFlow(tx: Tx, flow: string, ending: Ending, now: number, columns: Partial<FlowRow> = {}): Promise<boolean> {
  const ended = await tx
    .update(flows)
    .set({ ...columns, ...ending, endedAt: now, claimedUntil: 0 })
    .where(and(eq(flows.id, flow), isNull(flows.endedAt)))
  await tx.delete(challenges).where(eq(challenges.flow, flow))
  await cancelMessages(tx, [flow], [...momentary], now)
  return ended.rowsAffected === 1
}

/**
 * A change of an account's password, addresses or status ends all its other open flows. The number of statements does not depend on the number of flows: strangers can
 * open one after the other, and the change must not wait for them.
 */
export const endFlowsOf = (tx: Tx, account: string, now: number, butNot = ''): Promise<number> =>
  endThose(tx, and(eq(flows.account, account), ne(flows.id, butNot)), now)

/** Ends the flows that this method has proven, or in which contacts were asked: the method has changed since. */
export const endFlowsBy = (tx: Tx, account: string, method: KeptMethodName, now: number): Promise<number> =>
  endThose(tx, and(eq(flows.account, account), or(isProvenBy(method), method === 'contacts' ? asksContacts(tx, account) : undefined)), now)

/** Ends the flows in which anything was proven: the account has changed since. */
export const endFlowsProven = (tx: Tx, account: string, now: number): Promise<number> =>
  endThose(tx, and(eq(flows.account, account), ne(flows.proven, [])), now)

/** Ends all flows of a realm that is removed. */
export const endFlowsIn = (tx: Tx, realm: string, now: number): Promise<number> =>
  endThose(tx, and(eq(flows.realm, realm), gt(flows.startedAt, now - LONGEST_MS)), now)

/** The longest lifetime that a policy can set. Older flows have ended, so SQLite need not look at them. */
const LONGEST_MS = policyNumbers.flowLifetimeSeconds.max * 1000

const isProvenBy = (method: KeptMethodName): SQL => sql`instr(${flows.proven}, ${JSON.stringify(method)}) > 0`
const asksContacts = (tx: Tx, account: string): SQL =>
  inArray(flows.id, tx.select({ flow: contactAsks.flow }).from(contactAsks).where(eq(contactAsks.account, account)))

async function endThose(tx: Tx, those: SQL | undefined, now: number): Promise<number> {
  const isOpen = and(those, isNull(flows.endedAt), gt(flows.expiresAt, now))
  const open = tx.select({ id: flows.id }).from(flows).where(isOpen)
  await tx.delete(challenges).where(inArray(challenges.flow, open))
  await cancelMessages(tx, open, [...momentary], now)
  return (await tx.update(flows).set({ because: 'refused', endedAt: now, claimedUntil: 0 }).where(isOpen)).rowsAffected
}
