import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlace, openTestDatabase } from '../../testing/open-test-database.ts'
import type { Database } from './database.ts'
import { limits, meta } from './schema.ts'

describe('the one writer', () => {
  let world: Awaited<ReturnType<typeof openTestDatabase>>
  let db: Database
  beforeAll(async () => {
    world = await openTestDatabase()
    db = world.db
  })
  afterAll(() => world.close())

  it('commits two hundred parallel writes, and none is lost', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => db.write(async (tx) => void (await tx.insert(limits).values({ key: `k${n}`, tat: n })))),
    )
    expect(await db.read.$count(limits)).toBe(200)
  })

  it('lets the event loop turn while the work of one commit goes on', async () => {
    let turns = 0
    let isOver = false
    const count = (): void => {
      turns += 1
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    await Promise.all(
      Array.from({ length: 60 }, () =>
        db.write(async () => {
          for (const until = performance.now() + 5; performance.now() < until; );
        }),
      ),
    )
    isOver = true
    // 300 ms of work; without turns in between it would be two or three.
    expect(turns).toBeGreaterThan(8)
  })

  it('does not fail others when one of them fails', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) =>
        db.write(async (tx) => {
          await tx.insert(meta).values({ name: `m${n}`, value: 'x' })
          if (n % 3 === 0) throw new RangeError('mine')
          return n
        }),
      ),
    )
    expect(results.filter((result) => result.status === 'rejected').every((result) => result.reason instanceof RangeError)).toBe(true)
    expect(await db.read.$count(meta)).toBe(20)
  })

  it('takes back what a single write wrote and recorded when it fails, and writes on', async () => {
    for (const work of ['waits', 'throws at once'] as const) {
      const write = db.write((tx) => {
        if (work === 'throws at once') throw new RangeError('mine')
        tx.record({ at: 1, name: 'challenge.failed', actor: 'person', details: '{}' })
        return tx
          .insert(limits)
          .values({ key: 'single', tat: 0 })
          .then(() => Promise.reject(new RangeError('mine')))
      })
      await expect(write, work).rejects.toThrow('mine')
      await db.write(async (tx) => void (await tx.insert(limits).values({ key: `after: ${work}`, tat: 0 })))
    }
    expect(await db.read.all(sql`SELECT key FROM limits WHERE key = 'single' OR key LIKE 'after:%' ORDER BY key`)).toEqual([
      { key: 'after: throws at once' },
      { key: 'after: waits' },
    ])
    expect(await db.read.all(sql`SELECT name FROM audit_events WHERE name = 'challenge.failed'`)).toEqual([])
  })

  it('takes back what an attempt wrote and recorded when it fails, and keeps what came before it', async () => {
    const refused = await db.write(async (tx) => {
      await tx.insert(limits).values({ key: 'counted', tat: 0 })
      return await tx
        .attempt(async () => {
          await tx.insert(limits).values({ key: 'looked', tat: 0 })
          tx.record({ at: 1, name: 'challenge.passed', actor: 'person', details: '{}' })
          throw new RangeError('mine')
        })
        .catch((error: unknown) => error)
    })
    expect(refused).toBeInstanceOf(RangeError)
    expect(await db.read.all(sql`SELECT key FROM limits WHERE key IN ('counted', 'looked')`)).toEqual([{ key: 'counted' }])
    expect(await db.read.all(sql`SELECT name FROM audit_events WHERE name = 'challenge.passed'`)).toEqual([])
  })

  it('lets a second process write in between', async () => {
    const other = await openPlace(world.settings)
    await db.write((tx) => tx.insert(limits).values({ key: 'shared', tat: 0 }))
    const add = (to: Database) => to.write((tx) => tx.run(sql`UPDATE limits SET tat = tat + 1 WHERE key = 'shared'`))
    await Promise.all(Array.from({ length: 100 }, (_, n) => add(n % 2 ? db : other)))
    await other.close()
    const [row] = await db.read.select().from(limits).where(sql`key = 'shared'`)
    expect(row?.tat).toBe(100)
  })

  it('keeps audit events as they were written', async () => {
    await db.write(async (tx) => tx.record({ at: 1, name: 'flow.started', actor: 'person', details: '{}' }))
    await expect(db.write((tx) => tx.run(sql`UPDATE audit_events SET name = 'x'`))).rejects.toThrow()
    await expect(db.write((tx) => tx.run(sql`DELETE FROM audit_events`))).rejects.toThrow()
    expect(await db.read.all(sql`SELECT name FROM audit_events`)).toEqual([{ name: 'flow.started' }])
  })
})
