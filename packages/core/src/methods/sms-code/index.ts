/** A one-time code by text message. */
import type { Method } from '../method.ts'

export const smsCode: Method<'sms-code'> = {
  name: 'sms-code',
  proofClass: 'sent',
  channel: 'phone',
  complete: 'last-digits',
  // NIST SP 800-63B-4 4.2.1.2: at most ten minutes by SMS.
  longestCodeSeconds: 600,
}
