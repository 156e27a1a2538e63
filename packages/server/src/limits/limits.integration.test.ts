import type { Limit } from '@regain/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../testing/open-test-database.ts'
import { watchStatements } from '../../testing/watch-statements.ts'
import { addressPrefixes } from '../visitor/address.ts'
import { CLOCK_STEP_MS, spendAll } from './room.ts'

const MINUTE = 60_000
const NOW = 1_000_000_000

describe('a limit', () => {
  let world: Awaited<ReturnType<typeof openTestDatabase>>
  beforeAll(async () => {
    world = await openTestDatabase()
  })
  afterAll(() => world.close())
  const spendMany = (count: number, key: string, now: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        world.db.write(async (tx) => (await spendAll(tx, [{ key, limit: { burst: 5, perSeconds: 50 } }], now))[0]),
      ),
    )

  it('lets its burst of two hundred requests through at once, and refills evenly', async () => {
    expect((await spendMany(200, 'a', 1_000_000)).filter(Boolean)).toHaveLength(5)
    expect((await spendMany(3, 'a', 1_009_999)).filter(Boolean)).toHaveLength(0)
    expect((await spendMany(3, 'a', 1_010_000)).filter(Boolean)).toHaveLength(1)
    expect((await spendMany(20, 'a', 1_100_000)).filter(Boolean)).toHaveLength(5)
  })

  it('lets the burst of each of three limits through, of two hundred at once that spend all three', async () => {
    const buckets = [3, 90, 1000].map((burst) => ({ key: `of ${burst}`, limit: { burst, perSeconds: 600 } }))
    const had = await Promise.all(Array.from({ length: 200 }, () => world.db.write((tx) => spendAll(tx, buckets, NOW))))
    expect(buckets.map((_, place) => had.filter((each) => each[place]).length)).toEqual([3, 90, 200])
  })

  it('runs the same single statement for new, known and full buckets', async () => {
    const { take } = await watchStatements(world.db)
    const spendAt = async (...names: string[]) => {
      take()
      const had = await world.db.write((tx) =>
        spendAll(
          tx,
          names.map((key) => ({ key, limit: { burst: 1, perSeconds: 60 } })),
          NOW,
        ),
      )
      return { had, statements: take().filter((statement) => !/^(savepoint|release)/i.test(statement)) }
    }
    const first = await spendAt('one', 'two')
    expect(first.had).toEqual([true, true])
    expect(first.statements).toHaveLength(1)
    expect(await spendAt('three', 'two')).toEqual({ had: [true, false], statements: first.statements })
    expect(await spendAt('one', 'two')).toEqual({ had: [false, false], statements: first.statements })
  })

  it('refuses a bucket that is named twice in one statement', async () => {
    const bucket = { key: 'twice', limit: { burst: 1, perSeconds: 60 } }
    await expect(world.db.write((tx) => spendAll(tx, [bucket, bucket], NOW))).rejects.toThrow('spend a bucket only once')
  })

  it('matches the generic cell rate algorithm for any mix of buckets and any step of the clock', async () => {
    const limits: Limit[] = [
      { burst: 1, perSeconds: 60 },
      { burst: 3, perSeconds: 60 },
      { burst: 7, perSeconds: 600 },
    ]
    const known = new Map<string, number>()
    const countOne = (key: string, { burst, perSeconds }: Limit, now: number): boolean => {
      const interval = Math.ceil((perSeconds * 1000) / burst)
      const room = now + burst * interval
      const before = known.get(key)
      const after = Math.max(before ?? 0, now) + interval
      if (before !== undefined && after > room && before <= room + CLOCK_STEP_MS) return false
      known.set(key, Math.min(after, room))
      return true
    }
    // Steps forward of all sizes, and now and then a clock that runs a day ahead and is set back.
    const steps = [0, 1, 7_000, 20_000, 0, 61_000, 24 * 60 * MINUTE, -24 * 60 * MINUTE, 300, -2 * MINUTE]
    let now = NOW
    let refused = 0
    for (let turn = 0; turn < 400; turn += 1) {
      now += steps[(turn * 7 + (turn >> 3)) % steps.length] ?? 0
      const buckets = limits.flatMap((limit, place) => ((turn >> place) % 2 === 0 ? [{ key: `cell ${place} ${turn % 2}`, limit }] : []))
      const expected = buckets.map(({ key, limit }) => countOne(key, limit, now))
      expect(await world.db.write((tx) => spendAll(tx, buckets, now)), `turn ${turn}`).toEqual(expected)
      refused += expected.filter((had) => !had).length
    }
    expect(refused).toBeGreaterThan(50)
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
