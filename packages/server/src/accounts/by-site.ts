/** Who does what to which account, when the site's back end asks for it. */
import type { Keys } from '../security/keys.ts'
import { accountDigest } from './account-digest.ts'

export interface BySite {
  realm: string
  id: string
  requestId: string
  keys: Keys
  now: number
}

/** What its audit events have in common. */
export const fact = ({ realm, id, requestId, keys, now }: BySite) =>
  ({ at: now, actor: 'site', realm, account: accountDigest(keys, realm, id), requestId }) as const
