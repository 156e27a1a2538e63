import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld, SHOP } from '../../testing/open-world.ts'

/** All different from `https://shop.example`. */
const STRANGE = [
  'null',
  'http://shop.example',
  'https://shop.example:8443',
  'https://shop.example:443',
  'https://www.shop.example',
  'https://shop.example.evil.example',
  'https://evilshop.example',
  'https://shop.exampl',
  'https://shop.example.',
  'https://SHOP.example',
  'HTTPS://shop.example',
  'https://shop.example/',
  'https://shop.example/path',
  'https://shop.example@evil.example',
  'https://shop.example, https://evil.example',
  ' https://shop.example2',
  '*',
  'file://',
]
const LINES = ['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-expose-headers']

describe('a page whose tracer adds headers to every request', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())
  const TRACED = {
    'traceparent': '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    'tracestate': 'vendor=1',
    'baggage': 'sentry-environment=production',
    'sentry-trace': '0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1',
    'x-datadog-trace-id': '1',
    'b3': '1-1-1',
    'newrelic': 'e30=',
  }
  it('is allowed to, as a registered origin, and the headers are not read', async () => {
    const asked = { 'origin': SHOP, 'access-control-request-method': 'POST' }
    const names = Object.keys(TRACED)
    for (const path of ['/v1/flows', '/v1/captchas', '/v1/flows/some-id/answers', '/v1/security/asks', `/v1/sites/${world.site.siteKey}`]) {
      const headers = { ...asked, 'access-control-request-headers': ['content-type', ...names].join() }
      const reply = await world.app.request(`http://localhost:4300${path}`, { method: 'OPTIONS', headers })
      const allowed = (reply.headers.get('access-control-allow-headers') ?? '').split(', ')
      expect([reply.status, reply.headers.get('access-control-allow-origin')], path).toEqual([204, SHOP])
      expect(allowed).toEqual(expect.arrayContaining(['authorization', 'content-type', ...names, '*']))
    }
    const site = { site: world.site.siteKey, reason: 'forgot-password' }
    expect((await world.call('POST', '/v1/flows', site, { origin: SHOP, ...TRACED })).status).toBe(201)
    expect((await world.call('GET', `/v1/sites/${world.site.siteKey}`, undefined, { origin: SHOP, traceparent: 'nonsense' })).status).toBe(
      200,
    )
  })
  it('is refused from another origin, as it would be without them', async () => {
    const headers = {
      'origin': 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'traceparent',
    }
    const reply = await world.app.request('http://localhost:4300/v1/flows', { method: 'OPTIONS', headers })
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a page of another origin', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  const calls = () =>
    [
      ['GET', `/v1/sites/${world.site.siteKey}`],
      ['POST', '/v1/captchas', { site: world.site.siteKey }],
      ['POST', '/v1/flows', { site: world.site.siteKey, reason: 'forgot-password' }],
      ['GET', '/v1/flows/some-id'],
      ['POST', '/v1/flows/some-id/answers', { type: 'cancel' }],
    ] as const

  it('passes neither the preflight nor the check, however similar it is to the right one', async () => {
    for (const origin of STRANGE)
      for (const [method, path, body] of calls())
        for (const asked of [method, 'OPTIONS']) {
          const headers = {
            origin,
            'access-control-request-method': method,
            cookie: 'a=b',
            authorization: 'Bearer some-token-that-nobody-has',
          }
          const reply = await world.app.request(`http://localhost:4300${path}`, {
            method: asked,
            headers: { ...headers, 'content-type': 'application/json' },
            ...(asked === 'POST' && { body: JSON.stringify(body) }),
          })
          const allowed = LINES.filter((line) => reply.headers.has(line))
          expect(allowed, `${asked} ${path} from ${origin}`).toEqual([])
          expect(reply.headers.get('vary')).toBe('origin')
        }
  })

  it('learns nothing about a site, starts no flow and gets no captcha; the right one does, and never with cookies', async () => {
    for (const origin of [...STRANGE, SHOP])
      for (const [method, path, body] of calls().slice(0, 3)) {
        const { status, headers } = await world.call(method, path, body, { origin })
        const isRight = origin === SHOP
        expect([200, 201].includes(status), `${path} from ${origin}`).toBe(isRight)
        if (isRight) expect(headers.get('access-control-allow-origin')).toBe(SHOP)
        expect(headers.has('access-control-allow-credentials')).toBe(false)
        expect(headers.has('set-cookie')).toBe(false)
      }
  })

  it('can call no route of the site’s back end, even from the right page', async () => {
    for (const [method, path] of [
      ['PUT', '/v1/accounts/jane'],
      ['POST', '/v1/sign-ins'],
      ['POST', '/v1/webhooks'],
      ['GET', '/admin/api/me'],
    ] as const) {
      const reply = await world.app.request(`http://localhost:4300${path}`, {
        method: 'OPTIONS',
        headers: { origin: SHOP, 'access-control-request-method': method, 'access-control-request-headers': 'authorization' },
      })
      expect(
        [...reply.headers.keys()].filter((name) => name.startsWith('access-control-')),
        path,
      ).toEqual([])
    }
  })
})
