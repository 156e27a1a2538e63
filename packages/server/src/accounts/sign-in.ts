/** Checks a password for the site's back end: an unknown name costs the same, repeats count once, and a lock by strangers stops no familiar device. */
import { normalisePassword, parseIdentifier } from '@regain/core'
import { and, eq, inArray, or } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Database, Reader, Tx } from '../db/database.ts'
import { accounts, devices, identifiers, signInFailures } from '../db/schema.ts'
import type { CanonicalIdentifier } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import { addressPrefixes } from '../limits/address.ts'
import { coarseBrowser } from '../limits/browser.ts'
import type { CountryOf } from '../limits/country.ts'
import { giveBack, spend } from '../limits/spend.ts'
import type { Realm } from '../realms/realm.ts'
import type { Chance } from '../security/chance.ts'
import { longSecret } from '../security/chance.ts'
import type { Clock } from '../security/clock.ts'
import { DAY_MS } from '../security/clock.ts'
import type { Keys } from '../security/keys.ts'
import type { PasswordHasher } from '../security/password-hash.ts'
import { rulesOfAnyKind } from '../security/phone-and-domain.ts'
import type { SignInBody, SignInReply } from './account-body.ts'
import { countedAs } from './given-name.ts'
import { noteFailure } from './sign-in-sources.ts'

export interface SignInNeeds {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
  hasher: PasswordHasher
  countryOf?: CountryOf | undefined
}

/** `busy`: too many passwords wait to be hashed already. */
export type SignInResult = SignInReply | { result: 'busy' }

/** Seconds after the nth failure: NIST SP 800-63B-4 3.2.2 allows 30 s up to an hour, rising. The first four are free. */
const WAITS_SECONDS = [0, 0, 0, 0, 30, 120, 600, 3600] as const
const waitSeconds = (failures: number): number => WAITS_SECONDS[Math.min(failures, WAITS_SECONDS.length) - 1] ?? 0
/** Wrong passwords that are remembered, so that a device with an old one does not lock its owner out. */
const REMEMBERED = 8
/** A quiet day forgets. */
const FORGOTTEN_MS = DAY_MS

interface Counts {
  others: string
  familiar: string
}

/** Of a name of an account. */
export const failuresOf = (keys: Keys, realm: Pick<Realm, 'id' | 'policy' | 'numericHandles'>, name: CanonicalIdentifier): Counts =>
  countsOf(keys, realm.id, countedAs(name, realm))

/** Familiar devices are counted apart from everybody else: strangers who fill the one count leave the other empty. */
export function countsOf(keys: Keys, realm: string, { kind, value }: CanonicalIdentifier): Counts {
  const others = keys.digest('sign-in', 'name', realm, kind, value)
  return { others, familiar: keys.digest('sign-in', 'familiar', others) }
}
const deviceDigest = (keys: Keys, realm: string, device: string): string => keys.digest('sign-in', 'device', realm, device)

export async function signIn(realm: Realm, body: SignInBody, needs: SignInNeeds): Promise<SignInResult> {
  const { db, clock, keys, hasher } = needs
  const now = clock.now()
  const parsed = parseIdentifier(body.identifier, rulesOfAnyKind(realm.policy, realm.numericHandles))
  const name: CanonicalIdentifier = parsed.ok ? parsed.identifier : { kind: 'handle', value: body.identifier }
  const counts = countsOf(keys, realm.id, name)
  const password = normalisePassword(body.password)
  const attempt = keys.digest('sign-in', 'password', realm.id, counts.others, password)

  const accountId = (await ownerOf(db.read, realm.id, name, parsed.ok ? parsed.other : undefined)) ?? ''
  const familiar = await isFamiliar(db.read, realm.id, accountId, body.device, keys)
  // Counted before it is looked at; a right password takes it back.
  const address = body.ip === undefined ? undefined : keys.digest('limit', 'sign-in', realm.id, addressPrefixes(body.ip).address)
  const counted = await db.write((tx) => count(tx, { realm, name: counts[familiar ? 'familiar' : 'others'], attempt, address, now }))
  if (!counted) return { result: 'locked', because: 'too-many-sign-ins' }

  const [stored] = await db.read
    .select()
    .from(accounts)
    .where(and(eq(accounts.realm, realm.id), eq(accounts.id, accountId)))
  const verified = await hasher.verify(stored?.passwordHash ?? null, password)
  if (verified === 'busy') return { result: 'busy' }
  if (!verified.matches || !stored) {
    // Keyed on the name alone, as the lock is: for names that nobody has, too.
    const failure = { realm: realm.id, name: counts.others, familiar, ip: body.ip, userAgent: body.userAgent, at: now }
    await db.write(async (tx) => {
      await noteFailure(tx, failure)
      if (counted.lockSeconds > 0)
        await record(tx, { at: now, name: 'sign-in.locked', actor: 'server', realm: realm.id, details: { seconds: counted.lockSeconds } })
    })
    return { result: 'refused' }
  }
  const upgraded = verified.outdated ? await hasher.hash(password) : 'busy'
  return await db.write(async (tx) => {
    const account = await readAccount(tx, realm.id, accountId)
    if (!account || account.generation !== stored.generation) return { result: 'refused' }
    // Only who has the password learns why the account is locked.
    if (account.lock) return { result: 'locked', because: account.lock.cause }
    if (address !== undefined) await giveBack(tx, address, realm.policy.limits.signInPerAddress)
    await tx.delete(signInFailures).where(and(eq(signInFailures.realm, realm.id), inArray(signInFailures.name, Object.values(counts))))
    if (upgraded !== 'busy')
      await tx
        .update(accounts)
        .set({ passwordHash: upgraded })
        .where(and(eq(accounts.realm, realm.id), eq(accounts.id, accountId), eq(accounts.generation, stored.generation)))
    return {
      result: 'ok',
      accountId,
      generation: account.generation,
      device: await rememberDevice(tx, { realm: realm.id, account: accountId, known: familiar, from: body, now }, needs),
    }
  })
}

/** Security: as many look-ups for every name; digits that are the names of two people are nobody's. */
async function ownerOf(read: Reader, realm: string, ...names: (CanonicalIdentifier | undefined)[]): Promise<string | undefined> {
  const [owner, another] = await read
    .selectDistinct({ id: identifiers.account })
    .from(identifiers)
    .where(
      and(
        eq(identifiers.realm, realm),
        or(...names.flatMap((name) => (name ? [and(eq(identifiers.kind, name.kind), eq(identifiers.value, name.value))] : []))),
      ),
    )
  return another ? undefined : owner?.id
}

/** Whether this person signed in on it before. */
export async function isFamiliar(
  from: Pick<Reader, 'select'>,
  realm: string,
  account: string,
  device: string | undefined,
  keys: Keys,
): Promise<boolean> {
  const [known] = await from
    .select()
    .from(devices)
    .where(eq(devices.digest, deviceDigest(keys, realm, device ?? '')))
  return known !== undefined && known.account === account
}

interface Counted {
  realm: Realm
  /** Keyed on the name alone, known or not: nothing here says whether anybody is behind it. */
  name: string
  attempt: string
  address: string | undefined
  now: number
}

/** Undefined: locked, and nothing may be looked at. */
async function count(tx: Tx, { realm, name, attempt, address, now }: Counted): Promise<{ lockSeconds: number } | undefined> {
  if (address !== undefined && !(await spend(tx, address, realm.policy.limits.signInPerAddress, now))) return undefined
  const [row] = await tx
    .select()
    .from(signInFailures)
    .where(and(eq(signInFailures.realm, realm.id), eq(signInFailures.name, name)))
  const known = row && now - row.updatedAt < FORGOTTEN_MS ? row : undefined
  if (known && known.lockedUntil > now) return undefined
  const recent = known ? (JSON.parse(known.recent) as string[]) : []
  const repeated = recent.includes(attempt)
  const failures = (known?.count ?? 0) + (repeated ? 0 : 1)
  const lockSeconds = repeated ? 0 : waitSeconds(failures)
  const after = {
    count: failures,
    recent: JSON.stringify(repeated ? recent : [attempt, ...recent].slice(0, REMEMBERED)),
    lockedUntil: now + lockSeconds * 1000,
    updatedAt: now,
  }
  await tx
    .insert(signInFailures)
    .values({ realm: realm.id, name, ...after })
    .onConflictDoUpdate({ target: [signInFailures.realm, signInFailures.name], set: after })
  return { lockSeconds }
}

interface Remembered {
  realm: string
  account: string
  /** Whether this person signed in on it before. */
  known: boolean
  from: Pick<SignInBody, 'ip' | 'userAgent' | 'device'>
  now: number
}

export async function rememberDevice(
  tx: Tx,
  { realm, account, known, from, now }: Remembered,
  { chance, keys, countryOf }: Pick<SignInNeeds, 'chance' | 'keys' | 'countryOf'>,
): Promise<string> {
  const device = (known ? from.device : undefined) ?? longSecret(chance)
  const country = from.ip === undefined ? undefined : countryOf?.(from.ip)
  const seen = { usedAt: now, browser: coarseBrowser(from.userAgent) ?? null, country: country ?? null }
  await tx
    .insert(devices)
    .values({ digest: deviceDigest(keys, realm, device), realm, account, ...seen })
    .onConflictDoUpdate({ target: devices.digest, set: seen })
  return device
}
