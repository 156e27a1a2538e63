import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../testing/open-world.ts'
import { newOperator } from '../../testing/operator.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { realms, sites } from '../db/schema.ts'
import { invite } from '../operators/invite.ts'
import type { RealmFault } from '../sites/read-sites.ts'
import { readSites } from '../sites/read-sites.ts'

const OTHER = 'https://other.example'

describe('a realm whose settings can’t be read', () => {
  let world: TestWorld
  let other: Awaited<ReturnType<TestWorld['found']>>
  beforeEach(async () => {
    world = await openWorld()
    other = await world.found('Other Shop', OTHER, {})
    await world.addAccount('jane', personAt(MAIL), other)
  })
  afterEach(async () => {
    // A 503 is logged as a fault of the server.
    world.faults.length = 0
    await world.close()
  })

  const damage = async (set: Partial<typeof realms.$inferInsert>) => {
    await world.db.write((tx) => tx.update(realms).set(set).where(eq(realms.id, world.realm)))
    world.turnClock(1000)
  }
  const shop = () => world.call<{ detail?: string }>('GET', `/v1/sites/${world.site.siteKey}`, undefined, { origin: SHOP })
  async function expectOthersOpen() {
    expect((await world.call('GET', `/v1/sites/${other.site.siteKey}`, undefined, { origin: OTHER })).status).toBe(200)
    const { named } = await world.name(MAIL, other)
    expect(named.body.flow.step.type).toBe('choose-method')
    const back = { authorization: `Bearer ${other.site.secretKey}` }
    expect((await world.call('GET', '/v1/accounts/jane', undefined, back)).status).toBe(200)
    expect((await world.app.request(`${ORIGIN}/healthz`)).status).toBe(200)
  }

  it.each<[string, Partial<typeof realms.$inferInsert>, RegExp]>([
    ['a policy that is not JSON', { policy: '{"limits":' }, /^its policy is not JSON$/],
    ['a policy of another type', { policy: '[]' }, /^its policy, at its root: /],
    ['a policy with a number that is none', { policy: '{"code":{"digits":"many"}}' }, /^its policy, at code\.digits: /],
    ['a policy of a newer version', { policy: '{"telepathy":true}' }, /^its policy, at telepathy: is not a known property$/],
    ['decoys that cannot be read', { decoyShape: '{}' }, /^the shape of its decoys, at /],
    ['a directory of another secret', { directory: 'AAAA' }, /^its directory settings cannot be opened with this secret$/],
  ])('is shut without affecting others, and says so: %s', async (_, set, because) => {
    await damage(set)
    const { status, headers, body } = await shop()
    expect([status, headers.get('access-control-allow-origin'), headers.get('retry-after')]).toEqual([503, SHOP, '60'])
    expect(body.detail).toBe('The settings of this site can’t be read.')
    for (const [method, path, given] of [
      ['POST', '/v1/flows', { site: world.site.siteKey, reason: 'forgot-password' }],
      ['POST', '/v1/captchas', { site: world.site.siteKey }],
    ] as const)
      expect((await world.call(method, path, given, { origin: SHOP })).status, path).toBe(503)
    expect((await world.call('GET', '/v1/accounts/jane', undefined, world.back)).status).toBe(503)
    expect((await world.call('POST', '/v1/sign-ins', { identifier: MAIL, password: 'a password' }, world.back)).status).toBe(503)
    for (const page of ['recover', 'genuine', 'calls', 'cases'])
      expect((await world.app.request(`${ORIGIN}/${page}/${world.site.siteKey}`, { headers: { accept: 'text/html' } })).status, page).toBe(
        503,
      )
    await expectOthersOpen()

    const faults: RealmFault[] = []
    const { db, clock, keys, seal } = world.deps
    const known = readSites(db, clock, keys, seal, (fault) => faults.push(fault))
    await known.all()
    world.turnClock(2000)
    await known.all()
    expect(faults).toEqual([{ realm: 'Corner Shop', because: expect.stringMatching(because) }])
  })

  it('is open again as soon as they can be read, with its open attempts', async () => {
    const { body: flow } = await world.start()
    await damage({ policy: '{' })
    expect((await world.look(flow)).status).toBe(503)
    await damage({ policy: '{"captcha":{"rounds":1,"tries":2}}' })
    expect((await shop()).status).toBe(200)
    expect((await world.look(flow)).body.flow.step.type).toBe('identify')
  })

  it('stays open if only one of its sites can’t be read', async () => {
    await world.db.write((tx) => tx.update(sites).set({ brand: '{"logo":' }).where(eq(sites.key, world.site.siteKey)))
    world.turnClock(1000)
    expect((await shop()).status).toBe(503)
    await expectOthersOpen()
  })

  it('is named in the console, with the reason', async () => {
    const olga = newOperator(world)
    const needs = { ...world.deps, origin: ORIGIN }
    await olga.join((await world.db.write((tx) => invite(tx, { email: 'olga@example.com', role: 'owner', by: {} }, needs))).link)
    await damage({ policy: '{' })
    const listed = (await olga.send('GET /realms')).body
    expect(listed.map(({ name, shut }) => [name, shut])).toEqual([
      ['Corner Shop', 'its policy is not JSON'],
      ['Other Shop', null],
    ])
    const read = await olga.send('GET /realms/:realm/policy', {}, { params: { realm: world.realm } })
    expect([read.status, read.body.code]).toEqual([503, 'unavailable'])
  })
})
