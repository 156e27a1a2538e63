/** "This wasn't me": which addresses may undo a change. */
import type { Channel } from '../identifier/kind.ts'

export interface ChangedAddress {
  channel: Channel
  value: string
  verified: boolean
}

export const sameAddress = (address: Omit<ChangedAddress, 'verified'>, other: Omit<ChangedAddress, 'verified'>): boolean =>
  address.channel === other.channel && address.value === other.value

/**
 * Addresses that the account had, verified, before the change and before the first change that can still be undone. Security: otherwise an address that a thief added yesterday
 * would be old enough to undo what the owner fixed today.
 */
export const whoMayUndo = <Address extends ChangedAddress>(
  before: readonly Address[],
  beforeTheFirst: readonly ChangedAddress[],
): Address[] =>
  before.filter((address) => address.verified && beforeTheFirst.some((first) => first.verified && sameAddress(first, address)))
