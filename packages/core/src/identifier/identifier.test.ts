import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decoyDestinations, defaultDecoyShape, slots } from './decoy.ts'
import { channels } from './kind.ts'
import { maskDestination } from './mask.ts'
import type { IdentifierRules } from './parse.ts'
import { parseIdentifier } from './parse.ts'

const rules: IdentifierRules = {
  kinds: ['email', 'phone', 'handle'],
  defaultCountry: 'DE',
  localPart: 'same-case',
  toE164: (text) => {
    const digits = text.replace(/\D/g, '').replace(/^00/, '+').replace(/^0/, '+49')
    return /^\+?\d{8,15}$/.test(digits) ? `+${digits.replace('+', '')}` : undefined
  },
  toAsciiDomain: (domain) => domain.normalize('NFKC').toLowerCase(),
}
const read = (typed: string) => parseIdentifier(typed, rules)
const letters = 'aäßıſKéÅ1_.+-@#: \u0301\u0331\u200dＡａ＠．A0'
const typing = fc.oneof(
  fc.string({ unit: fc.constantFrom(...letters), maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.emailAddress(),
)

describe('a name', () => {
  it('once read, is read as itself: no two spellings split a bucket', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        const once = read(typed)
        if (once.ok) expect(read(once.identifier.value)).toEqual(once)
      }),
      { numRuns: 10_000, seed: 3 },
    )
  })
  it('means the same with other capitals, width, white space and composition', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        const once = read(typed)
        const widened = typed.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
        // Only A to Z are folded: a letter that composes with its mark is another one in capitals.
        const capital = /^[ -~]*$/.test(typed) ? typed.toUpperCase() : typed
        if (once.ok) for (const other of [` ${typed}\t`, widened, capital, typed.normalize('NFD')]) expect(read(other), other).toEqual(once)
      }),
      { numRuns: 3000, seed: 4 },
    )
  })
  it('takes letters with a composed small form for one (H and U+0331)', () => {
    expect(read('H\u0331ome')).toEqual(read('\u1e96ome'))
  })
  it('is not read where it hides something (Kelvin, zero-width, bidi, two recipients, a header)', () => {
    for (const typed of [
      'mi\u212ae@example.org',
      'v\u200b@example.org',
      '\u202ev@example.org',
      'v@x.org,a@x.org',
      'v@x.org;a@x.org',
      '"v@x.org" <a@x.org>',
    ])
      expect(read(typed), typed).toMatchObject({ ok: false })
    for (const typed of [
      'v@x.org\r\nCc: a@x.org',
      'v@x.org>,<a@x.org',
      'v@x.org/a',
      'v@x.org?a',
      'v@x%2eorg',
      'v@x.org.',
      'v@localhost',
      '@x.org',
    ])
      expect(read(typed), typed).toMatchObject({ ok: false })
  })
  it('keeps other letters apart: no dotless or long one is folded to its neighbour', () => {
    const values = ['mike@example.org', 'mıke@example.org', 'mi\u017fe@example.org', 'v+x@example.org', 'v.v@example.org', 'v@example.org']
    expect(new Set(values.map((typed) => JSON.stringify(read(typed)))).size).toBe(values.length)
  })
  it('is read in no time, however it is made', () => {
    const began = performance.now()
    for (const piece of ['a@', '.', '+', '1 ', '-a', 'ı', '((']) read(piece.repeat(50_000 / piece.length))
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('a mask', () => {
  it('has one width and tells two characters, whatever it hides', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.stringMatching(/^\+[1-9]\d{7,14}$/), (email, phone) => {
        expect([...maskDestination('email', email)]).toHaveLength('j•••@g•••'.length)
        expect(maskDestination('phone', phone)).toBe(`••••••${phone.slice(-2)}`)
        const told = [...maskDestination('email', email)].filter((sign) => sign !== '•' && sign !== '@')
        expect(told).toEqual([email[0], email.slice(email.lastIndexOf('@') + 1)[0]])
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
  it('has an address wherever codes can go at all, and none that cannot be offered', () => {
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
