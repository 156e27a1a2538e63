/** The keyed digest that represents an account in flows and in the audit log without identifying it. */
import type { Keys } from '../crypto/keys.ts'

export const accountDigest = (keys: Keys, realm: string, id: string): string => keys.digest('flow-identifier', realm, 'account', id)
