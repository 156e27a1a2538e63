/** How many things wait for an operator: for the numbers in the navigation, and for the top of the overview. */
import { and, eq, gt, isNull, lt, ne, not } from 'drizzle-orm'
import type { Verifications } from '../audit/verifications.ts'
import { isOpen } from '../cases/case-state.ts'
import type { Database } from '../db/database.ts'
import { alerts, approvals, calls, cases } from '../db/schema.ts'
import type { Clock } from '../world/clock.ts'
import { HOUR_MS } from '../world/clock.ts'

/** The earliest automatic answer to a case about an unknown name is sent after a day: operators should have answered the others by then. */
const PROMISED_MS = 24 * HOUR_MS
const NEAR_MS = 4 * HOUR_MS

export interface WaitNeeds {
  db: Database
  clock: Clock
  verifications: Verifications
}

export async function countWaiting(operator: string, { db, clock, verifications }: WaitNeeds) {
  const now = clock.now()
  // A case about an unknown name is answered automatically.
  const open = and(isOpen(now), not(cases.decoy))
  const [alerting, cased, near, asked, calling, last] = await Promise.all([
    db.read.$count(alerts, and(isNull(alerts.endedAt), isNull(alerts.acknowledgedAt))),
    db.read.$count(cases, open),
    db.read.$count(cases, and(open, lt(cases.openedAt, now - PROMISED_MS + NEAR_MS))),
    db.read.$count(approvals, and(eq(approvals.state, 'waiting'), gt(approvals.expiresAt, now), ne(approvals.askedBy, operator))),
    db.read.$count(calls, and(eq(calls.state, 'waiting'), gt(calls.expiresAt, now))),
    verifications.last(),
  ])
  return {
    alerts: alerting,
    cases: cased,
    /** Of these: opened at least 20 hours ago. */
    casesNear: near,
    /** Requested by other operators. */
    approvals: asked,
    /** People with a code to read out. */
    calls: calling,
    /** When the audit log was last verified from the console; null: never. */
    verifiedAt: last?.at ?? null,
  }
}
