/** What restoring an account to its earlier state would add and remove, masked. */
import { maskDestination, maskIdentifier } from '@regain/core'
import type { AccountDestination, CanonicalIdentifier } from '../directory/directory.ts'

export interface Things {
  destinations: readonly AccountDestination[]
  identifiers: readonly CanonicalIdentifier[]
}

export interface Difference {
  addressesBack: string[]
  addressesGone: string[]
  namesBack: string[]
  namesGone: string[]
}

export function differenceOf(before: Things, current: Things): Difference {
  const names = (all: readonly CanonicalIdentifier[]) => all.map(maskIdentifier)
  const addresses = (all: readonly AccountDestination[]) => all.map(({ channel, value }) => maskDestination(channel, value))
  return {
    addressesBack: addresses(before.destinations.filter(isNot(current.destinations))),
    addressesGone: addresses(current.destinations.filter(isNot(before.destinations))),
    namesBack: names(before.identifiers.filter(isNot(current.identifiers))),
    namesGone: names(current.identifiers.filter(isNot(before.identifiers))),
  }
}

const isNot =
  <One extends { value: string }>(all: readonly One[]) =>
  (one: One) =>
    !all.some(({ value }) => value === one.value)
