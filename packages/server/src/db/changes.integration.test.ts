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

  it('is told after the commit, and not of a write that was taken back', async () => {
    const seen: number[] = []
    const stop = world.db.onWrite(() => void world.db.read.$count(meta, eq(meta.name, 'told')).then((count) => seen.push(count)))
    await world.db.write(() => Promise.reject(new Error('mine'))).catch(() => undefined)
    await put(world.db, 'told')
    await world.db.read.$count(meta)
    expect(seen).toEqual([1])
    stop()
    await put(world.db, 'later')
    await world.db.read.$count(meta)
    expect(seen).toEqual([1])
  })
})
