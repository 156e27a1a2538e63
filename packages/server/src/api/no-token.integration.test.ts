/** A request without a valid token never occupies the single writer. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'

let world: TestWorld
beforeEach(async () => {
  world = await openWorld()
  await world.addAccount('jane', { ...personAt(MAIL), password: 'old lanterns never rust' })
})
afterEach(() => world.close())

it('a request with an unknown token writes nothing and never waits, while a valid one waits for the writer', async () => {
  const { body: flow } = await world.start()
  const { siteKey } = world.site
  const page = { 'origin': world.shop.origin, 'content-type': 'application/json' }
  const made = 'x'.repeat(43)
  const send = async (path: string, body: object, token = made) =>
    (await world.call('POST', path, body, { ...page, authorization: `Bearer ${token}` })).status
  const deny = async (token: string) =>
    (await world.app.request(`${ORIGIN}/calls/${siteKey}`, { method: 'POST', body: new URLSearchParams({ token, deny: '1' }) })).status
  const answers = [
    { type: 'cancel' },
    { type: 'challenge', code: '12345678' },
    { type: 'new-password', password: 'quiet lanterns drift over stones' },
    { type: 'identify', identifier: MAIL, captcha: { id: made, solution: 'abcdef' } },
  ]
  const security = {
    'set-up': { method: 'saved-code' },
    'removal': { method: 'saved-code' },
    'drill': {},
    'contacts': { name: 'Ann', email: 'ann@example.com' },
    'asks': { id: made, stranger: true },
  }

  let real: Promise<number> | undefined
  // This keeps the only writer busy: a request that needs it would wait forever.
  await world.db.write(async () => {
    for (const answer of answers)
      for (const id of [flow.flow.id, 'y'.repeat(22)])
        for (const token of [made, 'x'.repeat(64), 'x'.repeat(128)])
          expect(await send(`/v1/flows/${id}/answers`, answer, token), answer.type).toBe(404)
    for (const [path, body] of Object.entries(security)) expect(await send(`/v1/security/${path}`, body), path).toBe(401)
    expect((await world.call('GET', '/v1/security', undefined, { ...page, authorization: `Bearer ${made}` })).status).toBe(401)
    expect(await deny(made)).toBe(200)
    expect(world.db.waiting()).toBe(0)
    real = send(`/v1/flows/${flow.flow.id}/answers`, { type: 'cancel' }, flow.token)
    await expect.poll(() => world.db.waiting()).toBe(1)
  })
  expect(await real).toBe(200)
})
