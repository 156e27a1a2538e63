import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { siteEvents } from '../outbox/event-body.ts'
import type { JsonSchema, OpenApiDocument } from './document.ts'

describe('the OpenAPI document', () => {
  let world: TestWorld
  let document: OpenApiDocument
  beforeAll(async () => {
    world = await openWorld()
    document = (await world.call<OpenApiDocument>('GET', '/openapi.json')).body
  })
  afterAll(() => world.close())

  it('describes every existing route, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const registered = world.app.routes.filter(({ method }) => method !== 'ALL' && method !== 'OPTIONS')
    // The console's own routes are not part of the contract.
    const open = registered.map(({ method, path }) => `${method} ${path}`).filter((route) => !route.includes(' /admin'))
    expect(described.sort()).toEqual([...new Set(open)].sort())
    expect(described.length).toBeGreaterThan(15)
  })

  it('gives each operation a summary, a unique name, its replies and its refusals', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    for (const { summary, responses, operationId } of operations) {
      expect(summary, operationId).not.toBe('')
      expect(
        Object.keys(responses).some((status) => status < '400'),
        operationId,
      ).toBe(true)
      expect(Object.keys(responses), operationId).toContain('421')
    }
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  })

  it('refers only to schemas that it contains, and uses each of them', () => {
    const text = JSON.stringify(document)
    const used = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name))
    expect([...used].sort()).toEqual(Object.keys(document.components.schemas).sort())
  })

  it('contains what the server checks: no unknown properties, and how long a text may be', () => {
    const body = document.paths['/v1/sign-ins']?.post?.requestBody?.content['application/json']?.schema as JsonSchema
    expect(body).toMatchObject({
      additionalProperties: false,
      required: ['identifier', 'password'],
      properties: { password: { maxLength: 4096 } },
    })
  })

  it('has a webhook for every event and every question to a directory', () => {
    const questions = ['account.find', 'account.read', 'account.set-password']
    expect(Object.keys(document.webhooks).sort()).toEqual([...siteEvents, 'test', ...questions].sort())
    for (const [type, { post }] of Object.entries(document.webhooks))
      expect(post.requestBody?.content['application/json']?.schema, type).toMatchObject({ properties: { type: { const: type } } })
  })

  it('is also shown as a page for people, without a script and without anything from elsewhere', async () => {
    const page = await world.app.request('http://localhost:4300/docs')
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(html).not.toMatch(/<script|(?:src|href)="(?![#/])|>undefined|\[object/)
    for (const path of Object.keys({ ...document.paths, ...document.webhooks })) expect(html).toContain(`<code>${path}</code>`)
  })
})
