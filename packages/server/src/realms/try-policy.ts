/** What a policy change would have done to the realm's recent attempts and cases, computed from their stored facts before anything is saved. */
import type { Channel, Effect, MethodName, PastAttempt, Policy, Stopping } from '@regain/core'
import { channelOf, effectOf, walkAgain } from '@regain/core'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Attempt } from '../attempts/show-attempt.ts'
import { showAttempt } from '../attempts/show-attempt.ts'
import type { TriedCases } from '../cases/try-on-cases.ts'
import { tryOnCases } from '../cases/try-on-cases.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import { auditEvents, flows } from '../db/schema.ts'
import type { Named } from '../flows/facts.ts'
import { readStored, signsIn } from '../flows/facts.ts'
import { mayText } from '../formats/phone-and-domain.ts'
import type { Sites } from '../sites/realm.ts'
import type { Clock } from '../world/clock.ts'
import { readPolicy } from './change-policy.ts'

/** How many attempts are replayed. */
const LAST = 500
const MOST_SHOWN = 100

const moving = ['flow.identified', 'challenge.opened', 'challenge.failed', 'challenge.passed', 'password.changed'] as const

interface TryNeeds {
  db: Database
  clock: Clock
  seal: Seal
  sites: Sites
}

export interface TriedAttempt {
  attempt: Attempt
  effect: Effect
  /** Under the new policy: the obstacle, or how many proofs would have been enough. */
  because?: Stopping
  proofs?: number
}

export interface Tried {
  walked: number
  /** When the oldest of them began. */
  since?: number
  counts: Record<Effect, number>
  /** The newest first, a hundred at most. */
  attempts: TriedAttempt[]
  cases: TriedCases
}

export async function tryPolicy(
  { realm, policy }: { realm: string; policy: Policy },
  { db, clock, seal, sites }: TryNeeds,
): Promise<Tried> {
  const now = (await readPolicy(realm, { db })).policy
  const last = await db.read.select().from(flows).where(eq(flows.realm, realm)).orderBy(desc(flows.startedAt), desc(flows.id)).limit(LAST)
  // The person of a practice run is signed in, so no policy lets them in or keeps them out.
  const rows = last.filter((row) => !readStored(row, undefined, seal).named?.drill)
  const past = await readPast(rows.toReversed(), { db, seal })
  const walk = (under: Policy) =>
    walkAgain(
      past.map(({ attempt }) => attempt),
      { policy: under, reaches: (method, { id }) => reaches(method, destinationsOf.get(id), under) },
    )
  const destinationsOf = new Map(past.map(({ attempt, destinations }) => [attempt.id, destinations]))
  const [before, after] = [walk(now), walk(policy)]

  const tried: Tried = {
    walked: rows.length,
    counts: { 'refused': 0, 'with-less': 0, 'sooner': 0, 'further': 0 },
    attempts: [],
    cases: await tryOnCases({ realm, before: now, after: policy }, { db, seal }),
  }
  const oldest = rows.at(-1)
  if (oldest) tried.since = oldest.startedAt
  for (const row of rows) {
    const [old, then] = [before.get(row.id), after.get(row.id)]
    const effect = old && then && effectOf(old, then)
    if (!effect) continue
    tried.counts[effect] += 1
    if (tried.attempts.length === MOST_SHOWN) continue
    const attempt = await showAttempt(readStored(row, undefined, seal), { sites, now: clock.now() })
    const { because, proofs } = then
    tried.attempts.push({ attempt, effect, ...(because && { because }), ...(proofs !== undefined && { proofs }) })
  }
  return tried
}

interface Past {
  attempt: PastAttempt
  destinations: Named['destinations']
}

async function readPast(rows: readonly (typeof flows.$inferSelect)[], { db, seal }: Pick<TryNeeds, 'db' | 'seal'>): Promise<Past[]> {
  const events = await db.read
    .select({ flow: auditEvents.flow, at: auditEvents.at, name: auditEvents.name, details: auditEvents.details })
    .from(auditEvents)
    .where(
      and(
        inArray(
          auditEvents.flow,
          rows.map(({ id }) => id),
        ),
        inArray(auditEvents.name, [...moving]),
      ),
    )
    .orderBy(asc(auditEvents.id))
  const eventsOf = new Map<string, typeof events>(rows.map(({ id }) => [id, []]))
  for (const event of events) eventsOf.get(event.flow ?? '')?.push(event)
  return rows.map((row) => {
    const { named } = readStored(row, undefined, seal)
    const own = (eventsOf.get(row.id) ?? []).map(({ at, name, details }) => {
      const { method, again } = JSON.parse(details) as { method?: MethodName; again?: boolean }
      return { at, name: name as (typeof moving)[number], ...(method && { method }), ...(again && { again }) }
    })
    const attempt: PastAttempt = {
      id: row.id,
      reason: row.reason,
      startedAt: row.startedAt,
      address: row.addressPrefix ?? 'unknown',
      name: row.name ?? '',
      ...(named && { named: { ...named, kind: named.name.kind, signals: signsIn(row) } }),
      events: own,
    }
    return { attempt, destinations: named?.destinations ?? [] }
  })
}

/** A decoy's codes reach nobody under either policy, so it is replayed as if they had arrived. */
function reaches(method: MethodName, destinations: readonly { channel: Channel; value: string }[] | undefined, policy: Policy): boolean {
  const through = channelOf(method)
  const own = destinations?.filter(({ channel }) => channel === through) ?? []
  return through !== 'phone' || own.length === 0 || own.some(({ value }) => mayText(value, policy))
}
