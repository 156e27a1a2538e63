/** Names an account that a link or its signed-in owner has already identified: only real addresses, because there is nobody to hide it from. */
import { isSent } from '@regain/core'
import type { Keys } from '../crypto/keys.ts'
import type { FoundAccount } from '../directory/directory.ts'
import type { Chance } from '../world/chance.ts'
import type { Named } from './facts.ts'
import type { NameAccount } from './name-account.ts'
import { nameAccount } from './name-account.ts'

export function nameKnown(of: NameAccount & { account: FoundAccount }, keys: Keys, chance: Chance): Named {
  const { site, account } = of
  const named = nameAccount(of, keys, chance)
  // A made-up address would be a dead end here.
  const isReal = ({ method, destination }: Named['offers'][number]) => !isSent(method) || destination !== -1
  const offers = site.realm.policy.hints === 'hidden' && !named.decoy ? named.offers : named.offers.filter(isReal)
  return { ...named, decoy: false, accountId: account.id, generation: account.generation, offers }
}
