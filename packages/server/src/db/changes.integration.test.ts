import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlace, openTestDatabase } from '../../testing/open-test-database.ts'
import type { Database } from './database.ts'
import { meta } from './schema.ts'

describe.skipIf(process.env.TEST_DATABASE === 'sqld')('whether anything was committed', () => {
  let world: Awaited<ReturnType<typeof openTestDatabase>>
  let other: Database
  beforeAll(async () => {
    world = await openTestDatabase()
    other = await openPlace(world.settings)
  })
  afterAll(async () => {
    await other.close()
    await world.close()
  })
  const put = (db: Database, name: string) => db.write((tx) => tx.insert(meta).values({ name, value: 'x' }))

  it('is said once for each that asks, of this process and of another one', async () => {
    const [first, second] = [world.db.changes(), world.db.changes()]
    expect([await first(), await first(), await second(), await second()]).toEqual([true, false, true, false])
    await put(world.db, 'ours')
    expect([await first(), await first(), await second()]).toEqual([true, false, true])
    await put(other, 'theirs')
    expect([await first(), await first(), await second()]).toEqual([true, false, true])
    await other.write((tx) => tx.delete(meta).where(eq(meta.name, 'nothing has this name')))
    expect(await first()).toBe(false)
  })

  it('wakes the outbox after a commit that asks for it, and after no other write', async () => {
    const wake = async (name: string, asks: 'asks' | 'does not ask', work = () => Promise.resolve()) => {
      await world.db.write(async (tx) => {
        await tx.insert(meta).values({ name, value: 'x' })
        if (asks === 'asks') tx.wakeOutbox()
        await work()
      })
    }
    const seen: number[] = []
    const stop = world.db.onWakeOutbox(() => void world.db.read.$count(meta, eq(meta.name, 'woke')).then((count) => seen.push(count)))
    await wake('woke', 'asks', () => Promise.reject(new Error('mine'))).catch(() => undefined)
    await wake('quiet', 'does not ask')
    // Both share one commit.
    await Promise.all([wake('woke', 'asks'), wake('beside', 'does not ask')])
    await world.db.read.$count(meta)
    expect(seen).toEqual([1])
    stop()
    await wake('later', 'asks')
    await world.db.read.$count(meta)
    expect(seen).toEqual([1])
  })
})
