/** Checks a password for the site's back end: an unknown name costs the same, repeats count once, and a lock by strangers stops no familiar device. */
import { normalisePassword, parseIdentifier } from '@regain/core'
import { and, eq, or } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Keys } from '../crypto/keys.ts'
import type { PasswordHasher } from '../crypto/password-hash.ts'
import type { Database, Reader } from '../db/database.ts'
import { accounts, identifiers } from '../db/schema.ts'
import { countSignIn, failuresOfAccount, failuresOfName, forgetFailures, MOST_IN_A_ROW } from '../directory/count-sign-in.ts'
import type { CanonicalIdentifier } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import { rulesOfAnyKind } from '../formats/phone-and-domain.ts'
import { giveBackAt, letsIn } from '../limits/room.ts'
import type { Realm } from '../sites/realm.ts'
import { addressPrefixes } from '../visitor/address.ts'
import type { CountryOf } from '../visitor/country.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import { drawDummyHash } from './dummy-hash.ts'
import { deviceDigest, isFamiliar, rememberDevice } from './familiar-device.ts'
import type { SignInBody, SignInReply } from './sign-in-body.ts'
import { noteFailure } from './sign-in-sources.ts'

export interface SignInNeeds {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
  hasher: PasswordHasher
  countryOf?: CountryOf | undefined
}

/** `busy`: too many passwords are waiting to be hashed. */
export type SignInResult = SignInReply | { result: 'busy' }

export async function signIn(realm: Realm, body: SignInBody, needs: SignInNeeds): Promise<SignInResult> {
  const { db, clock, keys, hasher } = needs
  const now = clock.now()
  const parsed = parseIdentifier(body.identifier, rulesOfAnyKind(realm.policy, realm.numericHandles))
  const name: CanonicalIdentifier = parsed.ok ? parsed.identifier : { kind: 'handle', value: body.identifier }
  const owner = await ownerOf(db.read, realm.id, name, parsed.ok ? parsed.other : undefined)
  const accountId = owner ?? ''
  const familiar = await isFamiliar(db.read, { realm: realm.id, account: accountId }, deviceDigest(keys, realm.id, body.device))
  const byWhom = familiar ? 'familiar' : 'others'
  const ofName = failuresOfName(keys, realm.id, name)
  const ofAccount = failuresOfAccount(keys, realm.id, owner, name)
  const attempt = keys.digest('sign-in', 'password', realm.id, ofAccount.others, normalisePassword(body.password))
  // Counted before it is compared; a right password takes the count back.
  const address = body.ip === undefined ? undefined : addressPrefixes(body.ip)
  const counting = { realm: realm.id, name: ofName[byWhom], account: ofAccount[byWhom], isSomebody: owner !== undefined, attempt, now }
  const counted = await db.write(async (tx) => {
    if (address && !(await letsIn(tx, 'signIn', realm, address, needs))) return undefined
    return await countSignIn(tx, counting)
  })
  if (!counted) return { result: 'locked', because: 'too-many-sign-ins' }

  const [stored] = await db.read
    .select()
    .from(accounts)
    .where(and(eq(accounts.realm, realm.id), eq(accounts.id, accountId)))
  const standIn = await drawDummyHash(db.read, realm.id, ofName.others, keys)
  const verified = await hasher.verify(stored?.passwordHash ?? null, body.password, standIn)
  if (verified === 'busy') return { result: 'busy' }
  if (!verified.matches || !stored || counted.stopped) {
    // Keyed on the name alone, as its lock is, so it works for unknown names, too.
    const failure = { realm: realm.id, name: ofName.others, familiar, ip: body.ip, userAgent: body.userAgent, at: now }
    await db.write(async (tx) => {
      await noteFailure(tx, failure)
      const locked = { at: now, name: 'sign-in.locked', actor: 'server', realm: realm.id } as const
      if (counted.lockSeconds > 0) await record(tx, { ...locked, details: { seconds: counted.lockSeconds } })
      if (counted.stops) await record(tx, { ...locked, details: { failures: MOST_IN_A_ROW } })
    })
    return { result: 'refused' }
  }
  const upgraded = verified.renew === undefined ? 'busy' : await hasher.hash(verified.renew)
  return await db.write(async (tx) => {
    const account = await readAccount(tx, realm.id, accountId)
    if (!account || account.generation !== stored.generation) return { result: 'refused' }
    // Only a person with the right password learns why the account is locked.
    if (account.lock) return { result: 'locked', because: account.lock.cause }
    if (address) await giveBackAt(tx, 'signIn', realm, address, needs)
    await forgetFailures(tx, realm.id, { names: Object.values(ofName), account: Object.values(ofAccount) })
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

/** Security: the same look-ups for every name. Digits that match two accounts match none. */
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
