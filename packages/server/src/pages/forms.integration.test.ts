import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { MANY } from '../../testing/roomy.ts'
import type { OpenApiDocument } from '../api/document.ts'
import { MOST_FORM_BYTES } from '../http/read-form.ts'
import { serverLimits } from '../limits/server-limits.ts'

const URLENCODED = 'application/x-www-form-urlencoded'
const SOURCES = join(import.meta.dirname, '..')

describe('a form on a public page', () => {
  let world: TestWorld
  /** Every page that accepts a post, with and without a form. A new page is included automatically. */
  let pages: { path: string; fields: string[] | undefined }[]
  beforeAll(async () => {
    world = await openWorld({ limits: { answerPerAddress: MANY, startPerAddress: MANY } })
    const { paths } = (await world.call<OpenApiDocument>('GET', '/openapi.json')).body
    pages = Object.entries(paths).flatMap(([path, { post }]) => {
      if (path.startsWith('/v1/') || !post) return []
      const { properties } = (post.requestBody?.content[URLENCODED]?.schema ?? {}) as { properties?: object }
      const filled = path.replace('{siteKey}', world.site.siteKey).replace(/\{\w+\}/g, 'a-token-that-nobody-has')
      return [{ path: filled, fields: properties && Object.keys(properties) }]
    })
  })
  afterAll(() => world.close())

  let posts = 0
  const post = (path: string, body: BodyInit, type: string | null = URLENCODED) => {
    // Each from another address: limits per address are tested elsewhere.
    posts += 1
    world.comeFrom(`10.${posts >> 16}.${(posts >> 8) & 255}.${posts & 255}`)
    return send(path, body, type)
  }
  const send = (path: string, body: BodyInit, type: string | null = URLENCODED) => {
    const headers = type === null ? undefined : { 'content-type': type }
    return world.app.request(ORIGIN + path, { method: 'POST', body, ...(headers && { headers }), duplex: 'half' } as RequestInit)
  }

  /** A body without an end; says how much of it was read. */
  function endless(piece: string) {
    const taken = { bytes: 0 }
    const bytes = new TextEncoder().encode(piece)
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          taken.bytes += bytes.length
          controller.enqueue(bytes)
        },
      },
      { highWaterMark: 0 },
    )
    return { body, taken }
  }

  it('is defined for each page that posts one', () => {
    expect(pages.filter(({ fields }) => fields).map(({ path }) => path.split('/')[1])).toEqual(
      expect.arrayContaining(['approve', 'contacts', 'not-mine', 'deny', 'appeal', 'continue', 'cases', 'calls', 'undo']),
    )
  })

  it('is refused after a few KiB, however long it goes on, and its connection ends with it', async () => {
    for (const { path, fields } of pages)
      for (const piece of ['a=1&', `${fields?.[0] ?? 'a'}=`, 'x'.repeat(1024), '%41'.repeat(99), '&'.repeat(512)]) {
        const { body, taken } = endless(piece)
        const reply = await post(path, body)
        expect(taken.bytes, path).toBeLessThan(MOST_FORM_BYTES + 2 * piece.length)
        if (!fields) continue
        expect([reply.status, reply.headers.get('connection')], path).toEqual([413, 'close'])
      }
  })

  it('of 350,000 keys is refused before one of them is read', async () => {
    const many = Array.from({ length: 350_000 }, (_, n) => `k${n}=1`).join('&')
    for (const { path, fields } of pages) if (fields) expect((await post(path, many)).status, path).toBe(413)
  })

  it('must have exactly the fields of its page, each once; the refusal lists them', async () => {
    for (const { path, fields } of pages) {
      if (!fields) continue
      const [field = ''] = fields
      for (const body of ['other=1', `${field}=1&other=1`, '__proto__=1', 'constructor=1', `${field}[]=1`, '=1', `${field}=1&${field}=1`]) {
        const reply = await post(path, body)
        const problem = (await reply.json()) as { code: string; detail: string }
        expect([reply.status, problem.code], `${path} took ${body}`).toEqual([400, 'malformed-request'])
        expect(problem.detail).toContain(field)
      }
    }
  })

  it('is urlencoded in UTF-8, and says so when it is not', async () => {
    const types = ['multipart/form-data; boundary=a', 'text/plain', 'application/json', 'application/x-www-form-urlencoded; charset=utf-16']
    for (const { path, fields } of pages) {
      if (!fields) continue
      for (const type of types) {
        const reply = await post(path, '{}', type)
        expect([reply.status, ((await reply.json()) as { detail: string }).detail], `${path} took ${type}`).toEqual([
          415,
          `Send it as ${URLENCODED}, in UTF-8.`,
        ])
      }
      expect((await post(path, new TextEncoder().encode('a=1'), null)).status).toBe(415)
      const bytes = await post(path, new Uint8Array([0x61, 0x3d, 0xff]))
      expect(bytes.status).toBe(400)
    }
  })

  it('is refused before it is read if too many came from one address, with IPv6 networks counted as one', async () => {
    const { pagePerAddress, pagePerNetwork } = serverLimits
    const [page] = pages.filter(({ fields }) => fields)
    const path = page?.path ?? ''
    world.comeFrom('203.0.113.50')
    for (let n = 0; n < pagePerAddress.burst; n += 1) expect((await send(path, 'marked=no')).status).toBeLessThan(429)
    const { body, taken } = endless('a=1&')
    const reply = await send(path, body)
    expect([reply.status, reply.headers.get('retry-after'), taken.bytes]).toEqual([429, '60', 0])
    world.comeFrom('203.0.113.51')
    expect((await send(path, 'marked=no')).status).toBeLessThan(429)
    let refused = 0
    for (let n = 0; n < pagePerNetwork.burst + 20; n += 1) {
      world.comeFrom(`2001:db8:7:${n.toString(16)}::1`)
      if ((await send(path, 'marked=no')).status === 429) refused += 1
    }
    expect(refused).toBe(20)
  })

  it('is read in one place: no other file reads a body', () => {
    const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'),
    )
    const reads = /\bparseBody\b|\breq(\.raw)?\s*\.\s*(formData|text|json|arrayBuffer|blob|bytes|body)\b/
    const readers = sources.filter((file) => reads.test(readFileSync(join(SOURCES, file), 'utf8')))
    expect(readers.map((file) => file.replaceAll('\\', '/'))).toEqual(['http/read-body.ts'])
  })
})
