import type { Policy } from '@regain/core'
import { parseIdentifier, readGiven } from '@regain/core'
import * as fc from 'fast-check'
import type { CountryCode } from 'libphonenumber-js/max'
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, it } from 'vitest'
import { currentNumber, migrations } from './numbering-plans.ts'
import { identifierRules } from './phone-and-domain.ts'

const policyOf = (defaultCountry?: string) =>
  ({ identifiers: ['email', 'phone', 'handle'], localPart: 'same-case', ...(defaultCountry && { defaultCountry }) }) as unknown as Policy
const read = (typed: string, country?: string) => {
  const parsed = parseIdentifier(typed, identifierRules(policyOf(country)))
  return parsed.ok ? `${parsed.identifier.kind} ${parsed.identifier.value}` : parsed.why
}

/** All decimal digits, dashes, spaces and format characters of Unicode, as this engine knows them. */
const all = (property: RegExp): string[] =>
  Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => (code < 0xd800 || code > 0xdfff) && property.test(String.fromCodePoint(code)))
    .map((code) => String.fromCodePoint(code))
const zeros = all(/^\p{Nd}$/u).filter((_, place) => place % 10 === 0)
const spaces = all(/^\p{Zs}$/u)
const dashes = [...all(/^\p{Pd}$/u), '\u2212', '\u30fc', '.', '/', '·']
const invisible = [...all(/^\p{Cf}$/u), '\ufe0f', '\u034f', '\u3164']

describe('a phone number', () => {
  it.each([
    ['015112345642', 'DE', '+4915112345642'],
    ['004915112345642', 'DE', '+4915112345642'],
    ['004915112345642', 'US', '+4915112345642'],
    ['004915112345642', undefined, '+4915112345642'],
    ['0049 151 12345642', 'DE', '+4915112345642'],
    ['4915112345642', 'DE', '+4915112345642'],
    ['4915112345642', undefined, '+4915112345642'],
    ['tel:+4915112345642', undefined, '+4915112345642'],
    ['+٤٩١٥١١٢٣٤٥٦٤٢', undefined, '+4915112345642'],
    ['+5215512345678', undefined, '+525512345678'],
    ['+22507070707', undefined, '+2250707070707'],
    ['011 49 151 12345642', 'US', '+4915112345642'],
    ['9112345678', 'IN', '+919112345678'],
    ['+54 9 11 2345-6789', undefined, '+541123456789'],
    ['011 15 2345-6789', 'AR', '+541123456789'],
  ])('typed as %s in %s is %s', (typed, country, number) => {
    expect(read(typed, country)).toBe(`phone ${number}`)
  })
  it.each([
    ['015112345642', undefined, 'phone-country'],
    ['+4915112345', 'DE', 'phone-unknown'],
    ['4711', 'DE', 'phone-unknown'],
    ['12', 'DE', 'phone-unknown'],
    ['+4930123456 ext. 12', 'DE', 'phone-extension'],
    ['+49 30 123456 x12', 'DE', 'phone-extension'],
  ])('that can’t be dialled is refused with what to write, and is never a name: %s in %s', (typed, country, why) => {
    expect(read(typed, country)).toBe(why)
  })
  it('of every country is read in its national and international forms, with any digits, dashes, spaces and marks', () => {
    const numbers = getCountries().flatMap((country) => {
      const example = getExampleNumber(country as CountryCode, examples)
      return example?.isValid() ? [{ country, number: example }] : []
    })
    expect(numbers.length).toBeGreaterThan(230)
    fc.assert(
      fc.property(
        fc.constantFrom(...numbers),
        fc.constantFrom(...zeros),
        fc.constantFrom(...spaces),
        fc.constantFrom(...dashes),
        fc.constantFrom(...invisible),
        fc.nat(5),
        ({ country, number }, zero, space, dash, mark, way) => {
          const ways = [
            number.formatInternational(),
            number.formatNational(),
            number.getURI(),
            `00${number.countryCallingCode}${number.nationalNumber}`,
            `+${number.countryCallingCode} (0) ${number.nationalNumber}`,
            number.number,
          ]
          const text = ways[way] ?? ''
          const first = zero.codePointAt(0) ?? 48
          const typed = text
            .replace(/\d/g, (digit) => String.fromCodePoint(first + Number(digit)))
            .replaceAll(' ', space)
            .replaceAll('-', dash)
          const expected = read(number.number)
          expect(expected).toMatch(/^phone /)
          expect(read(`${mark}${typed}${mark}`, country), `${country} ${typed}`).toBe(expected)
        },
      ),
      { numRuns: 4000, seed: 15 },
    )
  })
})

describe('a number of a retired numbering plan', () => {
  it.each(migrations.map(({ country, source, example: [old, today] }) => [country, old, today, source] as const))(
    'becomes today’s number, whether typed or sent by a site: %s %s is %s',
    (_country, old, today, source) => {
      expect(source).not.toBe('')
      expect(currentNumber(old)).toBe(today)
      expect(currentNumber(today)).toBe(today)
      expect(parsePhoneNumberFromString(today)?.isValid(), today).toBe(true)
      expect(read(old)).toBe(`phone ${today}`)
      expect(readGiven('phone', old, identifierRules(policyOf()))).toMatchObject({ ok: true, address: today })
    },
  )
  it('changes no number that is in use today', () => {
    for (const country of getCountries()) {
      const example = getExampleNumber(country as CountryCode, examples)
      // For Gabon, libphonenumber still returns a number of the old plan.
      if (example && country !== 'GA') expect(currentNumber(example.number), country).toBe(example.number)
    }
  })
})

describe('a domain', () => {
  it('is read the same in Unicode and in ASCII', () => {
    for (const [one, other] of [
      ['ara@müller.de', 'ara@xn--mller-kva.de'],
      ['ara@MÜLLER.de', 'ara@müller.de'],
      ['ara@例え。テスト', 'ara@xn--r8jz45g.xn--zckzah'],
      ['ara@пример.рф', 'ara@xn--e1afmkfd.xn--p1ai'],
    ] as const)
      expect(read(one)).toBe(read(other))
  })
})
