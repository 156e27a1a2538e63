/** A phone call: the codes that the person's page and the operator's console show, so that each side knows that the other uses the real site. */

import type { Keys } from '../crypto/keys.ts'
import type { calls } from '../db/schema.ts'

/** The longest life of a typed code (OWASP ASVS 5.0 6.5.5, NIST SP 800-63B-4 4.2.1.2). */
export const CODE_MS = 600_000
/** Our own choice: longer than a support call takes. After that, new codes are needed. */
export const CALL_MS = 1_800_000
/** Digits of the code that a person reads out: a hundred million codes, of which few are valid at a time. */
export const CODE_DIGITS = 8
const ANSWER_DIGITS = 6

export type CallRow = typeof calls.$inferSelect

/** The code that the operator reads out and the page shows: derived, so that no row and no backup contains it. */
export function answerOf(keys: Keys, call: string): string {
  const number = Buffer.from(keys.digest('call', 'answer', call), 'base64url').readUIntBE(0, 6)
  return String(number % 10 ** ANSWER_DIGITS).padStart(ANSWER_DIGITS, '0')
}

export const codeDigest = (keys: Keys, code: string): string => keys.digest('call', 'code', code)
export const tokenDigest = (keys: Keys, token: string): string => keys.digest('call', 'token', token)

/** In two groups, for reading out. */
export const inGroups = (code: string): string => `${code.slice(0, code.length / 2)} ${code.slice(code.length / 2)}`

export const stateOf = ({ state, expiresAt }: Pick<CallRow, 'state' | 'expiresAt'>, now: number): CallRow['state'] =>
  state !== 'denied' && expiresAt <= now ? 'over' : state
