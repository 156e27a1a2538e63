/** The rules for a password: long, and not among those that attackers try first. No rules about kinds of characters (NIST SP 800-63B-4 3.1.1.2). */
import type { PasswordRefusal } from '../problems.ts'

export interface PasswordRules {
  /** Unicode code points. */
  minLength: number
  /** Unicode code points. */
  maxLength: number
  /** Names of the account and the site: a password may contain one, but not be little more than that. */
  context: readonly string[]
}

/** Never hash more than this, whatever a policy says (long-password denial of service). */
const MOST_PASSWORD_BYTES = 1024
/** How many code points a password needs beside a name of the account or the site. */
const LEAST_BESIDE_CONTEXT = 8
const LEAST_DIFFERENT_CHARACTERS = 5

/** NFC and nothing else: the same password from every keyboard (NIST SP 800-63B-4 3.1.1.2). Never trimmed, never cut. */
export const normalisePassword = (typed: string): string => typed.normalize('NFC')

/** Reasons that follow from the password itself; others need lists. */
export type PlainRefusal = Extract<PasswordRefusal, 'too-short' | 'too-long' | 'repetitive' | 'context'>

/** `password` is normalised. Undefined: accepted so far; a list decides whether it is common. */
export function checkPassword(password: string, { minLength, maxLength, context }: PasswordRules): PlainRefusal | undefined {
  const length = codePoints(password)
  if (length < minLength) return 'too-short'
  if (length > maxLength || encodeURIComponent(password.toWellFormed()).replace(/%../g, '.').length > MOST_PASSWORD_BYTES) return 'too-long'
  const plain = comparable(password)
  if (isRepetitive(plain)) return 'repetitive'
  return isContext(plain, context.map(comparable)) ? 'context' : undefined
}

/** The form in which similar passwords are equal: any case, and full-width, superscript or circled letters. For comparing only, never for hashing. */
export const comparable = (text: string): string => text.normalize('NFKC').toLowerCase()

const codePoints = (text: string): number => [...text].length

/** Few different characters, one short piece repeated, or a sequence such as 123456789. */
function isRepetitive(password: string): boolean {
  const points = [...password].map((character) => character.codePointAt(0) ?? 0)
  if (new Set(points).size < LEAST_DIFFERENT_CHARACTERS) return true
  const even = points.filter(
    (point, place) => place > 1 && point - (points[place - 1] ?? 0) === (points[place - 1] ?? 0) - (points[place - 2] ?? 0),
  )
  return even.length >= points.length - 4 || /^(.{1,8}?)\1{2,}.{0,7}$/su.test(password)
}

function isContext(plain: string, context: readonly string[]): boolean {
  const words = context.flatMap((text) => [text, ...text.split(/[@.\s_+-]+/)])
  const rest = [...new Set(words)]
    .filter((word) => codePoints(word) >= 4)
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), plain)
  return rest.length < plain.length && codePoints(rest.replace(/[^\p{L}\p{N}]/gu, '')) < LEAST_BESIDE_CONTEXT
}
