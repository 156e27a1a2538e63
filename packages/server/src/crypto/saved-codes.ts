/** Saved codes on paper, for operators and for people. */
import { plainDigits, SAVED_CODE_LENGTH, SAVED_CODE_SIGNS } from '@regain/core'
import type { Chance } from '../world/chance.ts'

// 80 bits, well above the 64 that NIST SP 800-63B-4 3.1.2.1 and 4.2.1.1 require.
const [SIGNS, LENGTH] = [SAVED_CODE_SIGNS, SAVED_CODE_LENGTH]

export const newSavedCodes = (count: number, { chance }: { chance: Chance }): string[] =>
  Array.from({ length: count }, () => chance.characters(LENGTH, SIGNS))

/** The printed form. */
export const groupSavedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** In any case, full-width, with digits of any script; other characters are ignored. */
export const readSavedCode = (typed: string): string =>
  [...plainDigits(typed.normalize('NFKC')).toUpperCase()].filter((sign) => SIGNS.includes(sign)).join('')
