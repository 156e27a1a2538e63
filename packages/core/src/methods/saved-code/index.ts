/** A code from a sheet that the person printed or wrote down in advance. */
import type { Method } from '../method.ts'

/** NIST SP 800-63B-4 4.2.1.1 asks for 64 bits. Ten codes of 80 bits fit on a sheet that is kept with passports. */
export const SAVED_CODES = 10
/** Without characters that look alike (0 and O, 1 and I). 16 of 32 characters are 80 bits. */
export const SAVED_CODE_SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
export const SAVED_CODE_LENGTH = 16

export const savedCode: Method<'saved-code'> = {
  name: 'saved-code',
  proofClass: 'saved',
  lostWith: 'sheet',
}
