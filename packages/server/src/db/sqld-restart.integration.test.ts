import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPlace, sqldPlace } from '../../testing/open-test-database.ts'
import { openProgram } from '../../testing/run-program.ts'
import type { Database } from './database.ts'
import { DatabaseUnavailable } from './database.ts'
import { meta } from './schema.ts'

describe('a libSQL server that is killed and comes back', () => {
  let place: Awaited<ReturnType<typeof sqldPlace>>
  let db: Database
  beforeEach(async () => {
    place = await sqldPlace()
    db = await openPlace(place.settings)
  })
  afterEach(async () => {
    await db.close()
    await place.remove()
  })
  const put = (name: string) => db.write((tx) => tx.insert(meta).values({ name, value: 'x' }))
  const has = async (name: string) => (await db.read.select().from(meta).where(eq(meta.name, name))).length === 1

  it('does not sync each commit, which the doctor notes', async () => {
    const program = await openProgram({ REGAIN_DATABASE_URL: place.settings.url })
    const { out } = await program.run('doctor', '--json')
    expect(JSON.parse(out).notes).toContainEqual(expect.stringContaining('a power failure of its machine can lose the last ones'))
    program.remove()
  })

  it('keeps what it acknowledged, and is used again without a restart of Regain', async () => {
    await put('before')
    for (let round = 0; round < 3; round += 1) {
      const restarted = place.restart()
      const during = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => put(`during ${round} ${n}`)))
      await restarted
      for (const [n, write] of during.entries()) {
        if (write.status === 'fulfilled') expect(await has(`during ${round} ${n}`)).toBe(true)
        else expect(write.reason).toBeInstanceOf(DatabaseUnavailable)
      }
      await put(`after ${round}`)
      expect(await has(`after ${round}`)).toBe(true)
      expect(await has('before')).toBe(true)
    }
  })
})
