/** Reads the readiness of a page of accounts in few statements, so that requests don't wait. */
import type { Policy, Standing } from '@regain/core'
import { gateOf, standingOf } from '@regain/core'
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { accountLocks, accounts, destinations, keptMethods } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { gateFactsOf } from '../directory/gate-facts.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { methodsThatWork } from '../flows/recovery-deps.ts'
import { mayText } from '../formats/phone-and-domain.ts'
import { hasAuthenticator, listKept, provingMethods } from '../methods/kept.ts'

/** A page takes a few milliseconds, and requests run in between. */
export const AT_ONCE = 200

export interface AccountStanding {
  id: string
  /** As in `flows.account`. */
  digest: string
  locale: string | null
  /** The verified mail address that it has had longest: a newer one may be a thief's. */
  mail?: string | undefined
  /** A person who can't sign in can't set up anything. */
  locked: boolean
  standing: Standing
}

export interface WhichPage {
  realm: string
  policy: Policy
  /** The last id of the previous page; empty: from the first. */
  after: string
}

export async function readStandings(
  read: Reader,
  { realm, policy, after }: WhichPage,
  deps: Pick<RecoveryDeps, 'keys' | 'isSetUp' | 'clock'>,
): Promise<AccountStanding[]> {
  const usable = methodsThatWork(policy, deps)
  const page = await read
    .select({ id: accounts.id, locale: accounts.locale, assurance: accounts.assurance, privileged: accounts.privileged })
    .from(accounts)
    .where(and(eq(accounts.realm, realm), gt(accounts.id, after)))
    .orderBy(asc(accounts.id))
    .limit(AT_ONCE)
  const ids = page.map(({ id }) => id)
  const places = await read
    .select({ account: destinations.account, channel: destinations.channel, value: destinations.value, since: destinations.since })
    .from(destinations)
    .where(and(eq(destinations.realm, realm), inArray(destinations.account, ids), eq(destinations.verified, true)))
    .orderBy(asc(destinations.since), asc(destinations.place))
  const reached = new Map<string, typeof places>(ids.map((id) => [id, []]))
  for (const place of places) if (place.channel !== 'phone' || mayText(place.value, policy)) reached.get(place.account)?.push(place)
  const digests = new Map(ids.map((id) => [id, accountDigest(deps.keys, realm, id)]))
  const rows = await read
    .selectDistinct({ account: keptMethods.account })
    .from(keptMethods)
    .where(and(eq(keptMethods.realm, realm), inArray(keptMethods.account, [...digests.values()])))
  const keepers = new Set(rows.map(({ account }) => account))
  const locks = await read
    .selectDistinct({ account: accountLocks.account })
    .from(accountLocks)
    .where(and(eq(accountLocks.realm, realm), inArray(accountLocks.account, ids)))
  const locked = new Set(locks.map(({ account }) => account))
  const standings: AccountStanding[] = []
  for (const { id, locale, ...facts } of page) {
    const digest = digests.get(id) ?? ''
    const own = reached.get(id) ?? []
    // Most accounts have no kept methods; details are read only for those that do.
    const kept = keepers.has(digest) ? await listKept(read, { realm, account: digest }, deps.keys) : []
    const gate = gateOf({ ...gateFactsOf(facts), authenticator: hasAuthenticator(kept, deps.clock.now()) }, policy)
    const mail = own.find(({ channel }) => channel === 'email')?.value
    const standing = standingOf({ destinations: own, kept: provingMethods(kept, policy) }, usable, gate)
    standings.push({ id, digest, locale, mail, locked: locked.has(id), standing })
  }
  return standings
}
