/** The undo capsule: a sealed copy of an account before a change, kept as long as its owner can dispute the change. */
import type { KeptMethodName } from '@regain/core'
import { sameAddress, whoMayUndo } from '@regain/core'
import { and, asc, eq, gt, gte, isNotNull } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Reader, Tx } from '../db/database.ts'
import { accountLocks, accounts, undoCapsules } from '../db/schema.ts'
import type { AccountDestination, CanonicalIdentifier, FoundAccount } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import type { UndoLink } from '../outbox/message.ts'
import type { Site } from '../sites/realm.ts'
import type { Chance } from '../world/chance.ts'
import { longSecret } from '../world/chance.ts'
import { DAY_MS } from '../world/clock.ts'

export type Undoable = (typeof undoCapsules.$inferSelect)['change']

/** A change of a method, which leaves names, addresses and password as they were. */
export const isOfMethod = (change: Undoable): boolean => change === 'method-set-up'

/** The account before a change. */
export interface Before {
  account: Pick<FoundAccount, 'id' | 'destinations' | 'identifiers' | 'locale'>
  /** Never restored, only refused as a new password: a person who knew it may have made the change. */
  passwordHash: string | null
  /** When the site disabled it, if it did. */
  disabledSince: number | null
}

interface Kept extends Before {
  /** The method that was set up. */
  method?: KeptMethodName
  /** The addresses that were older than every change that could be undone at that time. */
  older: AccountDestination[]
  /** Those of them that can undo this change. */
  holders: AccountDestination[]
  /** Methods that were set up later than this may be a thief's. */
  olderThan: number
}

export interface Capsule extends Omit<typeof undoCapsules.$inferSelect, 'before' | 'token'> {
  before: Kept
}

export interface CapsuleNeeds {
  chance: Chance
  keys: Keys
  seal: Seal
  /** The server's public origin: the only source of links. */
  origin: string
}

const sealContext = (token: string): string => `undo ${token}`
const undoDigest = (keys: Keys, token: string): string => keys.digest('undo-link', token)

/** Only for an account that Regain keeps itself. */
export async function readBefore(tx: Tx, realm: string, id: string): Promise<(Before & { account: FoundAccount }) | undefined> {
  const account = await readAccount(tx, realm, id)
  if (!account) return undefined
  const [row] = await tx
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(and(eq(accounts.realm, realm), eq(accounts.id, id)))
  const isDisabled = and(eq(accountLocks.realm, realm), eq(accountLocks.account, id), eq(accountLocks.cause, 'disabled'))
  const [disabled] = await tx.select({ since: accountLocks.since }).from(accountLocks).where(isDisabled)
  return { account, passwordHash: row?.passwordHash ?? null, disabledSince: disabled?.since ?? null }
}

export interface KeepCapsule {
  site: Site
  /** As in `flows.account`. */
  account: string
  change: Undoable
  before: Before
  method?: KeptMethodName
  /** An address that must not be able to undo it, such as one that an operator removed. */
  butNot?: AccountDestination
  at: number
}

/** Runs in the transaction of the change. Undefined: no address is left that could undo it. */
export async function keepCapsule(
  tx: Tx,
  { site, account, change, before, method, butNot, at }: KeepCapsule,
  { chance, keys, seal, origin }: CapsuleNeeds,
): Promise<(UndoLink & { holders: AccountDestination[] }) | undefined> {
  // Security: ignores changes of methods, because a method that the owner set up last week must not be too new to prove against a change of today.
  const first = (await unexpiredCapsules(tx, account, at, seal)).find((one) => !isOfMethod(one.change))
  const older = whoMayUndo(before.account.destinations, (first ?? { before }).before.account.destinations)
  const holders = older.filter((one) => !butNot || !sameAddress(one, butNot))
  if (holders.length === 0) return undefined
  const token = longSecret(chance)
  const digest = undoDigest(keys, token)
  const days = site.realm.policy.undoDays
  const { id, destinations, identifiers, locale } = before.account
  const kept: Kept = {
    ...before,
    account: { id, destinations, identifiers, ...(locale && { locale }) },
    older,
    holders,
    ...(method && { method }),
    olderThan: first?.at ?? at,
  }
  await tx.insert(undoCapsules).values({
    realm: site.realm.id,
    site: site.key,
    account,
    token: digest,
    change,
    at,
    expiresAt: at + days * DAY_MS,
    before: seal.sealJson(kept, sealContext(digest)),
  })
  return { url: `${origin}/undo/${token}`, days, holders }
}

/** Capsules whose change can still be undone, the oldest first. */
export async function unexpiredCapsules(from: Pick<Reader, 'select'>, account: string, now: number, seal: Seal): Promise<Capsule[]> {
  const rows = await from
    .select()
    .from(undoCapsules)
    .where(and(eq(undoCapsules.account, account), gt(undoCapsules.expiresAt, now)))
    .orderBy(asc(undoCapsules.id))
  return rows.map((row) => open(row, seal))
}

/** Finds a capsule by the secret in its link. */
export async function capsuleOf(
  from: Pick<Reader, 'select'>,
  token: string,
  now: number,
  { keys, seal }: Pick<CapsuleNeeds, 'keys' | 'seal'>,
): Promise<Capsule | undefined> {
  const [row] = await from
    .select()
    .from(undoCapsules)
    .where(and(eq(undoCapsules.token, undoDigest(keys, token)), gt(undoCapsules.expiresAt, now)))
  return row && open(row, seal)
}

function open({ before, token, ...row }: typeof undoCapsules.$inferSelect, seal: Seal): Capsule {
  const kept = seal.openJson<Kept>(before, sealContext(token))
  if (!kept) throw new Error('the capsule cannot be opened with this secret')
  return { ...row, before: kept }
}

/** With its names and addresses in today's form; undefined: they already have it. */
export function renewCapsule(
  row: typeof undoCapsules.$inferSelect,
  { name, address }: { name(of: CanonicalIdentifier): CanonicalIdentifier; address(of: AccountDestination): string },
  seal: Seal,
): string | undefined {
  const { before } = open(row, seal)
  const renewed = (all: readonly AccountDestination[]) => all.map((one) => ({ ...one, value: address(one) }))
  const { identifiers, destinations } = before.account
  const account = { ...before.account, identifiers: identifiers.map(name), destinations: renewed(destinations) }
  const after = JSON.stringify({ ...before, account, older: renewed(before.older), holders: renewed(before.holders) } satisfies Kept)
  return after === JSON.stringify(before) ? undefined : seal.seal(after, sealContext(row.token))
}

/** Longer than usual: an owner who disputed a change gets the whole time for the proof. */
export const press = (tx: Tx, { id }: Capsule, now: number, days: number) =>
  tx
    .update(undoCapsules)
    .set({ pressedAt: now, expiresAt: now + days * DAY_MS })
    .where(eq(undoCapsules.id, id))

/** Undoing a change undoes all later ones with it. */
export const dropFrom = (tx: Tx, { account, id }: Capsule) =>
  tx.delete(undoCapsules).where(and(eq(undoCapsules.account, account), gte(undoCapsules.id, id)))

/** An operator has ended the freeze: the links that caused it are used up. */
export const dropPressed = (tx: Tx, account: string) =>
  tx.delete(undoCapsules).where(and(eq(undoCapsules.account, account), isNotNull(undoCapsules.pressedAt)))

export const dropAll = (tx: Tx, account: string) => tx.delete(undoCapsules).where(eq(undoCapsules.account, account))

export async function isFrozen(from: Pick<Reader, 'select'>, realm: string, account: string): Promise<boolean> {
  const isFreeze = and(eq(accountLocks.realm, realm), eq(accountLocks.account, account), eq(accountLocks.cause, 'frozen'))
  const [lock] = await from.select({ since: accountLocks.since }).from(accountLocks).where(isFreeze)
  return lock !== undefined
}
