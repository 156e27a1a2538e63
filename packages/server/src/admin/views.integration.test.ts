import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'

describe('named views of the attempts', () => {
  let world: TestWorld
  let vera: TestOperator
  let anna: TestOperator
  beforeEach(async () => {
    world = await openWorld()
    vera = await hire(world, 'vera@example.com', 'viewer')
    anna = await hire(world, 'anna@example.com', 'agent')
  })
  afterEach(() => world.close())
  const list = async (whose: TestOperator) => (await whose.send('GET /me/views')).body.views
  const save = (whose: TestOperator, name: string, filters: object = { state: 'open' }) => whose.send('POST /me/views', { name, filters })

  it('are each operator’s own: nobody else sees, renames or removes them', async () => {
    const { view } = (await save(vera, 'Open ones', { state: 'open', browser: 'Firefox on Linux' })).body
    expect(await list(vera)).toEqual([{ id: view, name: 'Open ones', query: 'browser=Firefox+on+Linux&state=open' }])
    expect(await list(anna)).toEqual([])
    expect((await anna.send('PUT /me/views/:view', { name: 'Mine' }, { params: { view } })).status).toBe(404)
    expect((await anna.send('DELETE /me/views/:view', {}, { params: { view } })).status).toBe(404)
    expect((await vera.send('PUT /me/views/:view', { name: 'Still open' }, { params: { view } })).status).toBe(204)
    expect((await list(vera)).map(({ name }) => name)).toEqual(['Still open'])
    expect((await vera.send('DELETE /me/views/:view', {}, { params: { view } })).status).toBe(204)
    expect(await list(vera)).toEqual([])
  })

  it('need a name each, and never store a name that was searched', async () => {
    expect((await save(vera, 'Open ones')).status).toBe(200)
    expect((await save(vera, 'Open ones')).body.code).toBe('value-refused')
    expect((await save(anna, 'Open ones')).status).toBe(200)
    const { view } = (await save(vera, 'Another')).body
    expect((await vera.send('PUT /me/views/:view', { name: 'Open ones' }, { params: { view } })).body.code).toBe('value-refused')
    expect((await vera.send('PUT /me/views/:view', { name: 'Another' }, { params: { view } })).status).toBe(204)
    for (const [name, filters] of [
      ['Turned \u202e around', { state: 'open' }],
      ['Nothing', {}],
      ['A person', { name: 'a-digest' }],
      ['An account', { account: 'a-digest' }],
    ] as const)
      expect([name, (await save(vera, name, filters)).status]).toEqual([name, 400 + (name === 'Nothing' ? 22 : 0)])
  })

  it('are at most thirty, even when two are saved at once', async () => {
    for (let n = 0; n < 29; n += 1) await save(vera, `View ${n}`)
    const two = await Promise.all([save(vera, 'Thirty'), save(vera, 'Thirty-one')])
    expect(two.map(({ body }) => body.code ?? 'saved').sort()).toEqual(['saved', 'value-refused'])
    expect(await list(vera)).toHaveLength(30)
  })
})
