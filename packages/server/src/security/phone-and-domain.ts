/** The two readings that core asks for: phone numbers by libphonenumber's full tables, domains by the platform's IDNA. */
import { domainToASCII } from 'node:url'
import type { IdentifierRules, Policy } from '@regain/core'
import type { CountryCode } from 'libphonenumber-js/max'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'

function toE164(text: string, country: string | undefined): string | undefined {
  const known = country !== undefined && isSupportedCountry(country) ? (country satisfies CountryCode) : undefined
  const parsed = parsePhoneNumberFromString(text, known)
  return parsed?.isPossible() ? parsed.number : undefined
}

export const identifierRules = (policy: Policy): IdentifierRules => ({
  kinds: policy.identifiers,
  defaultCountry: policy.defaultCountry,
  localPart: policy.localPart,
  toE164,
  toAsciiDomain: domainToASCII,
})
