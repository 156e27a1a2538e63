/** Decides whether a text is meant as a phone number, and writes it with digits 0 to 9. */
import { plainDigits } from './digits.ts'
import { withoutInvisible } from './name-key.ts'

// Separators between digits: brackets, dots, strokes, and every dash and minus. Japanese keyboards have a long vowel mark where others have a dash.
const BETWEEN = /[\p{Pd}\p{Po}\u2044\u207B\u208B\u2212\u02D7\u30FC\u00B4`~|+()[\] ]/u
const NUMBER = new RegExp(`^(?=.*\\d)(?:\\d|${BETWEEN.source})+$`, 'u')
const LINK = /^(?:tel|sms|smsto|callto|whatsapp|facetime(?:-audio)?|skype|viber|signal): ?(?:\/\/)?/i
// A label before a number, as in address books and signatures. A single letter needs a colon, or a full stop and a space: "p.1234567" is a user name.
const LABEL =
  /^(?:(?:tel(?:efon|[eé]fono|efone|[eé]phone|ephone)?(?:nummer)?|(?:my |mein[e]? )?(?:phone|(?:mobile|phone|cell|handy|mobil)[ -]?(?:phone|number|nummer)|mobile?|mobil(?:telefon)?|handy|cell(?:ular)?|portable|m[oó]vil|celular|cellulare|fax|sms|whatsapp)|الهاتف|هاتف|الجوال|جوال|رقم الهاتف|電話(?:番号)?|携帯(?:電話|番号)?)[ .:：]+|[tpmf](?:[:：] ?|\. ))/iu
// A remark in brackets after a number, such as "(mobile)".
const REMARK = /[ ,]*(?:\([\p{L}\p{M} .,-]{1,40}\)|\[[\p{L}\p{M} .,-]{1,40}\])$/u
// RFC 3966 5.3, and what people write for it.
const EXTENSION =
  /[ ,;]*(?:;ext=|ext(?:ension|n)?\b\.?|x(?=[ .:]*\d)|#|int\b\.?|доб\b\.?|durchwahl|dw\b\.?|poste|anexo|ramal|内線|تحويلة)[ .:]*\d{1,7}#?$/iu
/** Least number of digits before an extension, or beside a label or remark. A shorter text is a name. */
const LEAST_BEFORE_EXTENSION = 6
const LEAST_BESIDE_WORDS = 7
// A letter typed for a digit: O for zero, l or I for one.
const MISTYPED = /^(?=[+\d])(?:\d|[+OoIl|/(). -])+$/
const LEAST_BESIDE_LETTERS = 8

export interface TypedNumber {
  /** 0 to 9, after a plus if one was typed. A plus alone: the text is meant as a number, but can't be read. */
  digits: string
  /** It has an extension: no message reaches a switchboard. */
  extension: boolean
}

/** Undefined: it is not a number. */
export function numberIn(typed: string): TypedNumber | undefined {
  const whole = plainDigits(withoutInvisible(typed).normalize('NFKC')).replaceAll('\u2795', '+').trim()
  const text = withoutWords(whole.replace(LINK, ''))
  const before = text.replace(EXTENSION, '')
  const extension = before !== text && countDigits(before) >= LEAST_BEFORE_EXTENSION
  const [, number = '', context = ''] = /^([^;]*)(?:;.*?phone-context=(\+\d+).*|;.*)?$/u.exec(extension ? before : text) ?? []
  if (!NUMBER.test(number)) return isMeantAsNumber(text) ? { digits: '+', extension: false } : undefined
  // "+49 (0)151": the zero is only for calls within the country.
  const dialled = /^\D*(?:\+|00)/.test(number) ? number.replace(/[([] *0 *[)\]]/u, '') : number
  const digits = dialled
    .replaceAll(/[^\d+]/g, '')
    .replaceAll(/(?!^)\+/g, '')
    .replace(/^\+0+/, '+')
  return { digits: context && !digits.startsWith('+') ? context + digits.replace(/^0/, '') : digits, extension }
}

const countDigits = (text: string): number => text.replaceAll(/\D/g, '').length

/** Removes a label and a remark. Returns the text unchanged if the rest is not a number. */
function withoutWords(text: string): string {
  const bare = text.replace(LABEL, '').replace(REMARK, '').trim()
  return countDigits(bare) >= LEAST_BESIDE_WORDS && /^[+(\d]/.test(bare) ? bare : text
}

const isMeantAsNumber = (text: string): boolean =>
  text.startsWith('+')
    ? /^\+[ (]*\d/.test(text) && countDigits(text) >= LEAST_BEFORE_EXTENSION
    : MISTYPED.test(text) && countDigits(text) >= LEAST_BESIDE_LETTERS

/** Whether a user name could be mistaken for a phone number. */
export const looksLikeNumber = (name: string): boolean => numberIn(name) !== undefined

/** In Argentina a 9 marks mobile numbers in calls from abroad. With and without it, it is the same subscriber (ITU, Numbering plan of Argentina, +54). */
export const phoneKey = (number: string): string => number.replace(/^\+549(?=\d{10}$)/, '+54')
