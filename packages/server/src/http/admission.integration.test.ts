import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../testing/open-world.ts'
import { MANY_WRITES_WAITING, MOST_WRITES_WAITING, SHARE_OF_NETWORK } from './admission.ts'

const MAIL = 'jane@shop.example'
let world: TestWorld
beforeEach(async () => {
  world = await openWorld()
  await world.addAccount('jane', {
    identifiers: [{ kind: 'email', value: MAIL }],
    destinations: [{ channel: 'email', value: MAIL, verified: true }],
  })
})
afterEach(() => world.close())

/** Holds the database until the returned function is called, while that many more writes wait. */
async function hold(count: number): Promise<() => Promise<unknown>> {
  let free = (): void => undefined
  const freed = new Promise<void>((resolve) => {
    free = resolve
  })
  let began = (): void => undefined
  const begun = new Promise<void>((resolve) => {
    began = resolve
  })
  const holder = world.db.write(async () => {
    began()
    await freed
  })
  await begun
  const others = Array.from({ length: count }, () => world.db.write(async () => undefined))
  return () => {
    free()
    return Promise.all([holder, ...others])
  }
}

describe('while more writes wait than the server can soon finish', () => {
  it('refuses at once, tells browsers when to try again, and counts it; afterwards it answers as before', async () => {
    const { body: flow } = await world.start()
    const release = await hold(MOST_WRITES_WAITING)
    const refused = [
      await world.start(),
      await world.look(flow),
      await world.signIn(MAIL, 'a password'),
      await world.call('GET', `/v1/sites/${world.site.siteKey}`, undefined, { origin: SHOP }),
      await world.call('POST', '/undo/token', undefined, { accept: 'application/json' }),
    ]
    expect(world.db.waiting()).toBe(MOST_WRITES_WAITING)
    for (const { status, headers, body } of refused) {
      expect([status, headers.get('retry-after')]).toEqual([503, '2'])
      expect(body).toMatchObject({
        type: 'urn:regain:problem:unavailable',
        status: 503,
        code: 'unavailable',
        requestId: expect.any(String),
      })
    }
    expect(refused[0]?.headers.get('access-control-allow-origin')).toBe(SHOP)
    await release()
    expect((await world.start()).status).toBe(201)
    expect(await world.metrics.text()).toContain(`regain_limited_total{limit="overload"} ${refused.length}`)
    // A 503 is logged as a fault in tests.
    expect(world.faults.splice(0)).toHaveLength(refused.length)
  })

  it('refuses accounts and unknown names with the same answer, and spends nothing', async () => {
    const [known, unknown] = [await world.start(), await world.start()]
    const captchas = [await world.captcha(), await world.captcha()]
    const ask = async () => {
      const named = [
        await world.answer(known.body, { type: 'identify', identifier: MAIL, captcha: captchas[0] ?? never() }),
        await world.answer(unknown.body, { type: 'identify', identifier: 'nobody@shop.example', captcha: captchas[1] ?? never() }),
      ]
      return named.map(({ status, text, headers }) => [status, text.replace(/"requestId":"[^"]*"/, ''), [...headers.keys()]])
    }
    const release = await hold(MOST_WRITES_WAITING)
    const [ofAccount, ofNobody] = await ask()
    expect(ofAccount?.[0]).toBe(503)
    expect(ofAccount).toEqual(ofNobody)
    await release()
    // The captchas are still good.
    expect((await ask()).map(([status]) => status)).toEqual([200, 200])
    world.faults.length = 0
  })

  it('still answers probes, pages, files and the console', async () => {
    const release = await hold(MOST_WRITES_WAITING)
    expect((await world.call('GET', '/healthz')).status).toBe(200)
    expect((await world.call('GET', '/admin/api/attempts')).status).toBe(401)
    expect((await world.app.request(`${ORIGIN}/regain.js`)).status).toBe(200)
    expect((await world.app.request(`${ORIGIN}/recover/${world.site.siteKey}`)).status).toBe(200)
    const ready = world.call('GET', '/readyz')
    await release()
    expect((await ready).status).toBe(200)
  })

  it('lets one network hold only its share, and others in, with many writes waiting', async () => {
    const release = await hold(MANY_WRITES_WAITING)
    world.comeFrom('198.51.100.7')
    const greedy = Array.from({ length: SHARE_OF_NETWORK + 5 }, () => world.start())
    await expect.poll(() => world.db.waiting()).toBe(MANY_WRITES_WAITING + SHARE_OF_NETWORK)
    world.comeFrom('203.0.113.9')
    const other = world.start()
    await expect.poll(() => world.db.waiting()).toBe(MANY_WRITES_WAITING + SHARE_OF_NETWORK + 1)
    await release()
    const statuses = (await Promise.all(greedy)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 503)).toHaveLength(5)
    expect((await other).status).toBe(201)
    // Nothing is held any more.
    const again = await hold(MANY_WRITES_WAITING)
    world.comeFrom('198.51.100.7')
    const late = world.start()
    await expect.poll(() => world.db.waiting()).toBe(MANY_WRITES_WAITING + 1)
    await again()
    expect((await late).status).not.toBe(503)
    world.faults.length = 0
  })

  it('admits a request as long as one place is left', async () => {
    const release = await hold(MOST_WRITES_WAITING - 1)
    const started = world.start()
    await expect.poll(() => world.db.waiting()).toBe(MOST_WRITES_WAITING)
    await release()
    expect((await started).status).toBe(201)
  })
})

function never(): never {
  throw new Error('there are two captchas')
}
