/** The kinds of names, and the rules of a realm for reading them. */
import type { IdentifierRefusal } from '../problems.ts'
import type { IdentifierKind } from './kind.ts'

/** Security: two of this type are the same name exactly when they are the same bytes. */
export interface Identifier {
  kind: IdentifierKind
  value: string
}

export interface IdentifierRules {
  kinds: readonly IdentifierKind[]
  /** ISO 3166-1 alpha-2; without it a phone number needs its country code. */
  defaultCountry?: string | undefined
  localPart: 'same-case' | 'exact'
  /** Some accounts of the realm have digits for a user name: what is typed may be that, or a phone number. Absent: none has. */
  numericHandles?: boolean | undefined
  /** E.164, in the numbering plan of today; or why it is none. Gets the digits 0 to 9 alone, with a plus before them where one was typed. */
  toE164(text: string, country: string | undefined): string | PhoneRefusal
  /** The domain in lower-case A-labels (IDNA), or an empty string when it is none. */
  toAsciiDomain(domain: string): string
}

export type PhoneRefusal = { why: Extract<IdentifierRefusal, `phone-${string}`> }

export interface ReadName {
  identifier: Identifier
  /** Digits that may be a phone number may be a user name, too. */
  other?: Identifier
  /** What a message is sent to: only cleaned, never folded. Of a handle the same as `written`. */
  address: string
  /** As the person wrote it, without what was pasted around it. */
  written: string
}
