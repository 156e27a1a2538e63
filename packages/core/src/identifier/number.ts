/** Finds out whether a text is meant as a phone number, and writes it with digits 0 to 9. */
import { plainDigits } from './digits.ts'
import { withoutInvisible } from './name-key.ts'

// What people put between digits: brackets, dots, strokes, and every dash and minus; Japanese keyboards have a long vowel mark where others have a dash.
const BETWEEN = /[\p{Pd}\p{Po}\u2044\u207B\u208B\u2212\u02D7\u30FC\u00B4`~|+()[\] ]/u
const NUMBER = new RegExp(`^(?=.*\\d)(?:\\d|${BETWEEN.source})+$`, 'u')
const LINK = /^(?:tel|sms|callto): ?(?:\/\/)?/i
// RFC 3966 5.3, and what people write for it.
const EXTENSION =
  /[ ,;]*(?:;ext=|ext(?:ension|n)?\b\.?|x(?=[ .:]*\d)|#|int\b\.?|доб\b\.?|durchwahl|dw\b\.?|poste|anexo|ramal|内線|تحويلة)[ .:]*\d{1,7}#?$/iu
/** What is shorter than this before an "x3" is a name. */
const LEAST_BEFORE_EXTENSION = 6

export interface TypedNumber {
  /** 0 to 9, after a plus where one was typed. */
  digits: string
  /** Behind it a switchboard waits for more: no message reaches that. */
  extension: boolean
}

/** Undefined: it is no number. */
export function numberIn(typed: string): TypedNumber | undefined {
  const text = plainDigits(withoutInvisible(typed).normalize('NFKC')).replaceAll('\u2795', '+').trim().replace(LINK, '')
  const before = text.replace(EXTENSION, '')
  const extension = before !== text && before.replaceAll(/\D/g, '').length >= LEAST_BEFORE_EXTENSION
  const [, number = '', context = ''] = /^([^;]*)(?:;.*?phone-context=(\+\d+).*|;.*)?$/u.exec(extension ? before : text) ?? []
  if (!NUMBER.test(number)) return undefined
  // "+49 (0)151": the zero is for callers at home.
  const dialled = /^\D*(?:\+|00)/.test(number) ? number.replace(/[([] *0 *[)\]]/u, '') : number
  const digits = dialled
    .replaceAll(/[^\d+]/g, '')
    .replaceAll(/(?!^)\+/g, '')
    .replace(/^\+0+/, '+')
  return { digits: context && !digits.startsWith('+') ? context + digits.replace(/^0/, '') : digits, extension }
}

/** Whether a user name could be taken for a phone number. */
export const looksLikeNumber = (name: string): boolean => numberIn(name) !== undefined

/** In Argentina a 9 tells mobile numbers when they are called from abroad: with it and without, it is one subscriber (ITU, Numbering plan of Argentina, +54). */
export const phoneKey = (number: string): string => number.replace(/^\+549(?=\d{10}$)/, '+54')
