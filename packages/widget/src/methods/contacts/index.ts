/** Digits that a contact reads out, one contact after the other. */
import type { KeptField } from '../method.ts'

// Never filled in by itself: what arrived by message is no code of a contact.
export const contacts: KeptField = { autocomplete: 'off', inputmode: 'numeric', maxlength: 64 }
