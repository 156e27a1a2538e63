import { afterEach, beforeEach, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { MOST_STREAMS } from './open-streams.ts'

let world: TestWorld
let vic: TestOperator
beforeEach(async () => {
  world = await openWorld()
  vic = await hire(world, 'vic@example.com', 'viewer')
})
afterEach(() => world.close())

const open = (who: TestOperator) => {
  const cookie = [...who.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  return world.app.request(`${ORIGIN}/admin/api/attempts/live`, { headers: { 'sec-fetch-site': 'same-origin', cookie } })
}

it('one operator can have a few event streams open, and another one when one of them ends', async () => {
  const streams = []
  for (let n = 0; n < MOST_STREAMS; n += 1) streams.push(await open(vic))
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))
  expect((await Promise.all([open(vic), open(vic)])).map(({ status }) => status)).toEqual([429, 429])
  const other = await open(await hire(world, 'olga@example.com', 'owner'))
  expect(other.status).toBe(200)
  // One stream that was never read, and one that was.
  await streams[1]?.body?.getReader().read()
  await streams.pop()?.body?.cancel()
  const again = await open(vic)
  expect(again.status).toBe(200)
  for (const { body } of [...streams, other, again]) if (!body?.locked) await body?.cancel()
})
