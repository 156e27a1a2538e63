/** Finds accounts for operators by any identifier, in any spelling and in every realm, and shows one with the reasons for its state. */
import { gateBecause, gateOf, maskDestination, maskIdentifier, parseIdentifier } from '@regain/core'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { showRisk } from '../attempts/show-attempt.ts'
import { recordAct } from '../audit/record-act.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Database } from '../db/database.ts'
import { accountLocks, actReasons, auditEvents, devices, signInFailures } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { stoppedSince } from '../directory/account-locks.ts'
import { failuresOfAccount, failuresOfName } from '../directory/count-sign-in.ts'
import type { Directory, FoundAccount } from '../directory/directory.ts'
import { findByName } from '../directory/find-by-name.ts'
import { gateFactsOf } from '../directory/gate-facts.ts'
import { lookAtAccount } from '../flows/gather-signals.ts'
import { changedAt } from '../flows/name-account.ts'
import { rulesOfAnyKind } from '../formats/phone-and-domain.ts'
import { hasAuthenticator, listKept } from '../methods/kept.ts'
import { countedAs } from '../names/given-name.ts'
import { listNotices } from '../outbox/list-deliveries.ts'
import { ProblemError } from '../problems/problem.ts'
import { readSources } from '../sign-in/sign-in-sources.ts'
import type { Realm, Sites } from '../sites/realm.ts'
import { realmsOf } from '../sites/realm.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import { readSpent } from './read-spent.ts'

export interface AccountNeeds {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
  sites: Sites
  directoryOf(realm: Realm): Directory
}

export interface FindAccount {
  /** As typed. */
  identifier: string
  operator: string
  requestId: string
}

/** If a directory does not answer, the result says so, because "unknown" would be wrong. The search is logged. */
export async function findAccounts(
  { identifier, operator, requestId }: FindAccount,
  { db, clock, chance, keys, sites, directoryOf }: AccountNeeds,
) {
  const found: { realm: string; account: string }[] = []
  const silent: string[] = []
  for (const realm of await realmsOf(sites)) {
    const parsed = parseIdentifier(identifier, rulesOfAnyKind(realm.policy, realm.numericHandles))
    if (!parsed.ok) continue
    const answer = await findByName(directoryOf(realm), parsed)
    if (answer.result === 'found') found.push({ realm: realm.id, account: answer.account.id })
    if (answer.result === 'unavailable') silent.push(realm.id)
  }
  const at = clock.now()
  await db.write(async (tx) => {
    const events = found.map(({ realm, account }) => ({ realm, account: accountDigest(keys, realm, account) }))
    for (const event of events.length > 0 ? events : [{}])
      await recordAct(tx, { name: 'account.searched', at, operator, requestId, ...event, details: { found: found.length } }, chance)
  })
  return { found, silent }
}

export async function realmById(sites: Sites, id: string): Promise<Realm> {
  const site = (await sites.all()).find(({ realm }) => realm.id === id)
  if (!site) throw new ProblemError('not-found')
  return site.realm
}

/** Throws `not-found`, or `unavailable` if the directory does not answer. */
export async function mustFind(directory: Directory, id: string): Promise<FoundAccount> {
  const answer = await directory.read(id)
  if (answer.result === 'unavailable') throw new ProblemError('unavailable', { retryAfterSeconds: 5 })
  if (answer.result === 'none') throw new ProblemError('not-found')
  return answer.account
}

/** Masked throughout. */
export async function showAccount({ realm: realmId, account: id }: { realm: string; account: string }, needs: AccountNeeds) {
  const { db, keys, sites, directoryOf } = needs
  const now = needs.clock.now()
  const realm = await realmById(sites, realmId)
  const directory = directoryOf(realm)
  const account = await mustFind(directory, id)
  const digest = accountDigest(keys, realm.id, id)
  const locks = await db.read
    .select({ cause: accountLocks.cause, since: accountLocks.since, note: accountLocks.note })
    .from(accountLocks)
    .where(and(eq(accountLocks.realm, realm.id), eq(accountLocks.account, id)))
  const signIns = await readSignIns(account, realm, needs)
  const familiar = await db.read
    .select({ usedAt: devices.usedAt })
    .from(devices)
    .where(and(eq(devices.realm, realm.id), eq(devices.account, id)))
    .orderBy(desc(devices.usedAt))
    .limit(100)
  const events = await db.read
    .select({ id: auditEvents.id, at: auditEvents.at, name: auditEvents.name, actor: auditEvents.actor, details: auditEvents.details })
    .from(auditEvents)
    .where(eq(auditEvents.account, digest))
    .orderBy(desc(auditEvents.id))
    .limit(50)
  const reasons = await db.read
    .select({ id: actReasons.id, reason: actReasons.reason })
    .from(actReasons)
    .where(eq(actReasons.account, digest))
    .orderBy(desc(actReasons.at))
    .limit(50)
  const kept = await listKept(db.read, { realm: realm.id, account: digest }, keys)
  const { assurance = 'aal1', privileged = false } = account
  const facts = { ...gateFactsOf(account), authenticator: hasAuthenticator(kept, now) }
  const signs = await lookAtAccount(db.read, { account: digest, changedAt: changedAt(account), at: now }, now)
  return {
    realm: realm.id,
    account: id,
    /** What the site says about it, and how much proof a recovery needs. */
    assurance,
    privileged,
    gate: { ...gateOf(facts, realm.policy), because: gateBecause(facts, realm.policy) },
    /** Warning signs of the account itself; an attempt has more. */
    risk: showRisk(signs, realm.policy),
    directory: directory.name,
    /** The value to filter by in `GET /attempts`. */
    digest,
    identifiers: account.identifiers.map((name) => ({ kind: name.kind, masked: maskIdentifier(name) })),
    destinations: account.destinations.map(({ channel, value, verified, since, heldUntil = 0 }) => ({
      channel,
      masked: maskDestination(channel, value),
      verified,
      since,
      /** When a new address begins to count as a proof. */
      heldUntil: heldUntil > now ? heldUntil : null,
    })),
    /** Methods that are set up, never their contents. */
    kept: kept.map(({ heldUntil, ...one }) => ({
      ...one,
      heldUntil: heldUntil > now ? heldUntil : null,
    })),
    /** The lock that the directory reports, and each lock that is kept here. */
    lock: account.lock ?? null,
    locks,
    signIns,
    /** Codes and guesses of the last day, by the browsers that used them. */
    spent: await readSpent(db.read, digest, now),
    /** Devices that signed in before, by their last sign-in, in ms. */
    devices: familiar.map(({ usedAt }) => usedAt),
    generation: account.generation,
    /** Notices to the owner, the newest first. */
    notices: await listNotices(digest, needs),
    events: events.map(({ details, ...event }) => ({
      ...event,
      details: JSON.parse(details) as Record<string, string | number | boolean>,
    })),
    reasons,
  }
}

/** Failures by name and by source; strangers and familiar devices count apart. */
async function readSignIns({ id, identifiers }: FoundAccount, realm: Realm, { db, keys, clock }: AccountNeeds) {
  const places = new Map(
    identifiers.flatMap((name, place) =>
      Object.entries(failuresOfName(keys, realm.id, countedAs(name, realm))).map(
        ([by, digest]) => [digest, { place, by: by as 'others' | 'familiar' }] as const,
      ),
    ),
  )
  const rows = await db.read
    .select()
    .from(signInFailures)
    .where(and(eq(signInFailures.realm, realm.id), inArray(signInFailures.name, [...places.keys()])))
  const now = clock.now()
  const counts = rows.flatMap(({ name, count, lockedUntil, updatedAt }) => {
    const counted = places.get(name)
    return counted ? [{ ...counted, count, lastAt: updatedAt, lockedUntil: lockedUntil > now ? lockedUntil : null }] : []
  })
  const names = [...places].flatMap(([digest, { by }]) => (by === 'others' ? [digest] : []))
  return {
    ...(await readSources(db.read, realm.id, names, now)),
    /** Too many consecutive wrong passwords over all names: no password works until the lock is lifted or a new password is set. */
    stoppedSince: (await stoppedSince(db.read, now, realm.id, Object.values(failuresOfAccount(keys, realm.id, id))))?.since ?? null,
    failures: counts.reduce((sum, { count }) => sum + count, 0),
    lockedUntil: Math.max(0, ...counts.map(({ lockedUntil }) => lockedUntil ?? 0)) || null,
    counts,
  }
}
