/** The kinds of names, and the rules of a realm for reading them. */
import type { IdentifierRefusal } from '../problems.ts'
import type { IdentifierKind } from './kind.ts'

/** Security: two values of this type are the same name exactly when they have the same bytes. */
export interface Identifier {
  kind: IdentifierKind
  value: string
}

export interface IdentifierRules {
  kinds: readonly IdentifierKind[]
  /** ISO 3166-1 alpha-2. Without it, a phone number needs its country code. */
  defaultCountry?: string | undefined
  localPart: 'same-case' | 'exact'
  /** Some accounts of the realm have numeric user names, so typed digits can be one of those or a phone number. Absent: none has. */
  numericHandles?: boolean | undefined
  /** Returns E.164 in today's numbering plan, or why it can't. Gets digits 0 to 9, after a plus if one was typed. */
  toE164(text: string, country: string | undefined): string | PhoneRefusal
  /** The domain in lower-case A-labels (IDNA); empty if it is not one. */
  toAsciiDomain(domain: string): string
}

export type PhoneRefusal = { why: Extract<IdentifierRefusal, `phone-${string}`> }

export interface ReadName {
  identifier: Identifier
  /** The other reading of digits that can be a phone number or a user name. */
  other?: Identifier
  /** Where messages are sent: cleaned, but never folded. For a handle the same as `written`. */
  address: string
  /** As the person wrote it, without surrounding characters that were pasted. */
  written: string
}
