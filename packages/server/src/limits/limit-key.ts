/** Names a bucket without writing down the address or name that it counts. */
import type { Keys } from '../crypto/keys.ts'

export const limitKey = (keys: Keys, limit: string, realm: string, ...what: readonly string[]): string =>
  keys.digest('limit', limit, realm, ...what)
