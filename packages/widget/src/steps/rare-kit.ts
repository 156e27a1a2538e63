/** What the later steps hand to the rare steps, beside what they got themselves. */
import { done as finished } from './done.ts'
import { contact, hasContact } from './frame-parts.ts'
import { drop } from './keep.ts'
import { newPassword } from './new-password.ts'
import { chooseMethod, noMethod, resending, who } from './prove.ts'

export const rareKit = { drop, contact, hasContact, who, noMethod, chooseMethod, resending, newPassword, finished }
