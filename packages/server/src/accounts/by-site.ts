/** Who acts on which account, for calls of the site's back end. */

import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import { accountDigest } from '../directory/account-digest.ts'
import type { Chance } from '../world/chance.ts'

export interface BySite {
  realm: string
  id: string
  /** Of the secret key that it asked with: its last characters. */
  key: string
  requestId: string
  keys: Keys
  chance: Chance
  seal: Seal
  now: number
}

/** What its audit events have in common. */
export const fact = ({ realm, id, key, requestId, keys, now }: BySite) =>
  ({ at: now, actor: 'site', key, realm, account: accountDigest(keys, realm, id), requestId }) as const

export const announcement = ({ realm, id, now }: BySite) => ({ realm, accountId: id, at: now }) as const
