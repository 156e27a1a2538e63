/** Checks a password for the site's back end: an unknown name costs the same, repeats count once, and a lock by strangers stops no familiar device. */
import { parseIdentifier } from '@regain/core'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Tx } from '../db/database.ts'
import { accounts, devices, identifiers, signInFailures } from '../db/schema.ts'
import { readAccount } from '../directory/built-in.ts'
import type { CanonicalIdentifier } from '../directory/directory.ts'
import { addressPrefixes } from '../limits/address.ts'
import { spend } from '../limits/spend.ts'
import type { Realm } from '../realms/realm.ts'
import type { Chance } from '../security/chance.ts'
import { longSecret } from '../security/chance.ts'
import type { Clock } from '../security/clock.ts'
import type { Keys } from '../security/keys.ts'
import type { PasswordHasher } from '../security/password-hash.ts'
import { identifierRules } from '../security/phone-and-domain.ts'
import type { SignInBody, SignInReply } from './account-body.ts'

export interface SignInNeeds {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
  hasher: PasswordHasher
}

/** `busy`: too many passwords wait to be hashed already. */
export type SignInResult = SignInReply | { result: 'busy' }

/** Seconds after the nth failure: NIST SP 800-63B-4 3.2.2 allows 30 s up to an hour, rising. The first four are free. */
const WAITS_SECONDS = [0, 0, 0, 0, 30, 120, 600, 3600] as const
const waitMs = (failures: number): number => (WAITS_SECONDS[Math.min(failures, WAITS_SECONDS.length) - 1] ?? 0) * 1000
/** Wrong passwords that are remembered, so that a device with an old one does not lock its owner out. */
const REMEMBERED = 8
/** A quiet day forgets. */
const FORGOTTEN_MS = 86_400_000

export const nameDigest = (keys: Keys, realm: string, { kind, value }: CanonicalIdentifier): string =>
  keys.digest('sign-in', 'name', realm, kind, value)
const deviceDigest = (keys: Keys, realm: string, device: string): string => keys.digest('sign-in', 'device', realm, device)
const familiarDigest = (keys: Keys, name: string): string => keys.digest('sign-in', 'familiar', name)

export async function signIn(realm: Realm, body: SignInBody, needs: SignInNeeds): Promise<SignInResult> {
  const { db, clock, keys, hasher } = needs
  const now = clock.now()
  const parsed = parseIdentifier(body.identifier, identifierRules({ ...realm.policy, identifiers: ['email', 'phone', 'handle'] }))
  const name: CanonicalIdentifier = parsed.ok ? parsed.identifier : { kind: 'handle', value: body.identifier }
  const digest = nameDigest(keys, realm.id, name)
  const password = body.password.normalize('NFC')
  const attempt = keys.digest('sign-in', 'password', realm.id, digest, password)

  const [owner] = await db.read
    .select({ id: identifiers.account })
    .from(identifiers)
    .where(and(eq(identifiers.realm, realm.id), eq(identifiers.kind, name.kind), eq(identifiers.value, name.value)))
  const accountId = owner?.id ?? ''
  const familiar = await isFamiliar(db, realm.id, accountId, body.device, keys)
  // Counted before it is looked at; a right password takes it back.
  const counted = await db.write((tx) => count(tx, { realm, digest, attempt, familiar, ip: body.ip, now }, keys))
  if (counted !== 'go on') return { result: 'locked', because: counted }

  const [stored] = await db.read
    .select()
    .from(accounts)
    .where(and(eq(accounts.realm, realm.id), eq(accounts.id, accountId)))
  const verified = await hasher.verify(stored?.passwordHash ?? null, password)
  if (verified === 'busy') return { result: 'busy' }
  if (!verified.matches || !stored) return { result: 'refused' }
  const upgraded = verified.outdated ? await hasher.hash(password) : 'busy'
  return await db.write(async (tx) => {
    const account = await readAccount(tx, realm.id, accountId)
    if (!account || account.generation !== stored.generation) return { result: 'refused' }
    // Only who has the password learns why the account is locked.
    if (account.lock) return { result: 'locked', because: account.lock.cause }
    await tx
      .delete(signInFailures)
      .where(and(eq(signInFailures.realm, realm.id), inArray(signInFailures.name, [digest, familiarDigest(keys, digest)])))
    if (upgraded !== 'busy')
      await tx
        .update(accounts)
        .set({ passwordHash: upgraded })
        .where(and(eq(accounts.realm, realm.id), eq(accounts.id, accountId), eq(accounts.generation, stored.generation)))
    return {
      result: 'ok',
      accountId,
      generation: account.generation,
      device: await rememberDevice(tx, realm.id, accountId, familiar ? body.device : undefined, needs, now),
    }
  })
}

async function isFamiliar(db: Database, realm: string, account: string, device: string | undefined, keys: Keys): Promise<boolean> {
  const [known] = await db.read
    .select()
    .from(devices)
    .where(eq(devices.digest, deviceDigest(keys, realm, device ?? '')))
  return known !== undefined && known.account === account
}

interface Counted {
  realm: Realm
  digest: string
  attempt: string
  familiar: boolean
  ip: string | undefined
  now: number
}

/** Keyed on the name alone, known or not: nothing here says whether anybody is behind it. A familiar device has a count of its own. */
async function count(tx: Tx, { realm, digest, attempt, familiar, ip, now }: Counted, keys: Keys): Promise<'go on' | 'too-many-sign-ins'> {
  const name = familiar ? familiarDigest(keys, digest) : digest
  if (
    ip !== undefined &&
    !(await spend(tx, keys.digest('limit', 'sign-in', realm.id, addressPrefixes(ip).address), realm.policy.limits.signInPerAddress, now))
  )
    return 'too-many-sign-ins'
  const [row] = await tx
    .select()
    .from(signInFailures)
    .where(and(eq(signInFailures.realm, realm.id), eq(signInFailures.name, name)))
  const known = row && now - row.updatedAt < FORGOTTEN_MS ? row : undefined
  if (known && known.lockedUntil > now) return 'too-many-sign-ins'
  const recent = known ? (JSON.parse(known.recent) as string[]) : []
  const repeated = recent.includes(attempt)
  const failures = (known?.count ?? 0) + (repeated ? 0 : 1)
  const after = {
    count: failures,
    recent: JSON.stringify(repeated ? recent : [attempt, ...recent].slice(0, REMEMBERED)),
    lockedUntil: repeated ? 0 : now + waitMs(failures),
    updatedAt: now,
  }
  await tx
    .insert(signInFailures)
    .values({ realm: realm.id, name, ...after })
    .onConflictDoUpdate({
      target: [signInFailures.realm, signInFailures.name],
      set: after,
      setWhere: sql`${signInFailures.lockedUntil} <= ${now}`,
    })
  return 'go on'
}

async function rememberDevice(
  tx: Tx,
  realm: string,
  account: string,
  known: string | undefined,
  { chance, keys }: SignInNeeds,
  now: number,
): Promise<string> {
  const device = known ?? longSecret(chance)
  await tx
    .insert(devices)
    .values({ digest: deviceDigest(keys, realm, device), realm, account, usedAt: now })
    .onConflictDoUpdate({ target: devices.digest, set: { usedAt: now } })
  return device
}
