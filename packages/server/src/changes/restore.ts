/** Restores an account to its state before a change, completely or not at all, inside the transaction that sets the new password. */
import { sameAddress } from '@regain/core'
import { and, eq, inArray } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import type { Tx } from '../db/database.ts'
import { accountLocks, destinations, identifiers } from '../db/schema.ts'
import type { AccountDestination, CanonicalIdentifier } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import { skeletonOf } from '../names/look-alikes.ts'
import type { Realm } from '../sites/realm.ts'
import type { Capsule } from './capsule.ts'
import { dropFrom, unexpiredCapsules } from './capsule.ts'
import type { Difference } from './difference.ts'
import { differenceOf } from './difference.ts'
import { locksAfter } from './locks-after.ts'

/** Another account has an earlier name by now: people must decide whose it is. */
export class NameTaken extends Error {
  override name = 'NameTaken'
}

export interface Undone {
  change: Capsule['change']
  changedAt: number
  /** All addresses to notify: the restored ones and the removed ones. */
  addresses: AccountDestination[]
  /** For the audit log, masked. */
  details: Record<string, string | number | boolean>
}

export interface Restore {
  realm: Realm
  /** As in `flows.account`. */
  account: string
  capsule: number
  now: number
}

/** Undefined: the change can no longer be undone. Later changes can't be undone either, even through their own links. */
export async function restore(tx: Tx, { realm, account, capsule: id, now }: Restore, seal: Seal): Promise<Undone | undefined> {
  const living = await unexpiredCapsules(tx, account, now, seal)
  const capsule = living.find(({ pressedAt }) => pressedAt !== null)
  if (capsule?.id !== id) return undefined
  const { change, at, before } = capsule
  const current = realm.webhook ? undefined : await readAccount(tx, realm.id, before.account.id)
  if (!realm.webhook && !current) return undefined
  await liftLocks(tx, realm.id, capsule, realm.webhook !== undefined)
  await dropFrom(tx, capsule)
  const told = { change, changedAt: at }
  if (!current) return { ...told, addresses: before.account.destinations, details: { ...told, addresses: false } }
  await putNames(tx, realm.id, before.account.id, before.account.identifiers)
  await putAddresses(tx, realm.id, before)
  return {
    ...told,
    addresses: [...before.account.destinations, ...current.destinations],
    details: { ...told, addresses: true, ...inText(differenceOf(before.account, current)) },
  }
}

async function liftLocks(tx: Tx, realm: string, capsule: Capsule, elsewhere: boolean): Promise<void> {
  const { id } = capsule.before.account
  const isOfAccount = and(eq(accountLocks.realm, realm), eq(accountLocks.account, id))
  if (elsewhere) return void (await tx.delete(accountLocks).where(and(isOfAccount, eq(accountLocks.cause, 'frozen'))))
  const disabled = (await locksAfter(tx, capsule)).find(({ cause }) => cause === 'disabled')
  await tx.delete(accountLocks).where(and(isOfAccount, inArray(accountLocks.cause, ['frozen', 'disabled'])))
  if (disabled) await tx.insert(accountLocks).values({ realm, account: id, ...disabled, note: null })
}

async function putNames(tx: Tx, realm: string, account: string, names: readonly CanonicalIdentifier[]): Promise<void> {
  await tx.delete(identifiers).where(and(eq(identifiers.realm, realm), eq(identifiers.account, account)))
  for (const [place, name] of names.entries()) {
    const row = { realm, ...name, account, place, skeleton: skeletonOf(name) }
    const written = await tx.insert(identifiers).values(row).onConflictDoNothing()
    if (written.rowsAffected === 0) throw new NameTaken('another account has an earlier name')
  }
}

async function putAddresses(tx: Tx, realm: string, { account, older }: Capsule['before']): Promise<void> {
  await tx.delete(destinations).where(and(eq(destinations.realm, realm), eq(destinations.account, account.id)))
  for (const [place, { channel, value, since, heldUntil = 0, ...one }] of account.destinations.entries()) {
    // Security: an address that came with an earlier change which can still be undone returns unverified, until the site has confirmed it again.
    const verified = one.verified && older.some((address) => sameAddress(address, { channel, value }))
    await tx.insert(destinations).values({ realm, account: account.id, channel, value, verified, since, heldUntil, place })
  }
}

const inText = ({ addressesBack, addressesGone, namesBack, namesGone }: Difference) => ({
  addressesBack: addressesBack.join(', '),
  addressesGone: addressesGone.join(', '),
  namesBack: namesBack.join(', '),
  namesGone: namesGone.join(', '),
})
