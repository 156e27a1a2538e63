/** The code that a contact reads out: derived from the request whenever it is shown, and stored only as a digest. */
import type { Keys } from '../../crypto/keys.ts'

/** Decimal, because digits are read out alike in every language. From 256 bits: no digit is likelier than another by more than 2^-200. */
export function codeOf(keys: Keys, ask: string, digits: number): string {
  const number = BigInt(`0x${Buffer.from(keys.digest('code', 'contact', ask), 'base64url').toString('hex')}`)
  return String(number % 10n ** BigInt(digits)).padStart(digits, '0')
}

/** Bound to its flow, and so to realm, account and purpose. */
export const codeDigest = (keys: Keys, flow: string, code: string): string => keys.digest('code', 'contact', flow, code)
