/** Gathers the warning signs of an attempt from existing data: at its first proof, or when operators look at it. Never earlier, so that a stranger causes no work and learns nothing. */
import type { MethodName, SignalName } from '@regain/core'
import { isApproval, isSent } from '@regain/core'
import { and, desc, eq, gt, isNotNull, lt, lte, ne } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { cases, flows, undoCapsules } from '../db/schema.ts'
import { isPublicPrefix } from '../outbound/public-address.ts'
import type { CountryOf } from '../visitor/country.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { DAY_MS } from '../world/clock.ts'
import type { StoredFlow } from './facts.ts'

/** How long addresses and countries are kept (R-1204), and how long an address of an account counts as new. */
const LATELY_MS = 30 * DAY_MS
/** Our own choice of numbers. An honest person starts again once or twice. */
const SEVERAL_ATTEMPTS = 3
const SEVERAL_WRONG = 2
/** A family recovers fewer accounts than that in a day. */
const MANY_ACCOUNTS = 5
/** How many of the newest flows of an account or network are read: the writer waits for this query. */
const READ = 200

/** The visitor who gave the proof: the person at the screen, or the one who approved it elsewhere. */
export interface AtProof {
  method: MethodName
  visitor: Visitor
  /** The origin of the page that sent the answer. */
  page: string | undefined
  countryOf: CountryOf | undefined
}

type From = Pick<Reader, 'select' | 'selectDistinct' | '$count'>

/** `proof` is absent when operators look at an attempt in which nothing was proven. */
export async function gatherSignals(from: From, stored: StoredFlow, now: number, proof?: AtProof): Promise<SignalName[]> {
  const { row, named } = stored
  if (!named || named.decoy || row.account === null) return []
  // An undo link already says both: that somebody else was in the account, and that its address is new.
  const undoes = named.undo !== undefined
  const own = await lookAtAccount(from, { account: row.account, changedAt: named.changedAt, butNot: row.id, at: row.startedAt }, now)
  return namesOf({
    ...Object.fromEntries(own.map((name) => [name, !(undoes && name === 'address-new')])),
    'someone-in': !undoes && (row.reason === 'compromised' || named.lock?.cause === 'compromised'),
    'new-country': await isNewCountry(from, row),
    'many-accounts': await hasManyAccounts(from, row),
    ...(proof && lookAtProof(stored, proof)),
  })
}

type Found = Partial<Record<SignalName, boolean>>
const namesOf = (found: Found): SignalName[] => (Object.keys(found) as SignalName[]).filter((name) => found[name])

/** The signs that belong to the account itself, whatever attempt is in progress. */
export async function lookAtAccount(
  from: From,
  { account, changedAt = 0, butNot = '', at }: { account: string; changedAt?: number; butNot?: string; at: number },
  now: number,
): Promise<SignalName[]> {
  const others = await from
    .select({ outcome: flows.outcome, proven: flows.proven })
    .from(flows)
    .where(and(eq(flows.account, account), gt(flows.startedAt, at - DAY_MS), lte(flows.startedAt, at), ne(flows.id, butNot)))
    .orderBy(desc(flows.startedAt))
    .limit(READ)
  const inVain = others.filter(({ outcome, proven }) => proven.length === 0 && !outcome?.startsWith('drill'))
  // If an account's only address was replaced, no older address shows that the new one is new; the capsule does.
  const isReplaced = and(eq(undoCapsules.account, account), eq(undoCapsules.change, 'addresses-changed'), gt(undoCapsules.expiresAt, now))
  const addressNew = now - changedAt < LATELY_MS || (await from.$count(undoCapsules, isReplaced)) > 0
  return namesOf({
    'address-new': addressNew,
    'several-attempts': inVain.length >= SEVERAL_ATTEMPTS,
    'several-cases': (await from.$count(cases, and(eq(cases.account, account), ne(cases.flow, butNot)))) > 0,
  })
}

/** Compares only with attempts in which something was proven: attempts that strangers begin must not make a country usual. */
async function isNewCountry(from: From, { id, account, country, startedAt }: StoredFlow['row']): Promise<boolean> {
  if (country === null) return false
  const before = await from
    .selectDistinct({ country: flows.country })
    .from(flows)
    .where(
      and(
        eq(flows.account, account ?? ''),
        gt(flows.startedAt, startedAt - LATELY_MS),
        lte(flows.startedAt, startedAt),
        ne(flows.id, id),
        ne(flows.proven, []),
        isNotNull(flows.country),
      ),
    )
  return before.length > 0 && before.every((one) => one.country !== country)
}

async function hasManyAccounts(from: From, { realm, account, addressPrefix, browser, startedAt }: StoredFlow['row']): Promise<boolean> {
  // Behind a proxy that the settings don't name, every request comes from an internal address, which says nothing.
  if (addressPrefix === null || browser === null || !isPublicPrefix(addressPrefix)) return false
  const near = from
    .select({ account: flows.account, browser: flows.browser, proven: flows.proven, realm: flows.realm })
    .from(flows)
    .where(and(eq(flows.addressPrefix, addressPrefix), gt(flows.startedAt, startedAt - DAY_MS), lt(flows.startedAt, startedAt + DAY_MS)))
    .orderBy(desc(flows.startedAt))
    .limit(READ)
    .as('near')
  const others = await from
    .selectDistinct({ account: near.account })
    .from(near)
    .where(and(eq(near.realm, realm), eq(near.browser, browser), ne(near.proven, []), ne(near.account, account ?? '')))
    .limit(MANY_ACCOUNTS)
  return others.length === MANY_ACCOUNTS
}

function lookAtProof({ row, named }: StoredFlow, { method, visitor, page, countryOf }: AtProof): Found {
  const here = countryOf?.(visitor.address.address)
  return {
    'other-country': row.country !== null && here !== undefined && here !== row.country,
    // An approval comes from our page or the site's, not from the page of the attempt.
    'no-page': page === undefined && !isApproval(method),
    'only-address': isSent(method) && named?.destinations.length === 1,
    'wrong-codes': row.guesses >= SEVERAL_WRONG,
  }
}
