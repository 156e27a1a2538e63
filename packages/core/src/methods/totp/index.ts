/** Six digits from an authenticator app (RFC 6238). */
import type { Method } from '../method.ts'

/** RFC 6238 5.2: the values that all apps support. */
export const TOTP_DIGITS = 6

export const totp: Method<'totp'> = {
  name: 'totp',
  proofClass: 'authenticator',
  lostWith: 'phone',
  // NIST SP 800-63B-4 3.2.2: no more than a hundred, then the authenticator is disabled.
  mostWrong: 100,
}
