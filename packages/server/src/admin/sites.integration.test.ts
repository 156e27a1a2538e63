import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { makeFirstLink } from '../operators/invite.ts'

const BRAND = { accent: { light: '#7a1fa2', dark: '#e0b0ff' }, logo: 'data:image/png;base64,iVBORw0KGgo=' }

describe('an owner', () => {
  let world: TestWorld
  let olga: TestOperator
  let hook: string
  let came: { body: string; headers: Record<string, string> }[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      came.push({ body, headers: request.headers as Record<string, string> })
      response.writeHead(204).end()
    })
  })
  beforeEach(async () => {
    came = []
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    hook = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    world = await openWorld({}, { insecureOrigins: [hook], now: Date.now() })
    olga = newOperator(world)
    const link = await world.db.write((tx) => makeFirstLink(tx, { ...world.deps, origin: ORIGIN }))
    await olga.join(link?.link ?? '', { email: 'olga@example.com' })
  })
  afterEach(async () => {
    expect(world.faults).toEqual([])
    await world.close()
    await new Promise((done) => server.close(done))
  })
  const at = (more: Record<string, string> = {}) => ({ params: { site: world.site.siteKey, ...more } })
  const shown = async () => (await olga.send('GET /sites/:site', undefined, at())).body
  const face = { name: 'Corner Shop', origins: [SHOP], support: { email: 'help@shop.example' }, brand: {} }
  const change = (version: number, more: Partial<typeof face> | { brand: typeof BRAND }) =>
    olga.send('PUT /sites/:site', { version, ...face, ...more }, at())

  it('creates a realm with a unique name, logged, and then its site, where people can be named', async () => {
    const add = (name: string) => olga.send('POST /realms', { name })
    expect((await add(' Corner Shop ')).body).toMatchObject({ code: 'value-refused', errors: [{ path: 'name' }] })
    expect((await add('two\u202elines')).body).toMatchObject({ code: 'malformed-request', errors: [{ path: 'name' }] })
    const both = await Promise.all([add('Warehouse'), add('Warehouse')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    const realms = (await olga.send('GET /realms')).body
    expect(realms).toMatchObject([{ name: 'Corner Shop' }, { name: 'Warehouse', directory: 'built-in', policyVersion: 1, sites: [] }])
    const realm = realms[1]?.id ?? ''
    expect(both.find(({ status }) => status === 200)?.body.realm).toBe(realm)
    const { events } = (await olga.send('GET /events', undefined, { query: { name: 'realm.created', realm } })).body
    expect(events).toMatchObject([{ actor: 'operator', details: { name: 'Warehouse', operator: expect.stringMatching(/./) } }])
    expect(events[0]?.details.operator).not.toBe('command-line')
    const origin = 'https://warehouse.example'
    const { siteKey } = (await olga.send('POST /sites', { ...face, realm, name: 'Warehouse', origins: [origin] })).body
    const started = await world.call('POST', '/v1/flows', { site: siteKey, reason: 'forgot-password', locale: 'en' }, { origin })
    expect(started.status).toBe(201)
  })

  it('creates a site, whose keys work at once', async () => {
    const made = await olga.send('POST /sites', { ...face, realm: world.realm, name: 'Sister Shop', origins: ['https://sister.example/'] })
    expect(made.status).toBe(200)
    const { siteKey, secretKey } = made.body
    expect((await world.call('GET', `/v1/sites/${siteKey}`, undefined, { origin: 'https://sister.example' })).body).toMatchObject({
      name: 'Sister Shop',
    })
    expect((await world.call('GET', '/v1/webhooks', undefined, { authorization: `Bearer ${secretKey}` })).status).toBe(200)
    expect((await olga.send('GET /sites')).body.sites.map(({ name }) => name)).toEqual(['Corner Shop', 'Sister Shop'])
    expect((await olga.send('POST /sites', { ...face, realm: 'r_other' })).status).toBe(404)
    expect(JSON.stringify((await olga.send('GET /sites/:site', undefined, { params: { site: siteKey } })).body)).not.toContain(secretKey)
  })

  it.each([
    [{ origins: ['https://shop.example/path'] }, 'origins.0'],
    [{ origins: [SHOP, 'http://shop.example'] }, 'origins.1'],
    [{ origins: ['*'] }, 'origins.0'],
    [{ origins: [] }, 'origins'],
    [{ name: 'Corner\u202eShop' }, 'name'],
    [{ support: { url: 'javascript:alert(1)' } }, 'support.url'],
    [{ brand: { accent: { light: '#a3bcff', dark: '#a3bcff' } } }, 'brand.accent.light'],
    [{ brand: { logo: 'https://cdn.example/logo.png' } }, 'brand.logo'],
  ])('sees beside the field what is wrong, and nothing changes: %o', async (wrong, path) => {
    const refused = await change(1, wrong as never)
    expect(refused.status).toBe(400)
    expect(refused.body).toMatchObject({ errors: [{ path }] })
    expect((await shown()).version).toBe(1)
  })

  it('sees the brand on the hosted page at once, and of two who change it the second gets a conflict', async () => {
    const page = () => world.app.request(`${ORIGIN}/recover/${world.site.siteKey}`)
    expect(await (await page()).text()).not.toContain('brand.css')
    const both = await Promise.all([change(1, { brand: BRAND }), change(1, { name: 'Another' })])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('changed-meanwhile')
    const { version } = await shown()
    expect((await change(version, { brand: BRAND })).status).toBe(204)
    const reply = await page()
    expect(await reply.text()).toContain(BRAND.logo)
    expect(reply.headers.get('content-security-policy')).toContain("img-src 'self' data:")
    const css = await (await world.app.request(`${ORIGIN}/recover/${world.site.siteKey}/brand.css`)).text()
    expect(css).toContain('--regain-accent:light-dark(#7a1fa2,#e0b0ff)')
  })

  it('rotates a secret key: both work, then the old one ends; one always remains, and there are at most eight', async () => {
    const works = async (key: string) => (await world.call('GET', '/v1/webhooks', undefined, { authorization: `Bearer ${key}` })).status
    const { secretKey } = (await olga.send('POST /sites/:site/keys', {}, at())).body
    expect([await works(world.site.secretKey), await works(secretKey)]).toEqual([200, 200])
    const [old, fresh] = (await shown()).secretKeys
    expect([old?.hint, fresh?.hint]).toEqual([world.site.secretKey.slice(-4), secretKey.slice(-4)])
    const end = (key = '') => olga.send('DELETE /sites/:site/keys/:key', {}, at({ key }))
    expect((await end(old?.id)).status).toBe(204)
    expect([await works(world.site.secretKey), await works(secretKey)]).toEqual([401, 200])
    expect([(await end(fresh?.id)).status, (await end(old?.id)).status]).toEqual([422, 404])
    expect(await works(secretKey)).toBe(200)
    for (let more = 0; more < 7; more += 1) expect((await olga.send('POST /sites/:site/keys', {}, at())).status).toBe(200)
    expect((await olga.send('POST /sites/:site/keys', {}, at())).status).toBe(422)
    expect((await shown()).mayAddKey).toBe(false)
  })

  it('adds an endpoint, tests it, and renews its secret: for a day both sign', async () => {
    const made = await olga.send('POST /sites/:site/webhooks', { url: `${hook}/events`, events: ['account.locked'] }, at())
    expect(
      (await olga.send('POST /sites/:site/webhooks', { url: 'https://127.0.0.1/', events: ['account.locked'] }, at())).body,
    ).toMatchObject({
      code: 'value-refused',
      errors: [{ path: 'url' }],
    })
    const webhook = made.body.id
    const test = async () => {
      came = []
      expect((await olga.send('POST /sites/:site/webhooks/:webhook/test', {}, at({ webhook }))).status).toBe(204)
      await world.deliver()
      return came[0] as (typeof came)[0]
    }
    const signedBy = ({ body, headers }: (typeof came)[0], secret: string) => {
      try {
        return (new Webhook(secret).verify(body, headers) as { type: string }).type
      } catch {
        return 'nobody'
      }
    }
    expect(signedBy(await test(), made.body.secret)).toBe('test')
    const { secret } = (await olga.send('POST /sites/:site/webhooks/:webhook/secret', {}, at({ webhook }))).body
    const turning = await test()
    expect([signedBy(turning, made.body.secret), signedBy(turning, secret)]).toEqual(['test', 'test'])
    const { deliveries } = (await olga.send('GET /sites/:site/webhooks/:webhook/deliveries', undefined, at({ webhook }))).body
    expect(deliveries.map(({ state }) => state)).toEqual(['delivered', 'delivered'])
    expect(JSON.stringify((await olga.send('GET /sites/:site/webhooks', undefined, at())).body)).not.toContain('whsec_')
    await world.db.write((tx) => tx.run('UPDATE endpoints SET old_secret_until = 0'))
    expect(signedBy(await test(), made.body.secret)).toBe('nobody')
    expect((await olga.send('DELETE /sites/:site/webhooks/:webhook', {}, at({ webhook }))).status).toBe(204)
    expect((await olga.send('POST /sites/:site/webhooks/:webhook/test', {}, at({ webhook }))).status).toBe(404)
  })

  it('can’t find an endpoint of another site by its id', async () => {
    const { id: webhook } = (await olga.send('POST /sites/:site/webhooks', { url: `${hook}/`, events: ['account.locked'] }, at())).body
    const other = await world.found('Other Shop', 'https://other.example', {})
    const elsewhere = { params: { site: other.site.siteKey, webhook } }
    for (const route of [
      'DELETE /sites/:site/webhooks/:webhook',
      'POST /sites/:site/webhooks/:webhook/test',
      'POST /sites/:site/webhooks/:webhook/secret',
      'GET /sites/:site/webhooks/:webhook/deliveries',
    ] as const)
      expect([route, (await olga.send(route, {}, elsewhere)).status]).toEqual([route, 404])
  })

  it('is logged with each of these acts, without a key or a secret', async () => {
    await change(1, { name: 'Corner Shop II' })
    const { secretKey } = (await olga.send('POST /sites/:site/keys', {}, at())).body
    const { secret } = (await olga.send('POST /sites/:site/webhooks', { url: `${hook}/`, events: ['account.locked'] }, at())).body
    const rows = await world.db.read.all<{ name: string; actor: string; details: string }>('SELECT name, actor, details FROM audit_events')
    const own = rows.filter(({ name }) => ['site.changed', 'site.key-added', 'endpoint.created'].includes(name))
    const { id } = (await olga.send('GET /me')).body
    expect(own.map(({ name, actor }) => [name, actor])).toEqual([
      ['site.changed', 'operator'],
      ['site.key-added', 'operator'],
      ['endpoint.created', 'operator'],
    ])
    expect(own.every(({ details }) => (JSON.parse(details) as { operator: string }).operator === id)).toBe(true)
    for (const kept of [secretKey, secret]) expect(JSON.stringify(rows)).not.toContain(kept)
  })
})
