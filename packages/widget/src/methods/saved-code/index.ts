/** The field for a code from the sheet: letters and digits in groups. */
import type { KeptField } from '../method.ts'

export const savedCode: KeptField = { autocomplete: 'off', maxlength: 40 }
