import { describe, expect, it } from 'vitest'
import { longSecret, randomId, systemChance } from './chance.ts'

const CODES = 100_000
/** A value that fair chance exceeds once in ten million runs, by degrees of freedom. */
const MOST = { 9: 50.2, 24: 78.7, 99: 190.3 } as const

const count = <Key>(keys: Iterable<Key>) => {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** Pearson's statistic for equally likely outcomes. */
function chiSquare(keys: readonly string[], kinds: number): number {
  const expected = keys.length / kinds
  const counts = count(keys)
  const missing = (kinds - counts.size) * expected
  return [...counts.values()].reduce((sum, own) => sum + (own - expected) ** 2 / expected, missing)
}

describe('a hundred thousand codes (R-201)', () => {
  const codes = Array.from({ length: CODES }, () => systemChance.code(8))

  it('have each digit at each place equally often, leading zeros included', () => {
    for (let place = 0; place < 8; place += 1) {
      const digits = codes.map((code) => code[place] ?? '')
      expect(chiSquare(digits, 10), `place ${place}`).toBeLessThan(MOST[9])
    }
  })

  it('reveal nothing about the next digit or the next code', () => {
    for (let place = 0; place < 7; place += 1) {
      const pairs = codes.map((code) => code.slice(place, place + 2))
      expect(chiSquare(pairs, 100), `places ${place} and ${place + 1}`).toBeLessThan(MOST[99])
    }
    const following = codes.slice(1).map((code, n) => `${codes[n]?.[7]}${code[0]}`)
    expect(chiSquare(following, 100)).toBeLessThan(MOST[99])
  })

  it('repeat only as often as chance allows', () => {
    // 10^5 draws of 10^8 codes: 50 pairs are expected, with the square root of that as spread.
    const repeated = CODES - new Set(codes).size
    expect(repeated).toBeGreaterThan(50 - 6 * Math.sqrt(50))
    expect(repeated).toBeLessThan(50 + 6 * Math.sqrt(50))
  })
})

describe('chance', () => {
  it('draws every character of a captcha equally often', () => {
    const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ2'
    expect(chiSquare([...systemChance.characters(CODES, alphabet)], alphabet.length)).toBeLessThan(MOST[24])
  })

  it('never gives the same bytes twice, in pieces of any length', () => {
    const pieces = Array.from({ length: 3000 }, (_, n) => systemChance.bytes(1 + (n % 97)))
    for (const [n, piece] of pieces.entries()) expect(piece).toHaveLength(1 + (n % 97))
    const long = [...pieces, systemChance.bytes(10_000)]
      .filter(({ length }) => length >= 16)
      .map((piece) => Buffer.from(piece).toString('hex'))
    // No sixteen bytes of one piece are in another.
    const all = long.flatMap((hex) => Array.from({ length: Math.floor(hex.length / 32) }, (_, n) => hex.slice(32 * n, 32 * n + 32)))
    expect(new Set(all).size).toBe(all.length)
  })

  it('gives secrets of 256 bits and ids of 128 that never come twice and tell no time', () => {
    for (const [make, bits] of [
      [longSecret, 256],
      [randomId, 128],
    ] as const) {
      const made = Array.from({ length: 20_000 }, () => make(systemChance))
      expect(new Set(made).size).toBe(made.length)
      expect(Buffer.from(made[0] ?? '', 'base64url').length * 8).toBe(bits)
      // In the order of creation: half of the neighbours are in ascending order.
      const rising = made.filter((one, n) => n > 0 && one > (made[n - 1] ?? '')).length
      expect(Math.abs(rising - made.length / 2)).toBeLessThan(6 * Math.sqrt(made.length / 12))
    }
  })
})
