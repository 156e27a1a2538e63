/** Parses what needs tables: phone numbers with libphonenumber's full tables and changed numbering plans, domains with the platform's IDNA. */
import { domainToASCII } from 'node:url'
import type { IdentifierKind, IdentifierRules, PhoneRefusal, Policy } from '@regain/core'
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max'
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { currentNumber } from './numbering-plans.ts'

/** `digits` are 0 to 9, after a plus if one was typed. */
function toE164(digits: string, country: string | undefined): string | PhoneRefusal {
  const known = country !== undefined && isSupportedCountry(country) ? country : undefined
  const readings = digits.startsWith('+') ? [read(digits)] : readingsOf(digits, known)
  const valid = readings.filter((one) => one?.isValid())
  // If both readings are valid, the mobile number is likelier: a landline number without its leading zero is rare.
  const best = valid.find((one) => one?.getType() === 'MOBILE') ?? valid[0]
  if (best) return best.number
  return { why: digits.startsWith('+') || known ? 'phone-unknown' : 'phone-country' }
}

function readingsOf(digits: string, country: CountryCode | undefined): (PhoneNumber | undefined)[] {
  const national = country && read(digits, country)
  // ITU-T E.164 recommends 00 before a country code, and phones enter it wherever they are.
  if (digits.startsWith('00')) return [national, read(`+${digits.slice(2)}`)]
  const isWhole = country === undefined || digits.startsWith(getCountryCallingCode(country))
  return isWhole ? [national, read(`+${digits}`)] : [national]
}

function read(text: string, country?: CountryCode): PhoneNumber | undefined {
  const parsed = parsePhoneNumberFromString(text, country)
  const today = parsed && currentNumber(parsed.number)
  return today === parsed?.number ? parsed : parsePhoneNumberFromString(today ?? '')
}

/** By the kinds that a realm accepts. `numericHandles`: as in `Realm`. */
export const identifierRules = (policy: Policy, numericHandles = false): IdentifierRules => ({
  kinds: policy.identifiers,
  defaultCountry: policy.defaultCountry,
  localPart: policy.localPart,
  numericHandles,
  toE164,
  toAsciiDomain: domainToASCII,
})

const everyKind: IdentifierKind[] = ['email', 'phone', 'handle']
/** All kinds, whatever the recovery accepts: for sign-in, and when operators search. */
export const rulesOfAnyKind = (policy: Policy, numericHandles = false): IdentifierRules => ({
  ...identifierRules(policy, numericHandles),
  kinds: everyKind,
})

/** Premium-rate numbers: somebody earns with each message. */
const COSTLY = ['PREMIUM_RATE', 'SHARED_COST']

/** Whether a text message may go to this canonical number. If countries are listed, numbers without a country are refused. */
export function mayText(number: string, { smsCountries }: Policy): boolean {
  const parsed = parsePhoneNumberFromString(number)
  if (parsed && COSTLY.includes(parsed.getType() ?? '')) return false
  return smsCountries === undefined || (parsed?.country !== undefined && smsCountries.includes(parsed.country))
}
