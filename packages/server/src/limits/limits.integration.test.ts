import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../testing/open-test-database.ts'
import { addressPrefixes } from '../visitor/address.ts'
import { spend } from './room.ts'

describe('a limit', () => {
  let world: Awaited<ReturnType<typeof openTestDatabase>>
  beforeAll(async () => {
    world = await openTestDatabase()
  })
  afterAll(() => world.close())
  const spendMany = (count: number, key: string, now: number) =>
    Promise.all(Array.from({ length: count }, () => world.db.write((tx) => spend(tx, key, { burst: 5, perSeconds: 50 }, now))))

  it('lets its burst of two hundred requests through at once, and refills evenly', async () => {
    expect((await spendMany(200, 'a', 1_000_000)).filter(Boolean)).toHaveLength(5)
    expect((await spendMany(3, 'a', 1_009_999)).filter(Boolean)).toHaveLength(0)
    expect((await spendMany(3, 'a', 1_010_000)).filter(Boolean)).toHaveLength(1)
    expect((await spendMany(20, 'a', 1_100_000)).filter(Boolean)).toHaveLength(5)
  })
})

describe('a network address', () => {
  it('counts as its IPv4 address or its /64, in whatever spelling', () => {
    expect(addressPrefixes('::ffff:192.0.2.7')).toEqual({ address: '192.0.2.7', network: '192.0.2.7' })
    expect(addressPrefixes('2001:DB8:1:2::9')).toEqual({ address: '2001:db8:1:2::/64', network: '2001:db8:1::/48' })
    expect(addressPrefixes('2001:db8:1:2:ffff:1:2:3')).toEqual(addressPrefixes('2001:0db8:0001:0002::1'))
    expect(addressPrefixes('nonsense').address).toBe('unknown')
  })
})
