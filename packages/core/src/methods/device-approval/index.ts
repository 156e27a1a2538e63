/** A device on which the person is still signed in asks for the number that their other screen shows. */
import type { Method } from '../method.ts'

export const deviceApproval: Method<'device-approval'> = {
  name: 'device-approval',
  // Whoever holds a phone that is signed in reads the mail on it, too: beside a code that was sent it is no second class.
  proofClass: 'sent',
}
