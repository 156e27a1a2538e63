import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'

describe('a query', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld()
    await world.addAccount('jane', { identifiers: [{ kind: 'handle', value: 'jane_doe' }], destinations: [] })
  })
  afterAll(() => world.close())

  it.each([
    ['unmask=true&unmask=false', 'unmask'],
    ['sort=created_at', 'sort'],
    ['unmask=maybe', 'unmask'],
    [`${'x'.repeat(500)}=1`, 'x'.repeat(64)],
  ])('with anything wrong in it is refused by name: %.20s', async (query, path) => {
    const refused = await world.call('GET', `/v1/accounts/jane?${query}`, undefined, world.back)
    expect(refused).toMatchObject({ status: 400, body: { code: 'malformed-request', errors: [{ path }] } })
  })
})
