import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
const get = (path: string, headers: Record<string, string> = {}) => world.app.request(ORIGIN + path, { headers })
const hosted = async (query = '', headers: Record<string, string> = {}) =>
  await (await get(`/recover/${world.site.siteKey}${query}`, headers)).text()

describe('the hosted page', () => {
  it('uses the language of the address, then the one that the browser prefers, then English', async () => {
    expect(await hosted('?locale=ar', { 'accept-language': 'de' })).toContain('<html lang="ar" dir="rtl">')
    expect(await hosted('', { 'accept-language': 'fr, en;q=0.5, ja;q=0.8' })).toContain('<html lang="ja" dir="ltr">')
    expect(await hosted('', { 'accept-language': 'de;q=0, fr' })).toContain('<html lang="en" dir="ltr">')
    expect(await hosted('?locale=%22%3E%3Cscript%3E')).toContain('<html lang="en" dir="ltr">')
  })
  it('reads nothing else from its address', async () => {
    expect(await hosted('?identifier=jane@example.com&reason=compromised&site=pk_other')).toBe(await hosted())
  })
  it('cannot be framed, is revalidated before it is shown from a cache, and loads nothing from elsewhere', async () => {
    const { headers } = await get(`/recover/${world.site.siteKey}`)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'.*require-trusted-types-for 'script'/)
    // Not `no-store`: browsers would not keep the page for going back.
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    for (const [, url] of (await hosted()).matchAll(/(?:src|href)="([^"]+)"/g)) expect(url).toMatch(/^(\/[a-z]|https:\/\/shop\.example$)/)
  })
  it('is the target of the change-password URL, and nothing else exists beside that URL (R-712)', async () => {
    const reply = await get('/.well-known/change-password')
    expect([reply.status, reply.headers.get('location')]).toEqual([302, `/recover/${world.site.siteKey}`])
    const probe = await get('/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200')
    expect(probe.status).toBe(404)
    expect((await get('/.well-known/security.txt')).status).toBe(404)
  })
})

describe('a refusal', () => {
  const lost = ['/nothing', '/recover/pk_of_nobody_at_all_here', '/genuine/pk_of_nobody_at_all_here', '/regain/nothing.js']
  it('is a page for a person, in their language, and a problem document for programs', async () => {
    for (const path of lost) {
      const page = await get(path, { 'accept': 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'de' })
      expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
        404,
        'text/html; charset=UTF-8',
        'no-store',
      ])
      expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(page.headers.get('vary')).toBe('accept, accept-language')
      expect(await page.text()).toContain('<h1>Seite nicht gefunden</h1>')
      const document = await get(path, { accept: '*/*' })
      expect([document.status, document.headers.get('content-type'), document.headers.get('vary')]).toEqual([
        404,
        'application/problem+json',
        'accept',
      ])
    }
  })
  it('of an API is a problem document, whatever the request accepts', async () => {
    for (const path of ['/v1/sites/pk_of_nobody_at_all_here', '/v1/nothing', '/admin/api/nothing'])
      expect((await get(path, { accept: 'text/html' })).headers.get('content-type')).toBe('application/problem+json')
  })
  it('is not the reply at the server’s root, which leads to the console', async () => {
    const reply = await get('/')
    expect([reply.status, reply.headers.get('location')]).toEqual([302, '/admin'])
  })
})

describe('the script', () => {
  const partsIn = (text: string) =>
    [...text.matchAll(/([\w-]+)"?:\s*\[`([0-9a-f]{8})`,\s*`([A-Za-z0-9+/]{43}=)`/g)].map(
      ([, name = '', version = '', sum = '']) => [`${name}-${version}`, sum] as const,
    )
  it('can be loaded by every origin, contains the SHA-256 of each part, and a part never changes', async () => {
    const script = await get('/regain.js')
    const text = await script.text()
    expect(script.headers.get('access-control-allow-origin')).toBe('*')
    expect(script.headers.get('cache-control')).toBe('public, max-age=300')
    const version = script.headers.get('etag')?.slice(3, 19)
    expect((await get(`/regain.js?v=${version}`)).headers.get('cache-control')).toContain('immutable')
    expect((await get('/regain.js?v=of-an-older-server')).headers.get('cache-control')).toBe('public, max-age=300')
    expect(await hosted()).toContain(`src="/regain.js?v=${version}"`)
    const parts = partsIn(text)
    expect(parts.length).toBeGreaterThanOrEqual(9)
    for (const [file, sum] of parts) {
      const part = await get(`/regain/${file}.js`)
      expect(part.headers.get('cache-control')).toContain('immutable')
      const bytes = Buffer.from(await part.arrayBuffer())
      expect(createHash('sha256').update(bytes).digest('base64')).toBe(sum)
      expect(bytes.toString(), `${file} imports nothing`).not.toMatch(/\bimport\b/)
    }
  })
  it('for signed-in people loads only the same parts, by the same hashes: one integrity value covers everything', async () => {
    const script = await get('/regain-security.js')
    expect(script.headers.get('access-control-allow-origin')).toBe('*')
    const text = await script.text()
    expect(text).toContain('regain-security')
    expect(partsIn(text)).toEqual(partsIn(await (await get('/regain.js')).text()))
    // The element that takes a part which was checked before.
    expect(text.match(/\bimport\s*\(/g)).toHaveLength(1)
    expect(text).not.toMatch(/\bimport(\s*["'`*{]|\s+\w)/)
  })
  it('is sent compressed to browsers that accept it, and not again to those that have it', async () => {
    const plain = Buffer.from(await (await get('/regain.js')).arrayBuffer())
    const zipped = await get('/regain.js', { 'accept-encoding': 'gzip' })
    expect(zipped.headers.get('vary')).toBe('accept-encoding')
    expect(gunzipSync(Buffer.from(await zipped.arrayBuffer())).equals(plain)).toBe(true)
    expect((await get('/regain.js', { 'accept-encoding': 'br, gzip' })).headers.get('content-encoding')).toBe('br')
    const etag = zipped.headers.get('etag') ?? ''
    for (const known of [etag, etag.replace('W/', ''), `"another", ${etag}`, '*'])
      expect((await get('/regain.js', { 'if-none-match': known })).status, known).toBe(304)
    expect((await get('/regain.js', { 'if-none-match': '"another"' })).status).toBe(200)
  })
  it('gives access to no other file', async () => {
    for (const path of ['/regain/..%2fregain.js', '/regain/%2e%2e/index.js', '/regain/nothing.js', '/regain/constructor'])
      expect((await get(path)).status).toBe(404)
  })
})

describe('a page that can’t be shown yet', () => {
  it('says when to come back', async () => {
    const headers = { 'accept': 'text/html,*/*;q=0.8', 'accept-language': 'de' }
    const ask = () => world.app.request(`${ORIGIN}/calls/${world.site.siteKey}`, { method: 'POST', headers })
    let reply = await ask()
    for (let n = 0; n < 20 && reply.status === 200; n += 1) reply = await ask()
    expect([reply.status, Number(reply.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await reply.text()).toMatch(/Nichts ist verloren: Laden Sie diese Seite in (einer|\d+) Minuten? noch einmal/)
  })
})
