/** People whom the account's owner trusts: each reads out a code, once they have recognised who asks by voice or by sight. */
import type { Method } from '../method.ts'

/** Days in which somebody who was asked to be a contact may answer: as Google gives. */
export const INVITATION_DAYS = 7

export const contacts: Method<'contacts'> = {
  name: 'contacts',
  proofClass: 'contacts',
  asksBy: 'email',
}
