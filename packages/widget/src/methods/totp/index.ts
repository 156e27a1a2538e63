/** The field for six digits from the app. Password managers that keep the secret fill them in. */
import type { KeptField } from '../method.ts'

export const totp: KeptField = { autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 12 }
