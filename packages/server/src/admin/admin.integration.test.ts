import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { operators } from '../db/schema.ts'
import type { Env } from '../http/env.ts'
import { problemDocument, toProblem } from '../http/problem-document.ts'
import { makeFirstLink } from '../operators/invite.ts'
import { consolePages } from './console.ts'

async function openWithOwner(): Promise<{ world: TestWorld; olga: TestOperator }> {
  const world = await openWorld()
  const olga = newOperator(world)
  const link = await world.db.write((tx) => makeFirstLink(tx, { ...world.deps, origin: ORIGIN }))
  await olga.join(link?.link ?? '', { email: 'olga@example.com' })
  return { world, olga }
}

const cookieOf = (who: TestOperator): string => [...who.jar].map(([name, value]) => `${name}=${value}`).join('; ')

describe('the console refuses', () => {
  let world: TestWorld
  let olga: TestOperator
  beforeEach(async () => {
    ;({ world, olga } = await openWithOwner())
  })
  afterEach(() => world.close())

  const cookie = () => cookieOf(olga)
  const post = (headers: Record<string, string>, body = '{}', method = 'POST') =>
    world.call<{ code: string }>(method, '/admin/api/me/sign-out', body, { cookie: cookie(), ...headers })

  it('a body that is a form, a text, a file or empty, whatever its content type', async () => {
    const own = { 'origin': ORIGIN, 'sec-fetch-site': 'same-origin' }
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'TEXT/PLAIN',
      'multipart/form-data; boundary=x',
      'application/json; charset=latin1',
      '',
    ])
      expect((await post({ ...own, 'content-type': type })).status, type).toBe(415)
    expect((await olga.send('GET /me')).status).toBe(200)
  })

  it('requests from another site, a sibling domain, another port or scheme, and without an origin', async () => {
    for (const headers of [
      { 'origin': 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { 'origin': 'http://evil.localhost:4300', 'sec-fetch-site': 'same-site' },
      { 'origin': ORIGIN, 'sec-fetch-site': 'same-site' },
      { 'origin': ORIGIN, 'sec-fetch-site': 'none' },
      { origin: 'https://localhost:4300' },
      { origin: 'http://localhost:4301' },
      { origin: `${ORIGIN}.evil.example` },
      { origin: 'null' },
      {},
    ] as Record<string, string>[]) {
      const refused = await post(headers)
      expect([refused.status, refused.body.code], JSON.stringify(headers)).toEqual([403, 'cross-site-refused'])
    }
    expect((await world.call('GET', '/admin/api/me', undefined, { 'cookie': cookie(), 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await olga.send('GET /me')).status).toBe(200)
  })

  it('overridden methods, and all preflights', async () => {
    const own = { 'origin': ORIGIN, 'sec-fetch-site': 'same-origin' }
    const disguised = await world.call('GET', '/admin/api/me/sign-out', undefined, {
      ...own,
      'cookie': cookie(),
      'x-http-method-override': 'POST',
    })
    expect(disguised.status).toBe(405)
    const preflight = await world.call('OPTIONS', '/admin/api/me', undefined, {
      'origin': 'https://shop.example',
      'access-control-request-method': 'POST',
    })
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    expect((await olga.send('GET /me')).status).toBe(200)
  })

  it('unknown query parameters, and duplicate ones', async () => {
    const own = { 'origin': ORIGIN, 'sec-fetch-site': 'same-origin', 'cookie': cookie() }
    for (const query of ['sort=created_at;--', 'a=1&a=2']) {
      const refused = await world.call<{ errors: { path: string }[] }>('GET', `/admin/api/me?${query}`, undefined, own)
      expect(refused.status).toBe(400)
      expect(refused.body.errors[0]?.path).toBe(query.split('=')[0])
    }
  })
})

describe('a page of the console names the calls that it makes first', () => {
  let world: TestWorld
  let olga: TestOperator
  beforeEach(async () => {
    ;({ world, olga } = await openWithOwner())
  })
  afterEach(() => world.close())

  const get = (path: string, who: TestOperator) => world.app.request(`${ORIGIN}${path}`, { headers: { cookie: cookieOf(who) } })
  async function callsOf(path: string, who: TestOperator = olga): Promise<string[]> {
    const page = await get(path, who)
    return [...(page.headers.get('link') ?? '').matchAll(/<\/admin\/api([^>]+)>; rel=preload; as=fetch; crossorigin/g)].map(
      ([, call = '']) => call,
    )
  }

  it('each of which succeeds', async () => {
    for (const room of ['overview', 'attempts', 'sites', 'record']) {
      const calls = await callsOf(`/admin/${room}`)
      expect(calls, room).toContain('/me')
      expect(calls.length, room).toBeGreaterThan(1)
      for (const call of calls) expect((await get(`/admin/api${call}`, olga)).status, call).toBe(200)
    }
  })

  it('without those that the operator may not make', async () => {
    expect(await callsOf('/admin/overview')).toContain('/first-run')
    await world.db.write((tx) => tx.update(operators).set({ role: 'viewer' }))
    expect(await callsOf('/admin/overview')).toEqual(['/me', '/overview?days=7', '/realms'])
  })

  it('none without a session, and only those of every room with a query or below a room', async () => {
    expect(await callsOf('/admin/overview', newOperator(world))).toEqual([])
    expect(await callsOf('/admin/overview?days=30')).toEqual(['/me'])
    expect(await callsOf('/admin/attempts/abc')).toEqual(['/me'])
  })
})

describe('the console comes from the server itself', () => {
  let folder: string
  const nothing = async () => () => false
  const app = (from: string | undefined) => {
    const made = new Hono<Env>()
    consolePages(made, nothing, from)
    made.onError((error, c) => problemDocument(c, toProblem(error)))
    return made
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regain-console-'))
    await mkdir(join(folder, '_app/immutable'), { recursive: true })
    await writeFile(join(folder, 'index.html'), '<!doctype html><script src="/x.js"></script><script>start()</script>')
    await writeFile(join(folder, '_app/immutable/start.abc.js'), 'start')
    await writeFile(join(folder, '..', 'regain-outside.txt'), 'outside')
  })
  afterEach(async () => {
    await rm(folder, { recursive: true })
    await rm(join(folder, '..', 'regain-outside.txt'))
  })

  it('one page for every path, allowing the scripts of its build and no others, in no frame', async () => {
    for (const path of ['/admin', '/admin/', '/admin/attempts/x']) {
      const page = await app(folder).request(path)
      expect(page.status).toBe(200)
      // sha256 of `start()`, as `openssl dgst -sha256 -binary | base64` says.
      expect(page.headers.get('content-security-policy')).toContain(
        "script-src 'self' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='; style-src 'self'",
      )
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(page.headers.get('cache-control')).toBe('no-cache')
    }
  })

  it('its files, named after their contents, for good', async () => {
    const file = await app(folder).request('/admin/_app/immutable/start.abc.js')
    expect(await file.text()).toBe('start')
    expect(file.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await app(folder).request('/admin/_app/immutable/old.js')).status).toBe(404)
  })

  it('as the build compressed them, to a browser that takes it', async () => {
    await writeFile(join(folder, '_app/immutable/start.abc.js.br'), brotliCompressSync('start'))
    const get = (accepted: string) =>
      app(folder).request('/admin/_app/immutable/start.abc.js', { headers: { 'accept-encoding': accepted } })
    const small = await get('gzip, br')
    expect(small.headers.get('content-encoding')).toBe('br')
    expect(small.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(brotliDecompressSync(await small.arrayBuffer()).toString()).toBe('start')
    for (const without of ['gzip', 'br;q=0', 'identity']) {
      const plain = await get(without)
      expect([plain.headers.get('content-encoding'), plain.headers.get('vary'), await plain.text()]).toEqual([
        null,
        'accept-encoding',
        'start',
      ])
    }
    expect((await app(folder).request('/admin/_app/immutable/start.abc.js.br')).status).toBe(404)
  })

  it('lists with a page the files that it needs, each of which exists', async () => {
    const made = new Hono<Env>()
    consolePages(made, nothing)
    const link = (await made.request('/admin/attempts?state=ended')).headers.get('link') ?? ''
    const files = [...link.matchAll(/<([^>]+)>; rel=(modulepreload|preload; as=style)/g)].map(([, file = '']) => file)
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) expect((await made.request(file)).status).toBe(200)
    expect((await made.request(files[0] ?? '')).headers.get('link')).toBeNull()
  })

  it('serves nothing outside of its folder, and no page instead of an API answer', async () => {
    for (const path of [
      '/admin/..%2fregain-outside.txt',
      '/admin/%2e%2e/regain-outside.txt',
      '/admin/....//regain-outside.txt',
      '/admin/%E0%A4%A',
    ])
      expect(await (await app(folder).request(path)).text()).not.toBe('outside')
    expect((await app(folder).request('/admin/api/nothing')).status).toBe(404)
  })

  it('says so where it is not built', async () => {
    const page = await app(join(folder, 'none')).request('/admin')
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('The console is not built')
  })
})
