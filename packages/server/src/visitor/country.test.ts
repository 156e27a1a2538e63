import { describe, expect, it } from 'vitest'
import { writeMmdb } from '../../testing/write-mmdb.ts'
import { readCountries } from './country.ts'

const file = writeMmdb([
  { network: '198.51.100.0/24', record: { country: { iso_code: 'DE' } } },
  { network: '203.0.113.0/24', record: { country: 'Japan', country_code: 'JP' } },
  { network: '192.0.2.0/24', record: { country: { iso_code: '<b>' } } },
  { network: '2001:db8:7:0/48', record: { country: { iso_code: 'FR' } } },
])

describe('a database of countries', () => {
  it('returns two letters for an address prefix, and nothing if it has no country or something else', () => {
    const countryOf = readCountries(file)
    const asked = ['198.51.100.7', '203.0.113.9', '192.0.2.1', '192.0.3.1', '2001:db8:7:0::/64', '2001:db8:8:0::/64', 'unknown']
    expect(asked.map((prefix) => countryOf?.(prefix))).toEqual(['DE', 'JP', undefined, undefined, 'FR', undefined, undefined])
  })

  it.each([
    ['nothing', ''],
    ['text', 'REGAIN_SECRET=…'],
    ['half of one', file.subarray(0, file.length / 2).toString('latin1')],
  ])('is refused when it is %s', (_, content) => {
    expect(readCountries(Buffer.from(content, 'latin1'))).toBeUndefined()
  })
})
