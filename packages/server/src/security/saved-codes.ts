/** Codes to keep on paper, for staff and for people alike. */
import type { Chance } from './chance.ts'

// 32 signs without look-alikes: 16 of them are 80 bits, well above the 64 that NIST SP 800-63B-4 3.1.2.1 and 4.2.1.1 ask for.
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const LENGTH = 16

export const newSavedCodes = (count: number, { chance }: { chance: Chance }): string[] =>
  Array.from({ length: count }, () => chance.characters(LENGTH, SIGNS))

/** As it stands on the sheet. */
export const groupSavedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** Spaces, hyphens, case and full-width signs are forgiven. */
export const readSavedCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
