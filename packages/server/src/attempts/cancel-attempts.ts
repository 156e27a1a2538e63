/** Cancels open attempts for an operator: one, or all of an address or account, in limited batches. */
import type { SQL } from 'drizzle-orm'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { recordAct } from '../audit/record-act.ts'
import type { Database } from '../db/database.ts'
import { flows } from '../db/schema.ts'
import { endFlow } from '../flows/end-flow.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'

/** bulk acts are limited; the answer says whether some are left. */
const MOST_CANCELLED = 200

export type WhichAttempts = { attempt: string } | { addressPrefix: string } | { account: string }

export interface CancelAttempts {
  which: WhichAttempts
  reason: string
  operator: string
  requestId: string
}

export async function cancelAttempts(
  { which, reason, operator, requestId }: CancelAttempts,
  { db, clock, chance }: { db: Database; clock: Clock; chance: Chance },
): Promise<{ cancelled: number; more: boolean }> {
  const now = clock.now()
  return await db.write(async (tx) => {
    const open = await tx
      .select({ id: flows.id, realm: flows.realm, account: flows.account })
      .from(flows)
      .where(isOpenAndMeant(which, now))
      .orderBy(asc(flows.startedAt))
      .limit(MOST_CANCELLED + 1)
    let cancelled = 0
    for (const { id, realm, account } of open.slice(0, MOST_CANCELLED)) {
      if (!(await endFlow(tx, id, { because: 'cancelled' }, now))) continue
      const event = { name: 'flow.cancelled' as const, at: now, operator, requestId, realm, flow: id, reason }
      await recordAct(tx, { ...event, ...(account !== null && { account }) }, chance)
      cancelled += 1
    }
    return { cancelled, more: open.length > MOST_CANCELLED }
  })
}

/** For a confirmation against accidents: counts at most one more than are cancelled in one batch. */
export async function countOpen(
  which: WhichAttempts,
  { db, clock }: { db: Database; clock: Clock },
): Promise<{ open: number; most: number }> {
  const open = await db.read
    .select({ id: flows.id })
    .from(flows)
    .where(isOpenAndMeant(which, clock.now()))
    .limit(MOST_CANCELLED + 1)
  return { open: open.length, most: MOST_CANCELLED }
}

function isOpenAndMeant(which: WhichAttempts, now: number): SQL | undefined {
  const isRequested =
    'attempt' in which
      ? eq(flows.id, which.attempt)
      : 'account' in which
        ? eq(flows.account, which.account)
        : eq(flows.addressPrefix, which.addressPrefix)
  return and(isRequested, isNull(flows.endedAt), gt(flows.expiresAt, now))
}
