/** Writes an account as the site's back end describes it. A change of something that a recovery depends on ends open recoveries. */
import type { Identifier, IdentifierKind } from '@regain/core'
import { and, eq, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { CapsuleNeeds } from '../changes/capsule.ts'
import { isFrozen, keepCapsule, readBefore } from '../changes/capsule.ts'
import { addressHolds } from '../changes/hold.ts'
import { formRefused, unverifiedForm } from '../crypto/hash-forms.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { accounts, destinations, identifiers, lostNames } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { keepFacts } from '../directory/facts.ts'
import { putLock, removeLocks } from '../directory/locks.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import { noteNumericHandles, readGivenName } from '../names/given-name.ts'
import { LOOKS_LIKE_ANOTHER, lookAlikes, skeletonOf } from '../names/look-alikes.ts'
import type { NoticeNeeds } from '../outbox/put-notices.ts'
import { putNotices } from '../outbox/put-notices.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Realm, Site } from '../sites/realm.ts'
import type { AccountBody } from './account-body.ts'
import type { ChosenHere, GivenPassword } from './given-password.ts'
import { decidePassword, rowOf } from './given-password.ts'

export interface PutAccount {
  realm: Realm
  id: string
  body: AccountBody
  /** The password in `body`, read outside of any transaction. */
  given?: GivenPassword | undefined
  /** For an import: what to do with a password that its owner chose here. */
  ifChosenHere?: ChosenHere
  /** Last characters of the site's secret key; absent: the command line. */
  key?: string
  requestId?: string
  /** Notifies the person; absent for an import, which brings thousands of accounts. */
  tell?: { site: Site; needs: NoticeNeeds & CapsuleNeeds }
}

export interface ReadBody {
  names: Identifier[]
  places: { channel: 'email' | 'phone'; value: string; verified: boolean }[]
}

/** Throws `value-refused` with the place of each value that can't be read, never with the value. */
export function readBody(body: AccountBody, realm: Realm): ReadBody {
  const errors: { path: string; message: string }[] = []
  const given = (path: string, kind: IdentifierKind, value: string) => {
    const read = readGivenName(kind, value, realm)
    if (read.ok) return read
    errors.push({ path, message: read.message })
    return undefined
  }
  const names = body.identifiers.flatMap(({ kind, value }, place) => given(`identifiers.${place}.value`, kind, value)?.name ?? [])
  const places = body.destinations.flatMap(({ channel, value, verified }, place) => {
    const read = given(`destinations.${place}.value`, channel, value)
    return read ? [{ channel, value: read.address, verified }] : []
  })
  if (body.password !== undefined && body.passwordHash !== undefined)
    errors.push({ path: 'passwordHash', message: 'and password exclude each other' })
  const unverified = body.passwordHash === undefined ? undefined : unverifiedForm(body.passwordHash)
  if (unverified !== undefined) errors.push({ path: 'passwordHash', message: formRefused(unverified) })
  const keyOf = (one: { kind?: string; channel?: string; value: string }) => `${one.kind ?? one.channel} ${one.value}`
  if (new Set(names.map(keyOf)).size < names.length) errors.push({ path: 'identifiers', message: 'name the same one twice' })
  if (new Set(places.map(keyOf)).size < places.length) errors.push({ path: 'destinations', message: 'name the same one twice' })
  if (errors.length > 0) throw new ProblemError('value-refused', { errors })
  return { names, places }
}

/** Compares without regard to order. */
const written = (all: readonly { kind?: string; channel?: string; value: string; verified?: boolean }[]): string =>
  all
    .map(({ kind, channel, value, verified }) => JSON.stringify([kind ?? channel, value, verified]))
    .sort()
    .join()

export async function putAccount(
  tx: Tx,
  { realm, id, body, given, ifChosenHere, key, requestId, tell }: PutAccount,
  keys: Keys,
  now: number,
): Promise<{ created: boolean; passwordKept: boolean }> {
  const { names, places } = readBody(body, realm)
  const kept = await readBefore(tx, realm.id, id)
  const before = kept?.account
  const { passwordHash, givenHash, kept: passwordKept } = decidePassword(await rowOf(tx, realm.id, id), given, ifChosenHere)
  const disabled = body.status === 'disabled' && (await putLock(tx, realm.id, id, { cause: 'disabled', since: now, note: null }))
  const moved = written(before?.destinations ?? []) !== written(places)
  const renamed = written(before?.identifiers ?? []) !== written(names)
  const reset = passwordHash !== undefined || disabled || moved
  // Security: an intruder may have made the site ask for this, and each change would end the owner's recovery.
  if ((reset || renamed) && (await isFrozen(tx, realm.id, id))) throw new ProblemError('account-frozen')
  const generation = before ? before.generation + (reset ? 1 : 0) : 1
  const { assurance = before?.assurance ?? 'aal1', privileged = before?.privileged ?? false } = body
  const gate = { assurance, privileged }
  const regated = before !== undefined && (assurance !== before.assurance || privileged !== before.privileged)
  const row = {
    locale: body.locale ?? null,
    ...gate,
    generation,
    updatedAt: now,
    ...(body.signsInWith && { signsInWith: body.signsInWith }),
    ...(givenHash !== undefined && { givenHash }),
    ...(passwordHash !== undefined && { passwordHash, passwordChangedAt: now, chosenHere: false }),
  }
  const facts = keepFacts(keys, realm.id, body.facts ?? {})
  await tx
    .insert(accounts)
    .values({ realm: realm.id, id, createdAt: now, ...row, facts })
    .onConflictDoUpdate({
      target: [accounts.realm, accounts.id],
      set: { ...row, facts: sql`json_patch(${accounts.facts}, ${sql.param(facts, accounts.facts)})` },
    })

  await mustLookLikeNone(tx, realm.id, id, names, before?.identifiers ?? [])
  await noteNumericHandles(tx, realm.id, names)
  await tx.delete(identifiers).where(and(eq(identifiers.realm, realm.id), eq(identifiers.account, id)))
  await tx.delete(lostNames).where(and(eq(lostNames.realm, realm.id), eq(lostNames.account, id)))
  for (const [place, name] of names.entries()) {
    const row = { realm: realm.id, ...name, account: id, place, skeleton: skeletonOf(name) }
    const written = await tx.insert(identifiers).values(row).onConflictDoNothing()
    if (written.rowsAffected === 0)
      throw new ProblemError('identifier-taken', { errors: [{ path: `identifiers.${place}`, message: 'belongs to another account' }] })
  }
  const account = accountDigest(keys, realm.id, id)
  const was = { realm, account, destinations: before?.destinations ?? [], now }
  const heldUntil = before && tell ? await addressHolds(tx, was, tell.needs) : () => 0
  const held = places.filter((one) => heldUntil(one) > now).length
  const until = Math.max(0, ...places.map(heldUntil))
  await tx.delete(destinations).where(and(eq(destinations.realm, realm.id), eq(destinations.account, id)))
  for (const [place, one] of places.entries()) {
    const known = before?.destinations.find(({ channel, value }) => channel === one.channel && value === one.value)
    const age = { since: known?.since ?? now, heldUntil: heldUntil(one) }
    await tx.insert(destinations).values({ realm: realm.id, account: id, ...one, place, ...age })
  }
  if (body.status === 'active') await removeLocks(tx, realm.id, id, 'disabled')
  const isOther = renamed || moved
  const change = isOther ? 'addresses-changed' : passwordHash === undefined ? undefined : 'password-replaced'
  // The account is only being set up, so there was no address to notify.
  if (kept?.account.destinations.some(({ verified }) => verified) && change && tell) {
    const { site, needs } = tell
    const undo = await keepCapsule(tx, { site, account, change, before: kept, at: now }, needs)
    const to = [...kept.account.destinations, ...places].filter(({ verified }) => verified)
    const locale = kept.account.locale ?? body.locale ?? 'en'
    await putNotices(
      tx,
      { site, account, to, locale, notice: { kind: 'account-changed', change, ...(until > now && { heldUntil: until }) }, undo, at: now },
      needs,
    )
  }
  // An attempt that began at one gate must not pass another.
  if (before && (reset || regated)) await endFlowsOf(tx, account, now)
  await record(tx, {
    at: now,
    name: 'account.put',
    actor: 'site',
    key,
    realm: realm.id,
    account,
    requestId,
    details: { created: !before, reset, ...(held > 0 && { held }), ...(regated && gate) },
  })
  return { created: !before, passwordKept }
}

/** Checks only new names: a name that the account already had stays. */
async function mustLookLikeNone(
  tx: Tx,
  realm: string,
  account: string,
  names: readonly Identifier[],
  had: readonly Identifier[],
): Promise<void> {
  const known = new Set(had.map(({ kind, value }) => `${kind} ${value}`))
  const asked = names.map((name) => ({ ...name, account }))
  const alike = [...(await lookAlikes(tx, realm, asked))].filter((place) => !known.has(`${names[place]?.kind} ${names[place]?.value}`))
  const errors = alike.map((place) => ({ path: `identifiers.${place}.value`, message: LOOKS_LIKE_ANOTHER }))
  if (errors.length > 0) throw new ProblemError('value-refused', { errors })
}
