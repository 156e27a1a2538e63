/** People whom the person trusts: each reads out a code, once they know by voice or by sight who asks for it. */
import type { Method } from '../method.ts'

/** Days in which somebody who was asked to be a contact may answer: as Google gives. */
export const INVITATION_DAYS = 7

export const contacts: Method<'contacts'> = {
  name: 'contacts',
  proofClass: 'contacts',
  asksBy: 'email',
}
