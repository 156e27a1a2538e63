/** Lists the attempts of all realms for operators: a page, the watched ones, one with its whole history, and those of a name. */
import { parseIdentifier } from '@regain/core'
import { asc, eq, inArray } from 'drizzle-orm'
import { recordAct } from '../audit/record-act.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import { actReasons, auditEvents, challenges, flows, outbox } from '../db/schema.ts'
import { loadFlow, readStored } from '../flows/facts.ts'
import { rulesOfAnyKind } from '../formats/phone-and-domain.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Sites } from '../sites/realm.ts'
import { realmsOf } from '../sites/realm.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import type { AttemptFilter, Place } from './filter-attempts.ts'
import { findAttempts } from './filter-attempts.ts'
import { newestEvent } from './newest-event.ts'
import type { ToldEvent } from './replay-attempt.ts'
import { replayAttempt } from './replay-attempt.ts'
import type { Attempt } from './show-attempt.ts'
import { showAttempt } from './show-attempt.ts'

export interface AttemptNeeds {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
  seal: Seal
  sites: Sites
}

const PAGE = 50

/** `lookedTo`, in ms: the filter matches few rows, and the search stopped there; `next` continues from that point. */
export async function listAttempts(
  filter: AttemptFilter,
  before: Place | undefined,
  needs: AttemptNeeds,
): Promise<{ attempts: Attempt[]; next?: string; lookedTo?: number; event: number }> {
  const now = needs.clock.now()
  // Read first, so that a watcher who starts there misses nothing that this page does not contain.
  const event = await newestEvent(needs)
  const rules = (await realmsOf(needs.sites)).map(({ id, policy }) => ({ realm: id, risk: policy.risk }))
  const { found, lookedTo } = await findAttempts(needs.db.read, filter, { before, most: PAGE + 1, now, rules })
  const shown = found.slice(0, PAGE)
  const last = found.length > PAGE ? shown.at(-1) : lookedTo
  const attempts = (
    await readAttempts(
      shown.map(({ id }) => id),
      needs,
    )
  ).reverse()
  return { attempts, event, ...(last && { next: `${last.at}.${last.id}` }), ...(lookedTo && { lookedTo: lookedTo.at }) }
}

/** The current state of these attempts, for a watcher. */
export async function readAttempts(
  ids: readonly string[],
  needs: Pick<AttemptNeeds, 'db' | 'clock' | 'seal' | 'sites'>,
): Promise<Attempt[]> {
  const rows = await needs.db.read
    .select()
    .from(flows)
    .leftJoin(challenges, eq(challenges.flow, flows.id))
    .where(inArray(flows.id, [...ids]))
    .orderBy(asc(flows.startedAt), asc(flows.id))
  const now = needs.clock.now()
  return await Promise.all(
    rows.map((row) => showAttempt(readStored(row.flows, row.challenges ?? undefined, needs.seal), { ...needs, now })),
  )
}

export interface SearchAttempts {
  /** As typed, in any spelling. */
  identifier: string
  operator: string
  requestId: string
}

/** The digest of the name in each realm whose rules can read it. The search is logged. */
export async function searchAttempts({ identifier, operator, requestId }: SearchAttempts, needs: AttemptNeeds) {
  const names = (await realmsOf(needs.sites)).flatMap(({ id, policy, numericHandles }) => {
    const parsed = parseIdentifier(identifier, rulesOfAnyKind(policy, numericHandles))
    if (!parsed.ok) return []
    const { kind, value } = parsed.identifier
    return [{ realm: id, name: needs.keys.digest('flow-identifier', id, 'name', kind, value) }]
  })
  const at = needs.clock.now()
  await needs.db.write(async (tx) => {
    for (const { realm, name } of names)
      await recordAct(tx, { name: 'account.searched', at, operator, requestId, realm, account: name }, needs.chance)
  })
  return { names }
}

/** One attempt from its first step to its last: what happened, which messages were sent, and what operators did. */
export async function readAttempt(id: string, needs: AttemptNeeds) {
  const stored = await loadFlow(needs.db.read, id, needs.seal)
  if (!stored) throw new ProblemError('not-found')
  const attempt = await showAttempt(stored, { ...needs, now: needs.clock.now() })
  const rows = await needs.db.read
    .select({ id: auditEvents.id, at: auditEvents.at, name: auditEvents.name, actor: auditEvents.actor, details: auditEvents.details })
    .from(auditEvents)
    .where(eq(auditEvents.flow, id))
    .orderBy(asc(auditEvents.id))
    .limit(500)
  const { id: message, channel, kind, state, tries, because, createdAt, settledAt } = outbox
  const deliveries = await needs.db.read
    .select({ id: message, channel, kind, state, tries, because, createdAt, settledAt })
    .from(outbox)
    .where(eq(outbox.flow, id))
    .orderBy(asc(createdAt))
    .limit(100)
  const reasons = await needs.db.read
    .select({ id: actReasons.id, reason: actReasons.reason })
    .from(actReasons)
    .where(eq(actReasons.flow, id))
    .limit(100)
  const events = rows.map(({ details, ...event }) => ({ ...event, details: JSON.parse(details) as ToldEvent['details'] }))
  const site = await needs.sites.byKey(attempt.site)
  const screens = site ? replayAttempt(stored, attempt.identifier?.masked ?? '', site, events) : []
  const { named } = stored
  return {
    attempt,
    /** The directory's id, for the link to the account. */
    accountId: named && !named.decoy ? named.accountId : null,
    events,
    deliveries,
    reasons,
    screens,
  }
}
