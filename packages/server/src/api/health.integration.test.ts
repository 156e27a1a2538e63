import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  vi.useRealTimers()
  await world.close()
})
const isReady = () => world.call<{ detail?: string }>('GET', '/readyz')

it('/readyz reports within two seconds that no write succeeds, and why, and is ready again by itself', async () => {
  await world.db.write(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = isReady()
    await expect.poll(() => world.db.waiting()).toBe(1)
    vi.advanceTimersByTime(2000)
    const { status, body } = await asked
    expect([status, body.detail]).toEqual([503, 'no write was committed within two seconds'])
    vi.useRealTimers()
  })
  expect((await isReady()).status).toBe(200)
  // A 503 is logged as a fault of the server.
  expect(world.faults.splice(0)).toHaveLength(1)
})
