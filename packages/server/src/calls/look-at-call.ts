/** What the person's page shows about their call, and how they report that something is wrong. */
import { and, eq, gt, inArray } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { calls, operators } from '../db/schema.ts'
import type { Site } from '../sites/realm.ts'
import { answerOf, stateOf, tokenDigest } from './call.ts'
import type { CallNeeds } from './open-call.ts'

export type SeenCall = { state: 'waiting' } | { state: 'taken'; answer: string; who: string } | { state: 'over' } | { state: 'denied' }

/** A token of another site's page, or an unknown one, looks like a call that has ended. */
export async function lookAtCall(token: string, site: Site, { db, clock, keys }: Omit<CallNeeds, 'chance'>): Promise<SeenCall> {
  const [row] = await db.read
    .select({ id: calls.id, site: calls.site, state: calls.state, expiresAt: calls.expiresAt, name: operators.name })
    .from(calls)
    .leftJoin(operators, eq(operators.id, calls.takenBy))
    .where(eq(calls.token, tokenDigest(keys, token)))
  if (row?.site !== site.key) return { state: 'over' }
  const state = stateOf(row, clock.now())
  // Only the first name: the person may ask "who is it?", and the full name is private.
  return state === 'taken' ? { state, answer: answerOf(keys, row.id), who: (row.name ?? '').split(/\s/u)[0] ?? '' } : { state }
}

/** Ends the call immediately: the caller is not the operator who typed the code, or not who they claim to be. */
export async function denyCall(token: string, site: Site, requestId: string, { db, clock, keys }: Omit<CallNeeds, 'chance'>) {
  const now = clock.now()
  const isIts = and(eq(calls.token, tokenDigest(keys, token)), eq(calls.site, site.key))
  const isOpenCall = and(isIts, inArray(calls.state, ['waiting', 'taken']), gt(calls.expiresAt, now))
  // Security: a request without a call is refused by a read, uncounted, and never occupies the single writer.
  if ((await db.read.$count(calls, isOpenCall)) === 0) return
  await db.write(async (tx) => {
    const [row] = await tx.update(calls).set({ state: 'denied', endedAt: now }).where(isOpenCall).returning()
    if (!row) return
    const details = { call: row.id, ...(row.takenBy !== null && { operator: row.takenBy }) }
    await record(tx, { at: now, name: 'call.denied', actor: 'person', realm: row.realm, site: row.site, requestId, details })
  })
}
