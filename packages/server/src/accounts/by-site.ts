/** The account and the site key of a call from the site's back end. */

import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import { accountDigest } from '../directory/account-digest.ts'
import type { Chance } from '../world/chance.ts'

export interface BySite {
  realm: string
  id: string
  /** Last characters of the secret key. */
  key: string
  requestId: string
  keys: Keys
  chance: Chance
  seal: Seal
  now: number
}

/** What all its audit events contain. */
export const fact = ({ realm, id, key, requestId, keys, now }: BySite) =>
  ({ at: now, actor: 'site', key, realm, account: accountDigest(keys, realm, id), requestId }) as const

export const announcement = ({ realm, id, now }: BySite) => ({ realm, accountId: id, at: now }) as const
