/** Filters the list of attempts: the narrowest filter uses its index, and the others are applied to a limited number of its newest rows. */
import type { Outcome, Reason, RiskRules, SignalName, Stop } from '@regain/core'
import { outcomes, policyNumbers, recoveries, signalNames } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { flows } from '../db/schema.ts'
import type { AttemptState } from './show-attempt.ts'

export interface AttemptFilter {
  realm?: string | undefined
  site?: string | undefined
  reason?: Reason | undefined
  /** `recovered`: it ended with the person back in their account, by any outcome. */
  state?: AttemptState | 'recovered' | undefined
  /** A certain warning sign, any of them, or as many as ask for two proofs. */
  signs?: SignalName | 'any' | 'high' | undefined
  /** Digests, as an attempt stores them or `searchAttempts` returns them. */
  account?: string | undefined
  /** One digest for each realm in which the name was searched. */
  name?: readonly string[] | undefined
  addressPrefix?: string | undefined
  browser?: string | undefined
  country?: string | undefined
  /** In ms: `from` is included, `until` is not. */
  from?: number | undefined
  until?: number | undefined
}

/** A position in the list (keyset), so that a page costs the same at any depth. */
export interface Place {
  at: number
  id: string
}

/** Takes about 20 ms, during which the server does nothing else. */
const LOOKED_AT = 5000

/**
 * Returns the newest matches, at most `most`. `lookedTo`: the search stopped at that position, and there may be older matches.
 * A statement delays every recovery while it runs, so a search for something rare must not read the whole table.
 */
export async function findAttempts(
  reader: Reader,
  filter: AttemptFilter,
  { before, most, now, rules }: { before: Place | undefined; most: number; now: number; rules: readonly RealmRisk[] },
): Promise<{ found: Place[]; lookedTo?: Place }> {
  const [lead, ...indexed] = narrowestFirst(filter, now)
  const others = [...indexed, ...commonOnes(filter, rules)]
  const { from, until } = filter
  const within = and(
    lead,
    from === undefined ? undefined : gte(flows.startedAt, from),
    until === undefined ? undefined : lt(flows.startedAt, until),
    before && sql`(${flows.startedAt}, ${flows.id}) < (${before.at}, ${before.id})`,
  )
  const newestFirst = [desc(flows.startedAt), desc(flows.id)]
  const place = { at: flows.startedAt, id: flows.id }
  if (others.length === 0)
    return {
      found: await reader
        .select(place)
        .from(flows)
        .where(within)
        .orderBy(...newestFirst)
        .limit(most),
    }
  // An alias with the table's own name, so that the same conditions work inside and outside.
  const looked = reader
    .select()
    .from(flows)
    .where(within)
    .orderBy(...newestFirst)
    .limit(LOOKED_AT)
    .as('flows')
  const found = await reader
    .select({ at: looked.startedAt, id: looked.id })
    .from(looked)
    .where(and(...others))
    .limit(most)
  if (found.length === most) return { found }
  const [lookedTo] = await reader
    .select(place)
    .from(flows)
    .where(within)
    .orderBy(...newestFirst)
    .limit(1)
    .offset(LOOKED_AT - 1)
  return { found, ...(lookedTo && { lookedTo }) }
}

/** Filters with few matches come first: the list is read along the index of the first one. */
function narrowestFirst({ realm, site, account, name, addressPrefix, browser, country, state, signs }: AttemptFilter, now: number): SQL[] {
  return [
    name && inArray(flows.name, [...name]),
    account && eq(flows.account, account),
    addressPrefix && eq(flows.addressPrefix, addressPrefix),
    // Written out, here and below, so that SQLite recognises its partial index.
    country && and(isNotNull(flows.country), eq(flows.country, country)),
    browser && and(isNotNull(flows.browser), eq(flows.browser, browser)),
    site && eq(flows.site, site),
    state === undefined || state === 'recovered' ? undefined : isInState(state, now),
    signs && isNotNull(flows.signs),
    realm && eq(flows.realm, realm),
  ].filter((one) => one !== undefined && one !== '')
}

/** Filters without an index: they have few values, and each matches many attempts. */
function commonOnes({ reason, state, signs }: AttemptFilter, rules: readonly RealmRisk[]): SQL[] {
  return [
    reason && eq(flows.reason, reason),
    state === 'recovered' && inArray(flows.outcome, [...recoveries]),
    signs === 'high' && or(...rules.map(isHigh)),
    signs && signs !== 'high' && signs !== 'any' && has(signs),
  ].filter((one) => one !== undefined && one !== false)
}

/** The weights of warning signs in a realm. */
export interface RealmRisk {
  realm: string
  risk: RiskRules
}
const has = (sign: SignalName): SQL => sql`instr(' ' || ${flows.signs} || ' ', ${` ${sign} `}) > 0`
/** By the current weights, as the list shows it. */
function isHigh({ realm, risk: { twoAt, weights } }: RealmRisk): SQL | undefined {
  const sum = sql.join(
    signalNames.map((sign) => sql`(${has(sign)}) * ${weights[sign]}`),
    sql` + `,
  )
  return and(eq(flows.realm, realm), sql`${sum} >= ${twoAt}`)
}

const LONGEST_FLOW_MS = policyNumbers.flowLifetimeSeconds.max * 1000
/** Written as in the partial index. */
const isUnfinished = sql`(${flows.endedAt} IS NULL OR ${flows.because} = 'expired')`

function isInState(state: AttemptState, now: number): SQL | undefined {
  if (state === 'open')
    return and(isUnfinished, gt(flows.startedAt, now - LONGEST_FLOW_MS), isNull(flows.endedAt), gt(flows.expiresAt, now))
  if (state === 'expired') return and(isUnfinished, sql`(${flows.endedAt} IS NOT NULL OR ${lte(flows.expiresAt, now)})`)
  return (outcomes as readonly string[]).includes(state)
    ? and(isNotNull(flows.outcome), eq(flows.outcome, state as Outcome))
    : and(isNotNull(flows.because), eq(flows.because, state as Stop))
}
