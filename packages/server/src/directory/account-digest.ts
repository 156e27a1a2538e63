/** Names an account in flows and on record, without saying which it is. */
import type { Keys } from '../crypto/keys.ts'

export const accountDigest = (keys: Keys, realm: string, id: string): string => keys.digest('flow-identifier', realm, 'account', id)
