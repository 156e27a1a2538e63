/** Reads a name. If a person typed it, its kind follows from its shape; if the site sent it, the site says the kind. From then on it has one form and is compared exactly. */
import type { IdentifierRefusal } from '../problems.ts'
import { readEmail, unwrapped, withSigns } from './email.ts'
import type { IdentifierRules, PhoneRefusal, ReadName } from './identifier.ts'
import type { IdentifierKind } from './kind.ts'
import { hasInvisible, nameKey, tidy, withoutInvisible } from './name-key.ts'
import type { TypedNumber } from './number.ts'
import { numberIn, phoneKey } from './number.ts'

export type ParsedIdentifier = ({ ok: true } & ReadName) | { ok: false; why: IdentifierRefusal }
/** A name that the site sends must not contain invisible characters. */
export type GivenRefusal = IdentifierRefusal | 'invisible' | 'handle-at'

const refused = <Why>(why: Why): { ok: false; why: Why } => ({ ok: false, why })

// Far longer than any name; it also bounds what folding can produce.
const MOST_TYPED = 1000
const MOST_LETTERS = 254
const UNREADABLE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]/u
// What a directory may have: letters, marks, digits, symbols and spaces. "@" belongs to addresses.
const HANDLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u

/** Reads what a person types or pastes. Depends only on the text and the rules, never on stored data. */
export function parseIdentifier(typed: string, rules: IdentifierRules): ParsedIdentifier {
  if (typed.length > MOST_TYPED) return refused('too-long')
  const text = tidy(withoutInvisible(typed))
  if (UNREADABLE.test(text)) return refused('character')
  if (text.replaceAll('@', '') === '') return refused('empty')
  const read = readAnyKind(text, rules)
  return !read.ok || rules.kinds.includes(read.identifier.kind) ? read : refused('kind-not-accepted')
}

function readAnyKind(text: string, rules: IdentifierRules): ParsedIdentifier {
  const named = withSigns(text.replace(/^@+ ?/, ''))
  if (/^mailto:/i.test(text) || named.includes('@')) return readEmail(unwrapped(named), rules)
  if (named !== text) return readHandle(named)
  const number = numberIn(text)
  return number === undefined ? readHandle(text) : readDigits(text, number, rules)
}

/** Security: the readings depend only on the realm and the text, so they don't reveal whether a name exists. */
function readDigits(text: string, number: TypedNumber, rules: IdentifierRules): ParsedIdentifier {
  const { kinds, numericHandles = false } = rules
  if (!kinds.includes('phone')) return readHandle(text)
  const both = kinds.includes('handle') && numericHandles
  const phone = toE164(number, rules)
  if (typeof phone !== 'string') return both ? readHandle(text) : refused(phone.why)
  const handle = both ? readHandle(text) : undefined
  return { ok: true, ...phoneOf(phone, text), ...(handle?.ok && { other: handle.identifier }) }
}

const toE164 = ({ digits, extension }: TypedNumber, rules: Omit<IdentifierRules, 'kinds'>): string | PhoneRefusal =>
  extension ? { why: 'phone-extension' } : rules.toE164(digits, rules.defaultCountry)

const phoneOf = (number: string, written: string): ReadName => ({
  identifier: { kind: 'phone', value: phoneKey(number) },
  address: number,
  written,
})

function readHandle(written: string): ParsedIdentifier {
  const value = nameKey(written)
  if (value.length > MOST_LETTERS) return refused('too-long')
  if (value === '' || !HANDLE.test(value)) return refused('character')
  return { ok: true, identifier: { kind: 'handle', value }, address: written, written }
}

/** Reads a name of known kind that the site sends. This creates a name, so invisible characters are refused and not dropped. */
export function readGiven(
  kind: IdentifierKind,
  value: string,
  rules: Omit<IdentifierRules, 'kinds'>,
): ({ ok: true } & ReadName) | { ok: false; why: GivenRefusal } {
  const text = tidy(value)
  if (text === '') return refused('empty')
  if (UNREADABLE.test(withoutInvisible(text))) return refused('character')
  if (kind === 'phone') {
    const number = numberIn(tidy(withoutInvisible(text)))
    const phone = number === undefined ? ({ why: 'phone-unknown' } as const) : toE164(number, rules)
    return typeof phone === 'string' ? { ok: true, ...phoneOf(phone, text) } : refused(phone.why)
  }
  if (hasInvisible(text)) return refused('invisible')
  if (kind === 'email') return readEmail(text, rules)
  return text.includes('@') ? refused('handle-at') : readHandle(text)
}
