/** People whom the account's owner trusts. Each reads out a code after they have recognised the person by voice or by sight. */
import type { Method } from '../method.ts'

/** Days in which an invited contact can answer: the same as Google's. */
export const INVITATION_DAYS = 7

export const contacts: Method<'contacts'> = {
  name: 'contacts',
  proofClass: 'contacts',
  asksBy: 'email',
}
