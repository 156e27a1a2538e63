/** A device on which the person is still signed in asks for the number that their other screen shows. */
import type { Method } from '../method.ts'

export const deviceApproval: Method<'device-approval'> = {
  name: 'device-approval',
  // A signed-in phone usually shows the mail as well, so this is in one class with sent codes.
  proofClass: 'sent',
}
