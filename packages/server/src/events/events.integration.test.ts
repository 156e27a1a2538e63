import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { personAt } from '../../testing/people.ts'
import { eventBodies, siteEvents } from '../outbox/event-body.ts'
import { createRealm, createSite } from '../realms/create.ts'

const NEW = 'quiet lanterns drift over stones'
const HOUR = 3_600_000
const jane = { ...personAt('jane@example.com'), password: 'old lanterns never rust' }

interface Made {
  id: string
  secret: string
}

describe('events', () => {
  let world: TestWorld
  let origin: string
  let answer = 200
  let came: { path: string | undefined; body: string; headers: Record<string, string> }[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      came.push({ path: request.url, body, headers: request.headers as Record<string, string> })
      response.writeHead(answer).end()
    })
  })
  beforeEach(async () => {
    answer = 200
    came = []
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    origin = `http://127.0.0.1:${port}`
    world = await openWorld({}, { insecureOrigins: [origin], now: Date.now() })
    await world.addAccount('jane', jane)
  })
  afterEach(async () => {
    expect(world.faults).toEqual([])
    for (const { body } of came) {
      const event = JSON.parse(body) as { type: string }
      expect(v.safeParse(eventBodies[event.type] ?? v.never(), event).issues, 'each is as the OpenAPI document says').toBeUndefined()
    }
    await world.close()
    await new Promise((done) => server.close(done))
  })
  const call = <Body>(method: string, path: string, body?: unknown) => world.call<Body>(method, path, body, world.back)
  const add = (events = ['password.changed'], url = `${origin}/events`) => call<Made>('POST', '/v1/webhooks', { url, events })
  const lock = () => call('POST', '/v1/accounts/jane/lock', { cause: 'operator' })
  const deliveries = async (id: string) =>
    (
      await call<{ deliveries: { id: string; state: string; tries: number; nextAt?: string; because?: string }[] }>(
        'GET',
        `/v1/webhooks/${id}/deliveries`,
      )
    ).body.deliveries

  it('notify the site of a changed password, so that it can end its sessions', async () => {
    const { body: endpoint } = await add()
    const before = (await call<{ generation: number }>('GET', '/v1/accounts/jane')).body.generation
    const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor('jane@example.com') })
    expect(came).toEqual([])
    await world.answer(flow, { type: 'new-password', password: NEW })
    await world.deliver()
    const [{ body, headers }] = came as [(typeof came)[0]]
    const { timestamp, ...event } = new Webhook(endpoint.secret).verify(body, headers) as Record<string, unknown>
    expect(event).toEqual({ type: 'password.changed', data: { accountId: 'jane', generation: before + 1 } })
    expect(Date.parse(String(timestamp))).toBeGreaterThan(0)
    expect(came).toHaveLength(1)
  })

  it('contain no name, address, code or password, and are never caused by a decoy', async () => {
    await add(['password.changed', 'account.locked', 'account.unlocked', 'account.erased'])
    const { flow } = await world.toChallenge('nobody@example.com', 'nobody@example.com')
    await world.answer(flow, { type: 'challenge', code: '12345678' })
    await world.deliver()
    expect(came).toEqual([])
    await lock()
    await call('DELETE', '/v1/accounts/jane/lock')
    await call('DELETE', '/v1/accounts/jane')
    await world.deliver()
    const events = came.map(({ body }) => JSON.parse(body) as { type: string; data: object })
    expect(events.map(({ type }) => type).toSorted()).toEqual(['account.erased', 'account.locked', 'account.unlocked'])
    expect(events.find(({ type }) => type === 'account.locked')?.data).toEqual({
      accountId: 'jane',
      generation: 1,
      cause: 'operator',
    })
    for (const { body, headers } of came) expect(`${body}${JSON.stringify(headers)}`).not.toMatch(/example\.com|lanterns|@/)
  })

  it('go to every site of the realm that subscribed to them, and to no other', async () => {
    const { chance, keys, seal } = world.deps
    const needs = { chance, keys, seal, now: world.deps.clock.now() }
    const [sister, foreign] = await world.db.write(async (tx) => {
      const { realm } = await createRealm(tx, { name: 'another' }, needs)
      const site = { name: 'Other Shop', origins: ['https://other.example'] }
      return [await createSite(tx, { ...site, realm: world.realm }, needs), await createSite(tx, { ...site, realm }, needs)] as const
    })
    world.turnClock(2_000)
    const addTo = (site: { secretKey: string }, path: string, events: string[]) =>
      world.call<Made>('POST', '/v1/webhooks', { url: `${origin}${path}`, events }, { authorization: `Bearer ${site.secretKey}` })
    const added = [
      await addTo(world.site, '/own', ['account.locked']),
      await addTo(world.site, '/of-another-type', ['account.erased']),
      await addTo(sister, '/sister', ['account.locked', 'account.erased']),
      await addTo(foreign, '/foreign', ['account.locked']),
    ]
    expect(added.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    await lock()
    await world.deliver()
    expect(came.map(({ path }) => path).toSorted()).toEqual(['/own', '/sister'])
    const listed = await world.call<{ webhooks: { url: string }[] }>('GET', '/v1/webhooks', undefined, {
      authorization: `Bearer ${sister.secretKey}`,
    })
    expect(listed.body.webhooks.map(({ url }) => url)).toEqual([`${origin}/sister`])
    expect((await call('GET', `/v1/webhooks/${added[2]?.body.id}/deliveries`)).status).toBe(404)
  })

  it('are repeated under the same id with a new timestamp, until they are accepted', async () => {
    const { body: endpoint } = await add(['account.locked'])
    answer = 500
    await lock()
    await world.deliver()
    for (const ms of [8_000, 500_000]) {
      world.turnClock(ms)
      await world.deliver()
    }
    expect(await deliveries(endpoint.id)).toMatchObject([{ state: 'waiting', tries: 3, because: 'status 500' }])
    answer = 204
    world.turnClock(HOUR)
    await world.deliver()
    expect(await deliveries(endpoint.id)).toMatchObject([{ state: 'delivered', tries: 4 }])
    expect(new Set(came.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(came.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4)
  })

  it('fail after ten tries, and can be sent again by the site, under the same id', async () => {
    const { body: endpoint } = await add(['account.locked'])
    answer = 302
    await lock()
    const waits: number[] = []
    for (let next: number | undefined = 0; next !== undefined; ) {
      await world.deliver()
      const [{ nextAt } = { nextAt: undefined }] = await deliveries(endpoint.id)
      next = nextAt === undefined ? undefined : Date.parse(nextAt) - world.deps.clock.now()
      if (next !== undefined) waits.push(next)
      world.turnClock(next ?? 0)
    }
    // The schedule of Standard Webhooks, each wait spread by half of it to both sides.
    const schedule = [5_000, 300_000, HOUR / 2, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
    expect(waits.map((wait, place) => Math.abs(wait / (schedule[place] ?? 0) - 1) <= 0.5)).toEqual(schedule.map(() => true))
    const [dead] = await deliveries(endpoint.id)
    expect(dead).toMatchObject({ state: 'expired', tries: 10, because: 'status 302' })
    answer = 200
    const path = `/v1/webhooks/${endpoint.id}/deliveries/${dead?.id}/replay`
    expect((await call('POST', path)).status).toBe(204)
    await world.deliver()
    expect(await deliveries(endpoint.id)).toMatchObject([{ state: 'delivered', tries: 1 }])
    expect(came.at(-1)?.headers['webhook-id']).toBe(dead?.id)
    expect((await call('POST', path)).status).toBe(404)
  })

  it('are no longer sent to an endpoint that says it is gone', async () => {
    const { body: endpoint } = await add(['account.locked', 'account.unlocked'])
    answer = 410
    await lock()
    await world.deliver()
    answer = 200
    await call('DELETE', '/v1/accounts/jane/lock')
    await world.deliver()
    expect(came).toHaveLength(1)
    expect(await deliveries(endpoint.id)).toMatchObject([{ state: 'refused' }])
    const { body } = await call<{ webhooks: { goneAt?: string }[] }>('GET', '/v1/webhooks')
    expect(body.webhooks[0]?.goneAt).toBeDefined()
  })

  it('are no longer sent to an endpoint that was removed, even waiting ones', async () => {
    const { body: endpoint } = await add(['account.locked'])
    await lock()
    expect((await call('DELETE', `/v1/webhooks/${endpoint.id}`)).status).toBe(204)
    await world.deliver()
    expect(came).toEqual([])
    expect((await call('GET', '/v1/webhooks')).body).toEqual({ webhooks: [] })
    expect((await call('DELETE', `/v1/webhooks/${endpoint.id}`)).status).toBe(404)
  })

  it('are not sent to internal addresses, and their secret is shown once', async () => {
    for (const url of [
      'https://127.0.0.1/',
      'http://example.com/',
      'https://169.254.169.254/',
      `http://127.0.0.1:1/`,
      'https://u@example.com/',
    ])
      expect((await add(['account.locked'], url)).status, url).toBe(422)
    expect((await add(['flow.started'])).status).toBe(400)
    const made = await add()
    expect(made.status).toBe(201)
    expect(made.body.secret).toMatch(/^whsec_/)
    expect((await call('GET', '/v1/webhooks')).text).not.toContain('whsec_')
    for (let more = 0; more < 9; more += 1) expect((await add()).status).toBe(201)
    expect((await add()).status).toBe(422)
  })

  it('match docs/events.md', async () => {
    const page = readFileSync(new URL('../../../../docs/events.md', import.meta.url), 'utf8')
    const [shown = ''] = [...page.matchAll(/```json event\n(.*?)```/gs)].map(([, text]) => text)
    expect([...page.matchAll(/^\| `([a-z.-]+)` \|/gm)].map(([, type]) => type)).toEqual([...siteEvents])
    await add(['account.locked'])
    await lock()
    await world.deliver()
    const shape = (body: string) =>
      JSON.stringify(JSON.parse(body), (_key, value: unknown) => (typeof value === 'object' ? value : typeof value))
    expect(shape(came[0]?.body ?? '')).toBe(shape(shown))
  })
})
