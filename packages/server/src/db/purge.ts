/** Removes expired rows in small commits, so that no lock is held long (R-1110). */
import { setTimeout as wait } from 'node:timers/promises'
import { INVITATION_DAYS } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Clock } from '../world/clock.ts'
import { DAY_MS, HOUR_MS } from '../world/clock.ts'
import type { Database } from './database.ts'
import {
  accessDecisions,
  actReasons,
  alerts,
  calls,
  cases,
  challenges,
  contactAsks,
  counts,
  devices,
  enrolments,
  flows,
  limits,
  momentary,
  operatorCeremonies,
  operatorInvitations,
  operatorSessions,
  outbox,
  recoveryContacts,
  signInFailures,
  signInSources,
  undoCapsules,
  usedCaptchas,
  usedQuestions,
  waits,
  wrongGuesses,
} from './schema.ts'

/** Flows are kept for operators. Their addresses are sealed; their audit events are kept longer. */
const FLOW_KEPT = 90 * DAY_MS
/** A flow that named no account: operators have nothing to see in it, and anybody can start one. */
const NOBODY_KEPT = DAY_MS
/** What a request revealed about its sender is removed earlier (R-1204). */
const VISITOR_KEPT = 30 * DAY_MS
const OUTBOX_KEPT = 30 * DAY_MS
/** By then a code's flow has ended, so its blank text may shrink. A row that was left wide while the server was down is removed as a whole. */
const CODE_KEPT_WIDE = { from: HOUR_MS, to: 3 * HOUR_MS }
/** The account's page shows this period; alerts compare with its last seven days. */
const SIGN_INS_KEPT = 14 * DAY_MS
const DEVICE_KEPT = 180 * DAY_MS
const INVITATION_KEPT = 30 * DAY_MS
/** Alerts compare an hour with the seven days before, and the overview shows two quarters of days; a year allows comparisons. */
const HOURS_KEPT = 8 * DAY_MS
const DAYS_KEPT = 400 * DAY_MS
const REASON_KEPT = 365 * DAY_MS
/** Unanswered cases too: their authors have asked again, or found another way. */
const CASE_KEPT = 90 * DAY_MS
/** How long it is known which operator took which call; what they did in it is in the audit log as long. */
const CALL_KEPT = 30 * DAY_MS
/** Guesses at unknown names must not stay forever. At twenty a day, a hundred in a row are reached long before. */
const WRONG_GUESSES_KEPT = 365 * DAY_MS
const INVITATION_KEPT_OPEN = INVITATION_DAYS * DAY_MS
/** Alerts look one day back. */
const ASK_KEPT = 3 * DAY_MS
const AT_ONCE = 500

const rowid = sql`rowid`

/** How many rows were deleted, or lost what they must not keep. */
export async function purge(db: Database, now: number): Promise<number> {
  const over: [SQLiteTable, SQL | undefined][] = [
    // Longer than a captcha lives: setting the clock back must not make a solution valid again.
    [usedCaptchas, lt(usedCaptchas.expiresAt, now - HOUR_MS)],
    [usedQuestions, lt(usedQuestions.expiresAt, now - HOUR_MS)],
    [limits, lt(limits.tat, now)],
    [outbox, and(isNotNull(outbox.settledAt), lt(outbox.settledAt, now - OUTBOX_KEPT))],
    [devices, lt(devices.usedAt, now - DEVICE_KEPT)],
    [challenges, lt(challenges.expiresAt, now - DAY_MS)],
    [flows, lt(flows.startedAt, now - FLOW_KEPT)],
    [flows, and(isNull(flows.named), lt(flows.startedAt, now - NOBODY_KEPT))],
    [signInFailures, and(lt(signInFailures.forgottenAt, now), lt(signInFailures.lockedUntil, now))],
    [signInSources, lt(signInSources.lastAt, now - SIGN_INS_KEPT)],
    [operatorCeremonies, lt(operatorCeremonies.expiresAt, now - HOUR_MS)],
    [operatorSessions, lt(operatorSessions.createdAt, now - DAY_MS)],
    [operatorInvitations, lt(operatorInvitations.expiresAt, now - INVITATION_KEPT)],
    [counts, or(and(eq(counts.step, 'hour'), lt(counts.start, now - HOURS_KEPT)), lt(counts.start, now - DAYS_KEPT))],
    [actReasons, lt(actReasons.at, now - REASON_KEPT)],
    // What an alert is about may name an address, so it is kept no longer than a flow.
    [alerts, and(isNotNull(alerts.endedAt), lt(alerts.endedAt, now - VISITOR_KEPT))],
    [enrolments, lt(enrolments.expiresAt, now - HOUR_MS)],
    [wrongGuesses, lt(wrongGuesses.updatedAt, now - WRONG_GUESSES_KEPT)],
    // People who never answered an invitation did not ask for it: their address is deleted.
    [recoveryContacts, and(isNull(recoveryContacts.acceptedAt), lt(recoveryContacts.since, now - INVITATION_KEPT_OPEN))],
    [contactAsks, lt(contactAsks.at, now - ASK_KEPT)],
    [cases, lt(cases.openedAt, now - CASE_KEPT)],
    [calls, or(and(eq(calls.state, 'waiting'), lt(calls.expiresAt, now - HOUR_MS)), lt(calls.openedAt, now - CALL_KEPT))],
    [undoCapsules, lte(undoCapsules.expiresAt, now)],
    [waits, lte(waits.expiresAt, now)],
    [accessDecisions, lt(accessDecisions.proposedAt, now - CASE_KEPT)],
  ]
  let gone = 0
  for (const [table, isOver] of over)
    gone += await inSmallPieces(db, (tx) =>
      tx.delete(table).where(inArray(rowid, tx.select({ rowid }).from(table).where(isOver).limit(AT_ONCE))),
    )
  const known = and(
    lt(flows.startedAt, now - VISITOR_KEPT),
    or(
      isNotNull(flows.addressPrefix),
      isNotNull(flows.browser),
      isNotNull(flows.country),
      isNotNull(flows.timeZone),
      isNotNull(flows.device),
    ),
  )
  const wide = and(
    gt(outbox.settledAt, now - CODE_KEPT_WIDE.to),
    lt(outbox.settledAt, now - CODE_KEPT_WIDE.from),
    or(inArray(outbox.kind, [...momentary]), eq(outbox.state, 'cancelled')),
    ne(outbox.message, ''),
  )
  return (
    gone +
    (await inSmallPieces(db, (tx) =>
      tx
        .update(outbox)
        .set({ message: '' })
        .where(inArray(rowid, tx.select({ rowid }).from(outbox).where(wide).limit(AT_ONCE))),
    )) +
    (await inSmallPieces(db, (tx) =>
      tx
        .update(flows)
        .set({ addressPrefix: null, browser: null, country: null, timeZone: null, device: null })
        .where(inArray(rowid, tx.select({ rowid }).from(flows).where(known).limit(AT_ONCE))),
    ))
  )
}

type Work = Parameters<Database['write']>[0]

async function inSmallPieces(db: Database, work: (tx: Parameters<Work>[0]) => PromiseLike<{ rowsAffected: number }>): Promise<number> {
  for (let gone = 0; ; ) {
    const { rowsAffected } = await db.write(async (tx) => await work(tx))
    gone += rowsAffected
    if (rowsAffected < AT_ONCE) return gone
  }
}

const EVERY_MS = 600_000

export function startPurge(db: Database, clock: Clock, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await purge(db, clock.now()).catch(onFault)
      await wait(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
