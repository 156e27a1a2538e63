import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { siteKeys } from '../db/schema.ts'
import type { OpenApiDocument } from './document.ts'

const jane = { identifiers: [{ kind: 'email', value: 'jane@example.com' }], destinations: [] }
const HOOK = 'http://127.0.0.1:9'
const PASSKEY = {
  id: 'eA',
  rawId: 'eA',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'eA', authenticatorData: 'eA', signature: 'eA' },
}
const PASSWORD = 'seven lamps above the quay'
const scopes = ['accounts:read', 'accounts:write', 'passwords', 'sign-ins', 'enrolments', 'webhooks'] as const
type Scope = (typeof scopes)[number]

/** The scope that each call of a site's back end needs, and its status with that scope. */
const calls: readonly [needs: readonly Scope[], method: string, path: string, body?: object][] = [
  [['accounts:read'], 'GET', '/v1/accounts/jane'],
  [['accounts:read'], 'GET', '/v1/accounts/jane?unmask=true'],
  [['accounts:write'], 'PUT', '/v1/accounts/jane', jane],
  [['accounts:write', 'passwords'], 'PUT', '/v1/accounts/jane', { ...jane, password: PASSWORD }],
  [['accounts:write', 'passwords'], 'PUT', '/v1/accounts/jane', { ...jane, passwordHash: '$2b$12$abcdefghijklmnopqrstuv' }],
  [['accounts:write'], 'POST', '/v1/accounts/jane/lock', { cause: 'operator' }],
  [['accounts:write'], 'DELETE', '/v1/accounts/jane/lock'],
  [['accounts:write'], 'DELETE', '/v1/accounts/nobody'],
  [['sign-ins'], 'POST', '/v1/sign-ins', { identifier: 'jane@example.com', password: PASSWORD }],
  [['sign-ins'], 'POST', '/v1/sign-in-challenges', { origin: 'https://shop.example' }],
  [['sign-ins'], 'POST', '/v1/sign-ins/passkey', { question: 'x', credential: PASSKEY }],
  [['enrolments'], 'POST', '/v1/accounts/jane/enrolments'],
  [['enrolments'], 'POST', '/v1/accounts/jane/devices', { signedInAt: '2026-11-24T09:00:00.000Z' }],
  [['webhooks'], 'GET', '/v1/webhooks'],
  [['webhooks'], 'POST', '/v1/webhooks', { url: `${HOOK}/`, events: ['account.locked'] }],
  [['webhooks'], 'DELETE', '/v1/webhooks/none'],
]

describe('a secret key of a site', () => {
  let world: TestWorld
  let olga: TestOperator
  let at: { params: { site: string } }

  const make = async (chosen: readonly Scope[]) => {
    const { secretKey } = (await olga.send('POST /sites/:site/keys', { scopes: [...chosen] }, at)).body
    return { secretKey, bearer: { authorization: `Bearer ${secretKey}` } }
  }
  beforeAll(async () => {
    world = await openWorld({}, { insecureOrigins: [HOOK] })
    await world.call('PUT', '/v1/accounts/jane', jane, world.back)
    olga = await hire(world, 'olga@example.com', 'owner')
    at = { params: { site: world.site.siteKey } }
  })
  afterAll(() => world.close())

  it('allows what its scopes say, and nothing else', async () => {
    for (const scope of scopes) {
      const others = await make(scopes.filter((one) => one !== scope))
      for (const [needs, method, path, body] of calls) {
        const { status, body: reply } = await world.call<{ code?: string; detail?: string }>(method, path, body, others.bearer)
        const what = `${method} ${path} without ${scope}`
        if (!needs.includes(scope)) expect(reply?.code, what).not.toBe('scope-needed')
        else expect({ status, ...reply }, what).toMatchObject({ status: 403, code: 'scope-needed', detail: expect.stringContaining(scope) })
      }
      const { secretKeys } = (await olga.send('GET /sites/:site', undefined, at)).body
      const key = secretKeys.find(({ hint }) => others.secretKey.endsWith(hint))
      expect(key?.scopes).toEqual(scopes.filter((one) => one !== scope))
      await olga.send('DELETE /sites/:site/keys/:key', {}, { params: { ...at.params, key: key?.id ?? '' } })
    }
  })

  it('has at least one scope, and only existing ones', async () => {
    for (const chosen of [[], ['everything'], ['accounts:read', 'accounts:read']])
      expect((await olga.send('POST /sites/:site/keys', { scopes: chosen } as never, at)).status).toBe(400)
  })

  it('that was made before there were scopes has all of them, and is shown as such', async () => {
    await world.db.write((tx) => tx.update(siteKeys).set({ scopes: null }))
    const { secretKeys } = (await olga.send('GET /sites/:site', undefined, at)).body
    expect(new Set(secretKeys.map(({ scopes }) => scopes))).toEqual(new Set([null]))
    world.turnClock(1000)
    for (const [, method, path, body] of calls)
      expect((await world.call<{ code?: string }>(method, path, body, world.back)).body?.code).not.toBe('scope-needed')
  })

  it('with unreadable scopes is refused, and does not affect other keys', async () => {
    const { secretKey, bearer } = await make(['accounts:read'])
    await world.db.write((tx) =>
      tx
        .update(siteKeys)
        .set({ scopes: '["everything"]' })
        .where(eq(siteKeys.hint, secretKey.slice(-4))),
    )
    world.turnClock(1000)
    const read = async (key: Record<string, string>) => (await world.call('GET', '/v1/accounts/jane', undefined, key)).status
    expect([await read(world.back), await read(bearer)]).toEqual([200, 503])
    // An expected fault.
    expect(world.faults.splice(0)).toHaveLength(1)
    await world.db.write((tx) => tx.delete(siteKeys).where(eq(siteKeys.hint, secretKey.slice(-4))))
  })

  it('is logged by its last characters, with everything that was done with it', async () => {
    const { secretKey, bearer } = await make(['accounts:read', 'accounts:write', 'enrolments', 'webhooks'])
    await world.call('GET', '/v1/accounts/jane?unmask=true', undefined, bearer)
    await world.call('PUT', '/v1/accounts/jane', { ...jane, locale: 'de' }, bearer)
    await world.call('POST', '/v1/accounts/jane/enrolments', undefined, bearer)
    await world.call('POST', '/v1/accounts/jane/lock', { cause: 'operator' }, bearer)
    await world.call('DELETE', '/v1/accounts/jane/lock', undefined, bearer)
    await world.call('POST', '/v1/webhooks', { url: `${HOOK}/`, events: ['account.locked'] }, bearer)
    await world.call('DELETE', '/v1/accounts/jane', undefined, bearer)
    const { events } = (await olga.send('GET /events', undefined, { query: { actor: 'site' } })).body
    const names = [
      'account.erased',
      'endpoint.created',
      'account.unlocked',
      'account.locked',
      'enrolment.opened',
      'account.put',
      'account.read',
    ]
    expect(events.slice(0, 7).map(({ name, details }) => [name, details.key])).toEqual(names.map((name) => [name, secretKey.slice(-4)]))
  })

  it('needs the scope that the OpenAPI document lists for each call', async () => {
    const { body } = await world.call<OpenApiDocument>('GET', '/openapi.json')
    const ofSites = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { security, responses }]) =>
        security.flatMap(({ site }) => (site ? [{ call: `${method} ${path}`, site, refused: responses['403']?.description }] : [])),
      ),
    )
    expect(ofSites.length).toBeGreaterThan(12)
    for (const { call, site, refused } of ofSites) {
      expect(site, call).toHaveLength(1)
      expect(scopes, call).toContain(site[0])
      expect(refused, call).toContain('scope-needed')
    }
    expect(body.paths['/v1/accounts/{accountId}']?.put?.description).toContain('`passwords`')
  })
})
