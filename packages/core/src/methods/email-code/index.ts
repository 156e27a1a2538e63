/** A one-time code by email. */
import type { Method } from '../method.ts'

export const emailCode: Method<'email-code'> = {
  name: 'email-code',
  proofClass: 'sent',
  channel: 'email',
  complete: 'address',
  // NIST SP 800-63B-4 4.2.1.2 allows 24 h by email, ASVS 5.0 6.5.5 ten minutes for any typed code: the stricter one counts.
  longestCodeSeconds: 600,
}
