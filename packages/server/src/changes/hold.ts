/** Holds: a new method or address proves nothing for a while, if the account had an older one to prove with. A first one is never held. */
import { sameAddress } from '@regain/core'
import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Tx } from '../db/database.ts'
import type { AccountDestination } from '../directory/directory.ts'
import { listKept } from '../methods/kept.ts'
import type { Realm } from '../sites/realm.ts'
import { HOUR_MS } from '../world/clock.ts'
import { unexpiredCapsules } from './capsule.ts'

interface Holding {
  realm: Realm
  /** As in `flows.account`. */
  account: string
  /** The addresses before the change. */
  destinations: readonly AccountDestination[]
  now: number
}

const isProven = ({ verified }: AccountDestination): boolean => verified

/** When a new address begins to count as a proof; 0: it is not held. */
export async function addressHolds(
  tx: Tx,
  { realm, account, destinations, now }: Holding,
  { keys, seal }: { keys: Keys; seal: Seal },
): Promise<(address: Pick<AccountDestination, 'channel' | 'value' | 'verified'>) => number> {
  // Security: removed addresses count while their removal can be undone. Otherwise a thief could remove everything first, and then add an address without a hold.
  const [first] = await unexpiredCapsules(tx, account, now, seal)
  const then = (first?.before.account.destinations ?? []).filter(isProven)
  const before = destinations.filter(isProven)
  const kept = await listKept(tx, { realm: realm.id, account }, keys)
  const had = then.length + before.length + kept.length > 0
  return (address) => {
    if (!address.verified || !had) return 0
    // An address that stays or comes back is not new: it is older than every change that can be undone.
    const known = [...before, ...then].find((one) => sameAddress(one, address))
    return known ? (known.heldUntil ?? 0) : holdUntil(realm, now)
  }
}

/** When a method that is being set up begins to count as a proof; 0: it is not held. */
export async function methodHold(
  tx: Tx,
  { realm, account, destinations, now }: Holding,
  { keys, seal }: { keys: Keys; seal: Seal },
): Promise<number> {
  const gone = (await unexpiredCapsules(tx, account, now, seal)).flatMap(({ before }) => before.account.destinations)
  const had = [...destinations, ...gone].some(isProven) || (await listKept(tx, { realm: realm.id, account }, keys)).length > 0
  return had ? holdUntil(realm, now) : 0
}

const holdUntil = ({ policy }: Realm, now: number): number => (policy.hold.newHours > 0 ? now + policy.hold.newHours * HOUR_MS : 0)
