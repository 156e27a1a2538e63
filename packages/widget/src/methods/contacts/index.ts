/** The field for the digits that a contact reads out, one contact after the other. */
import type { KeptField } from '../method.ts'

// Never filled in automatically: a code from a message is not a contact's code.
export const contacts: KeptField = { autocomplete: 'off', inputmode: 'numeric', maxlength: 64 }
