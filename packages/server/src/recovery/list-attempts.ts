/** The attempts of all realms for operators: newest first, filters combined, by keyset, so that a page costs the same at any depth. */
import type { Outcome, Reason, Stop } from '@regain/core'
import { outcomes, parseIdentifier } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { recordAct } from '../audit/record-act.ts'
import type { Database } from '../db/database.ts'
import { actReasons, auditEvents, challenges, flows, outbox } from '../db/schema.ts'
import type { Sites } from '../realms/realm.ts'
import { realmsOf } from '../realms/realm.ts'
import type { Chance } from '../security/chance.ts'
import type { Clock } from '../security/clock.ts'
import type { Keys } from '../security/keys.ts'
import { identifierRules } from '../security/phone-and-domain.ts'
import { ProblemError } from '../security/problem.ts'
import type { Seal } from '../security/seal.ts'
import { loadFlow, readStored } from './facts.ts'
import { newestEvent } from './newest-event.ts'
import type { ToldEvent } from './replay-attempt.ts'
import { replayAttempt } from './replay-attempt.ts'
import type { Attempt, AttemptState } from './show-attempt.ts'
import { showAttempt } from './show-attempt.ts'

export interface AttemptNeeds {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
  seal: Seal
  sites: Sites
}

export interface AttemptFilter {
  realm?: string | undefined
  site?: string | undefined
  reason?: Reason | undefined
  state?: AttemptState | undefined
  /** Digests, as they stand in an attempt or as `searchAttempts` gives them. */
  account?: string | undefined
  /** One for each realm in which the name was looked for. */
  name?: readonly string[] | undefined
  addressPrefix?: string | undefined
  browser?: string | undefined
  country?: string | undefined
  /** In ms: from this moment on, and before that one. */
  from?: number | undefined
  until?: number | undefined
}

const PAGE = 50

export async function listAttempts(
  filter: AttemptFilter,
  before: { at: number; id: string } | undefined,
  needs: AttemptNeeds,
): Promise<{ attempts: Attempt[]; next?: string; event: number }> {
  const now = needs.clock.now()
  // Asked for first: whoever watches from there misses nothing that this page does not show yet.
  const event = await newestEvent(needs)
  const { realm, site, reason, account, name, addressPrefix, browser, country, from, until, state } = filter
  const rows = await needs.db.read
    .select()
    .from(flows)
    .leftJoin(challenges, eq(challenges.flow, flows.id))
    .where(
      and(
        realm === undefined ? undefined : eq(flows.realm, realm),
        site === undefined ? undefined : eq(flows.site, site),
        reason === undefined ? undefined : eq(flows.reason, reason),
        account === undefined ? undefined : eq(flows.account, account),
        name === undefined ? undefined : inArray(flows.name, [...name]),
        addressPrefix === undefined ? undefined : eq(flows.addressPrefix, addressPrefix),
        browser === undefined ? undefined : eq(flows.browser, browser),
        // Written out, so that SQLite sees that the partial index fits.
        country === undefined ? undefined : and(isNotNull(flows.country), eq(flows.country, country)),
        from === undefined ? undefined : gte(flows.startedAt, from),
        until === undefined ? undefined : lt(flows.startedAt, until),
        state && isInState(state, now),
        before && sql`(${flows.startedAt}, ${flows.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(flows.startedAt), desc(flows.id))
    .limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1)?.flows : undefined
  const attempts = await Promise.all(
    shown.map((row) => showAttempt(readStored(row.flows, row.challenges ?? undefined, needs.seal), { ...needs, now })),
  )
  return { attempts, event, ...(last && { next: `${last.startedAt}.${last.id}` }) }
}

function isInState(state: AttemptState, now: number): SQL | undefined {
  if (state === 'open') return and(isNull(flows.endedAt), gt(flows.expiresAt, now))
  if (state === 'expired') return or(eq(flows.because, 'expired'), and(isNull(flows.endedAt), lte(flows.expiresAt, now)))
  // Written out, so that SQLite sees that the partial index fits.
  return (outcomes as readonly string[]).includes(state)
    ? and(isNotNull(flows.outcome), eq(flows.outcome, state as Outcome))
    : and(isNotNull(flows.because), eq(flows.because, state as Stop))
}

/** The same attempts as they are now, for whoever watches. */
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

/** The digest of the name in each realm whose rules can read it. Looking somebody up is on record. */
export async function searchAttempts({ identifier, operator, requestId }: SearchAttempts, needs: AttemptNeeds) {
  const names = (await realmsOf(needs.sites)).flatMap(({ id, policy }) => {
    const parsed = parseIdentifier(identifier, identifierRules({ ...policy, identifiers: ['email', 'phone', 'handle'] }))
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

/** One attempt from its first step to its last: what happened, what was sent, and what operators did about it. */
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
    /** The directory's own id, for the way to the account. */
    accountId: named && !named.decoy ? named.accountId : null,
    events,
    deliveries,
    reasons,
    screens,
  }
}
