/** The readings that need tables: phone numbers by libphonenumber's full ones, domains by the platform's IDNA. */
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

/** Numbers that bill whoever calls or texts them: somebody earns with each message. */
const COSTLY = ['PREMIUM_RATE', 'SHARED_COST']

/** Whether a text message may go to this canonical number. What belongs to no country goes nowhere as soon as countries are listed. */
export function mayText(number: string, { smsCountries }: Policy): boolean {
  const parsed = parsePhoneNumberFromString(number)
  if (parsed && COSTLY.includes(parsed.getType() ?? '')) return false
  return smsCountries === undefined || (parsed?.country !== undefined && smsCountries.includes(parsed.country))
}
