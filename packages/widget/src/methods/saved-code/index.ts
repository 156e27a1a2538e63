/** A code from the sheet: letters and digits in groups, typed as they come. */
import type { KeptField } from '../method.ts'

export const savedCode: KeptField = { autocomplete: 'off', maxlength: 40 }
