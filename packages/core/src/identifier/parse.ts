/** Reads what a person typed to name the account: its kind by its shape, canonicalised once, then only ever compared exactly. */
import type { IdentifierRefusal } from '../problems.ts'
import type { IdentifierKind } from './kind.ts'

/** Security: two strings of this type are the same name exactly when they are the same bytes. */
export interface Identifier {
  kind: IdentifierKind
  value: string
}

export interface IdentifierRules {
  kinds: readonly IdentifierKind[]
  /** ISO 3166-1 alpha-2; without it a phone number needs its country code. */
  defaultCountry?: string | undefined
  localPart: 'same-case' | 'exact'
  /** E.164, or undefined when it is no possible number. */
  toE164(text: string, country: string | undefined): string | undefined
  /** The domain in lower-case A-labels (IDNA), or an empty string when it is none. */
  toAsciiDomain(domain: string): string
}

export type ParsedIdentifier = { ok: true; identifier: Identifier } | { ok: false; why: IdentifierRefusal }

const refused = (why: IdentifierRefusal): ParsedIdentifier => ({ ok: false, why })
// Control, format (bidi, zero-width), private and unassigned characters; the Kelvin, Angstrom and Ohm signs, which case-fold to letters (CVE-2019-19844).
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2126\u212A\u212B]/u
const PHONE_LIKE = /^\+?[\d\s()./-]{5,30}$/u
// RFC 5321 4.5.3.1.1 and 4.1.2: dot-atoms of at most 64 octets; quoted local parts and address literals are not accepted.
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
// What may be typed of a domain, before IDNA reads it: a URL parser takes paths, queries and percent signs for an end of it, or unfolds them.
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.\u3002\uFF0E\uFF61-]+$/u
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/
// After PRECIS UsernameCasePreserved (RFC 8265 3.4): letters, marks, digits, and the marks that ASCII handles use ("live:.cid.1f2e").
const HANDLE = /^[\p{L}\p{M}\p{N}._:#+-]{1,64}$/u
const OCTETS_OF_LOCAL_PART = 64

// Some small letters compose with a mark where their capital does not (H and U+0331): without another NFC two spellings would stay apart.
const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).normalize('NFC')
const fullWidthToAscii = (text: string): string => text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
// Lone surrogates, at which this would throw, are refused before.
const octets = (text: string): number => encodeURIComponent(text).replace(/%../g, '.').length

/** Depends on the typing and the rules alone, never on what is stored. */
export function parseIdentifier(typed: string, rules: IdentifierRules): ParsedIdentifier {
  // Security: looked at as typed; NFC turns the Kelvin sign into a K.
  if (UNSAFE.test(typed.trim())) return refused('not-recognised')
  const text = fullWidthToAscii(typed).normalize('NFC').trim()
  if (text === '') return refused('empty')
  const identifier = text.includes('@') ? parseEmail(text, rules) : (parsePhone(text, rules) ?? parseHandle(text))
  if (!identifier) return refused('not-recognised')
  return rules.kinds.includes(identifier.kind) ? { ok: true, identifier } : refused('kind-not-accepted')
}

function parseEmail(text: string, rules: IdentifierRules): Identifier | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const typedDomain = text.slice(at + 1)
  const domain = TYPED_DOMAIN.test(typedDomain) ? lowerAscii(rules.toAsciiDomain(typedDomain)) : ''
  if (!LOCAL_PART.test(local) || octets(local) > OCTETS_OF_LOCAL_PART || domain.length > 253 || !DOMAIN.test(domain)) return undefined
  // Only A-Z are folded: other letters have no folding that every mail system shares.
  return { kind: 'email', value: `${rules.localPart === 'same-case' ? lowerAscii(local) : local}@${domain}` }
}

function parsePhone(text: string, rules: IdentifierRules): Identifier | undefined {
  if (!PHONE_LIKE.test(text)) return undefined
  const value = rules.toE164(text, rules.defaultCountry)
  return value === undefined ? undefined : { kind: 'phone', value }
}

function parseHandle(text: string): Identifier | undefined {
  return HANDLE.test(text) ? { kind: 'handle', value: lowerAscii(text) } : undefined
}
