import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decoyDestinations, defaultDecoyShape, slots } from './decoy.ts'
import { quotedForMail } from './email.ts'
import type { IdentifierRules } from './identifier.ts'
import { channels } from './kind.ts'
import { maskDestination } from './mask.ts'
import type { ParsedIdentifier } from './parse.ts'
import { parseIdentifier, readGiven } from './parse.ts'

const rules: IdentifierRules = {
  kinds: ['email', 'phone', 'handle'],
  defaultCountry: 'DE',
  localPart: 'same-case',
  toE164: (digits) => {
    const number = digits.replace(/^00/, '+').replace(/^0/, '+49')
    return /^\+\d{8,15}$/.test(number) ? number : { why: 'phone-unknown' }
  },
  toAsciiDomain: (domain) => domain.normalize('NFKC').toLowerCase(),
}
const read = (typed: string) => parseIdentifier(typed, { ...rules, numericHandles: true })
const readStrictly = (typed: string) => parseIdentifier(typed, rules)
const nameOf = (read: ParsedIdentifier) => (read.ok ? read.identifier : read.why)
const letters = 'aäßıſKéÅ1_.+-@#: \u0301\u0331\u200dＡａ＠．A0'
const typing = fc.oneof(
  fc.string({ unit: fc.constantFrom(...letters), maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.emailAddress(),
)

describe('a name', () => {
  it('has one form once it is read, so that spellings don’t count apart in limits', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        const once = read(typed)
        if (once.ok) expect(nameOf(read(once.identifier.value))).toEqual(once.identifier)
      }),
      { numRuns: 10_000, seed: 3 },
    )
  })
  it('means the same in other capitals, width, white space and composition, and with invisible characters', () => {
    const marks = fc.constantFrom('\u200b', '\u200e', '\u202a', '\u2066', '\ufeff', '\u00ad', '\ufe0f', '\u3164')
    fc.assert(
      fc.property(typing, marks, (typed, mark) => {
        const once = read(typed)
        if (!once.ok) return
        const widened = typed.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
        const others = [` ${typed}\t`, widened, typed.normalize('NFD'), `${mark}${typed}${mark}`, typed.toUpperCase(), typed.toLowerCase()]
        for (const other of others) expect(nameOf(read(other)), other).toEqual(once.identifier)
      }),
      { numRuns: 3000, seed: 4 },
    )
  })
  it('is compared by Unicode’s full case folding, in which a dotted and a dotless i are equal', () => {
    for (const [typed, name] of [
      ['ÖZGÜR', 'özgür'],
      ['IŞIK', 'ışık'],
      ['İbrahim', 'ibrahim'],
      ['I\u0307brahim', 'ibrahim'],
      ['straße', 'STRASSE'],
      ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
      ['ꮳꮃꭹ', 'ᏣᎳᎩ'],
      ['ﬁona', 'FIONA'],
      ['H\u0331ome', '\u1e96ome'],
      ['mi\u212ae', 'mike'],
      ['Ｊａｎｅ', 'jane'],
      ['user٣', 'user3'],
      ['@jane', 'jane'],
      ['STRASSE@example.org', 'straße@example.org'],
    ] as const)
      expect(read(typed), typed).toMatchObject({ ok: true, identifier: (read(name) as { identifier: unknown }).identifier })
  })
  it('is mailed to as written, and only compared in another form', () => {
    const given = (value: string) => readGiven('email', value, rules)
    expect(given('Straße@Example.ORG')).toMatchObject({ address: 'straße@example.org', identifier: { value: 'strasse@example.org' } })
    expect(given('a..b@docomo.ne.jp')).toMatchObject({ address: 'a..b@docomo.ne.jp' })
    expect(given('foo.@ezweb.ne.jp')).toMatchObject({ address: 'foo.@ezweb.ne.jp' })
    expect(given('"john doe"@example.org')).toMatchObject({ address: '"john doe"@example.org' })
    expect(given('"jane"@example.org')).toMatchObject({ address: 'jane@example.org' })
    expect(['a..b@docomo.ne.jp', '"john doe"@example.org', 'jane.doe@example.org'].map(quotedForMail)).toEqual([
      '"a..b"@docomo.ne.jp',
      '"john doe"@example.org',
      'jane.doe@example.org',
    ])
  })
  it('is found in the text that people paste around it', () => {
    for (const typed of [
      '<ara@example.org>',
      'mailto:ara@example.org',
      'mailto:ara@example.org?subject=hi',
      'Ara Smith <ara@example.org>',
      '"Smith, Ara" <ara@example.org>',
      'Ara Smith (ara@example.org)',
      '"ara@example.org" <ara@example.org>',
      'ara@example.org.',
      'ara@example.org,',
      '“ara@example.org”',
      '‪ara@example.org‬',
      'ara@example.org\u200b',
      '\u2068ara@example.org\u2069',
      "'ara@example.org'",
      'E-mail: ara@example.org',
      '電子メール：ara@example.org',
      'ara@example.org (Ara Smith)',
      'ara@example.org/',
      '[ara@example.org](mailto:ara@example.org)',
      '<mailto:ara@example.org|ara@example.org>',
      'ara (at) example.org',
      'ara at example.org',
      'ara[at]example[dot]org',
    ])
      expect(read(typed), typed).toMatchObject({ ok: true, identifier: { kind: 'email', value: 'ara@example.org' } })
    expect(read("o'brien@example.org")).toMatchObject({ identifier: { value: "o'brien@example.org" } })
  })
  it('that can’t be read is refused with a hint on what to write instead', () => {
    for (const [typed, why] of [
      ['ara@example,org', 'email-comma'],
      ['ara smith@example.org', 'email-space'],
      ['ara@exam ple.org', 'email-space'],
      ['v@x.org,a@x.org', 'email-several'],
      ['v@x.org;a@x.org', 'email-several'],
      ['"v@x.org" <a@x.org>', 'email-several'],
      ['v@x.org\r\nCc: a@x.org', 'email-several'],
      ['v@x.org>,<a@x.org', 'email-several'],
      ['v@x.org mailto:a@x.org', 'email-several'],
      ['[v@x.org](mailto:a@x.org)', 'email-several'],
      ['v@localhost', 'email-domain'],
      ['v@x.org/a', 'email-domain'],
      ['v@x.org?a', 'email-domain'],
      ['v@x%2eorg', 'email-domain'],
      ['a<b@x.org', 'email-local'],
      ['+4915', 'phone-unknown'],
      ['+49 30 1234567 ext. 12', 'phone-extension'],
      ['tel:+49301234567;ext=12', 'phone-extension'],
      ['+49301234567x12', 'phone-extension'],
      ['+4915112345l', 'phone-unknown'],
      ['0151 1234567O', 'phone-unknown'],
      ['+49 151 123 call me', 'phone-unknown'],
      ['a\u0007b', 'character'],
      ['a\ue000b', 'character'],
      [' \u200b ', 'empty'],
      ['@', 'empty'],
      ['a'.repeat(300), 'too-long'],
    ] as const)
      expect(readStrictly(typed), typed).toEqual({ ok: false, why })
  })
  it('from the site must not have invisible characters', () => {
    for (const mark of ['\ufe0f', '\u200d', '\u00ad', '\u3164', '\u034f', '\u{e0101}'])
      for (const kind of ['handle', 'email'] as const)
        expect(readGiven(kind, kind === 'handle' ? `ja${mark}ne` : `ja${mark}ne@x.org`, rules)).toEqual({ ok: false, why: 'invisible' })
  })
  it('may be a directory’s own, with a space or a backslash', () => {
    for (const name of [
      'Jane Doe',
      'DOMAIN\\jane',
      "O'Brien, Sam",
      'a&b',
      'jane/admin',
      'phone guy 7',
      'p.1234567',
      'mobile 42',
      'jane at work',
      'o1234567',
    ])
      for (const reading of [readGiven('handle', name, rules), read(name)])
        expect(reading, name).toMatchObject({ ok: true, identifier: { kind: 'handle', value: name.toLowerCase() } })
  })
  it('of digits is a phone number, a user name, or both, as the realm decides, and never another name', () => {
    const all = { ...rules, numericHandles: true }
    expect(parseIdentifier('0151 12345678', rules)).toMatchObject({ identifier: { kind: 'phone', value: '+4915112345678' } })
    expect(parseIdentifier('4711234', rules)).toEqual({ ok: false, why: 'phone-unknown' })
    expect(parseIdentifier('4711234', all)).toMatchObject({ identifier: { kind: 'handle', value: '4711234' } })
    expect(parseIdentifier('0151 12345678', all)).toMatchObject({ identifier: { kind: 'phone' }, other: { kind: 'handle' } })
    expect(parseIdentifier('4711234', { ...rules, kinds: ['email', 'handle'] })).toMatchObject({ identifier: { kind: 'handle' } })
    expect(parseIdentifier('4711234', { ...rules, kinds: ['email'] })).toEqual({ ok: false, why: 'kind-not-accepted' })
    expect(readGiven('handle', '4711234', rules)).toMatchObject({ identifier: { kind: 'handle', value: '4711234' } })
  })
  it('of digits is read in any script, with any dash, space, bracket or link', () => {
    for (const typed of [
      '+49 (0)151 12345678',
      '0049 151 12345678',
      'tel:+4915112345678',
      'tel:0151-12345678;phone-context=+49',
      '+٤٩١٥١١٢٣٤٥٦٧٨',
      '+۴۹۱۵۱۱۲۳۴۵۶۷۸',
      '＋４９１５１１２３４５６７８',
      '\u202a0049 151 12345678\u202c',
      '+49–151–12345678',
      '+49ー151ー12345678',
      '+49.151.123.456.78',
      '(+49) 151/12345678',
      '+49\u00a0151\u202f12345678',
      'whatsapp:+4915112345678',
      'Tel.: 0151 12345678',
      'Mobile: +49 151 12345678',
      'Handynummer 0151 12345678',
      'هاتف: +4915112345678',
      '電話番号：0151-12345678',
      '+49 151 12345678 (mobile)',
    ])
      expect(read(typed), typed).toMatchObject({ identifier: { kind: 'phone', value: '+4915112345678' } })
  })
  it('keeps other letters apart', () => {
    const values = ['mike@example.org', 'mîke@example.org', 'v+x@example.org', 'v.v@example.org', 'v@example.org']
    expect(new Set(values.map((typed) => JSON.stringify(read(typed)))).size).toBe(values.length)
  })
  it('is read quickly, whatever it contains', () => {
    const began = performance.now()
    for (const piece of ['a@', '.', '+', '1 ', '-a', 'ı', '((', 'tel ', 'mailto:', ' at ', '(at', '[dot', 'a:', '1l', '(a)'])
      read(piece.repeat(50_000 / piece.length))
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('a mask', () => {
  it('has a fixed width and shows two characters, whatever it hides', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.stringMatching(/^\+[1-9]\d{7,14}$/), (email, phone) => {
        expect([...maskDestination('email', email)]).toHaveLength('j•••@g•••'.length)
        expect(maskDestination('phone', phone)).toBe(`••••••${phone.slice(-2)}`)
        const shown = [...maskDestination('email', email)].filter((sign) => sign !== '•' && sign !== '@')
        expect(shown).toEqual([email[0], email.slice(email.lastIndexOf('@') + 1)[0]])
      }),
    )
  })
})

describe('a decoy', () => {
  const names = [
    { kind: 'email', value: 'june@example.com' },
    { kind: 'phone', value: '+4915112345678' },
    { kind: 'handle', value: 'june' },
  ] as const
  it('has an address if codes can be sent at all, and only addresses that can be offered', () => {
    const draw = fc.func(fc.nat()).map((next) => (label: string, limit: number) => next(label) % limit)
    fc.assert(
      fc.property(draw, fc.constantFrom(...names), fc.subarray([...channels]), (draws, name, open) => {
        const shown = decoyDestinations(name, defaultDecoyShape, open, draws)
        expect(shown.length > 0).toBe(open.length > 0)
        expect(shown.every(({ channel }) => open.includes(channel))).toBe(true)
        expect(decoyDestinations(name, defaultDecoyShape, open, draws)).toEqual(shown)
      }),
    )
  })
  it('follows its realm’s shape', () => {
    const shape = {
      ...defaultDecoyShape,
      email: [
        { slots: [slots[0]], weight: 3 },
        { slots: [slots[0], slots[3]], weight: 1 },
      ],
    }
    const counts = [0, 0]
    for (let n = 0; n < 4000; n += 1) {
      const shown = decoyDestinations(names[0], shape, channels, (_label, limit) => (n * 7919) % limit)
      counts[shown.length - 1] = (counts[shown.length - 1] ?? 0) + 1
    }
    expect(counts).toEqual([3000, 1000])
  })
})
