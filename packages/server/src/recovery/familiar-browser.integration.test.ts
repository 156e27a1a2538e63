import type { PolicyInput } from '@regain/core'
import { afterEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { purge } from '../db/purge.ts'
import { auditEvents, devices, flows } from '../db/schema.ts'

const HOUR = 3_600_000
const WRONG = '00000000'
const OLD = 'old lanterns never rust'
const jane = { ...personAt(MAIL), password: OLD }
const jack = { ...personAt('jack@example.com'), password: OLD }
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']

let world: TestWorld
/** A realm's defaults; limits per address are tested elsewhere. */
const limits: PolicyInput['limits'] = {
  startPerAddress: MANY,
  captchaPerAddress: MANY,
  identifyPerAddress: MANY,
  identifyPerNetwork: MANY,
  identifyPerName: MANY,
  answerPerAddress: MANY,
}
async function open(policy: PolicyInput = {}) {
  world = await openWorld({ ...policy, limits: { ...limits, ...policy.limits } })
  await world.addAccount('jane', jane)
  await world.addAccount('jack', jack)
}
afterEach(() => world.close())

const start = async (device?: string) =>
  await world.call<Flow>(
    'POST',
    '/v1/flows',
    { site: world.site.siteKey, reason: 'forgot-password', locale: 'en', ...(device !== undefined && { device }) },
    { origin: world.shop.origin },
  )
/** From the start to the step at which a code is typed; and the code that arrived, if one did. */
async function ask(device?: string, method = 'email-code', name = MAIL, complete = MAIL) {
  const { body: flow } = await start(device)
  const named = await world.answer(flow, { type: 'identify', identifier: name, captcha: await world.captcha() })
  const { step } = named.body.flow
  const ref = step.type === 'choose-method' ? (step.methods.find((one) => one.method === method)?.ref ?? '') : ''
  const before = (await world.mailsTo(complete)).length
  const chosen = await world.answer(flow, { type: 'choose-method', ref, complete })
  const mail = (await world.mailsTo(complete))[before]
  return { flow, named, chosen, mail, code: /^(\d{8})$/m.exec(mail ?? '')?.[1] }
}
const guess = (flow: Flow, code: string) => world.answer(flow, { type: 'challenge', code })
const signedIn = async (name = MAIL, password = OLD) => (await world.signIn(name, password)).body.device ?? ''

/** Until no more codes arrive: all guesses at those that came are used up as well. */
async function strangersUseUp(more: readonly (string | undefined)[] = [undefined]) {
  for (let n = 0; ; n += 1) {
    world.comeFrom(`198.51.100.${n}`)
    const { flow, code } = await ask(more[n % more.length])
    for (let guessed = 0; guessed < 5; guessed += 1) await guess(flow, WRONG)
    if (code === undefined) break
  }
  world.comeFrom('192.0.2.1')
}

describe('strangers who use up an account’s codes and guesses every day for a week', () => {
  it('can’t keep out an owner who recovers by mail in a familiar browser', { timeout: 120_000 }, async () => {
    await open()
    let password = OLD
    let device = await signedIn(MAIL, password)
    for (let day = 1; day <= 7; day += 1) {
      for (let hour = 0; hour < 24; hour += 2) {
        await strangersUseUp()
        world.turnClock(2 * HOUR)
      }
      await strangersUseUp()
      // Without the token it is as documented: nothing arrives, and the support team can help.
      const elsewhere = await ask()
      expect([elsewhere.chosen.body.flow.step.type, elsewhere.code]).toEqual(['challenge', undefined])
      expect((await world.answer(elsewhere.flow, { type: 'no-method' })).body.flow.step.type).toBe('help')

      const own = await ask(device)
      expect(own.code, `day ${day}`).toBeDefined()
      const proven = await guess(own.flow, own.code ?? '')
      expect(proven.body.flow.step.type, `day ${day}`).toBe('new-password')
      password = `quiet lanterns drift over stones, day ${day}`
      await world.answer(own.flow, { type: 'new-password', password })
      device = await signedIn(MAIL, password)
      expect(device).not.toBe('')
    }
  })

  it('can’t use up a familiar browser’s own guesses and approval mails', async () => {
    await open({ methods: ['email-code', 'email-approval'] })
    const device = await signedIn()
    await strangersUseUp()
    for (let n = 0; n < 5; n += 1) expect((await ask(undefined, 'email-approval')).mail).toBeUndefined()
    const { flow, code } = await ask(device)
    for (let guessed = 0; guessed < 4; guessed += 1) await guess(flow, WRONG)
    expect((await guess(flow, code ?? '')).body.flow.step.type).toBe('new-password')
    expect((await ask(device, 'email-approval')).mail).toContain('/approve/')
  })

  it('can’t use up a browser’s share from another browser, even if the owner was signed in there, too', async () => {
    await open()
    const [own, former] = [await signedIn(), await signedIn()]
    await strangersUseUp([undefined, former, await signedIn('jack@example.com'), 'of nobody'])
    while ((await ask(former)).code !== undefined);
    expect((await ask(own)).code).toBeDefined()
  })

  it('get no share with a wrong, foreign or missing device token', async () => {
    await open()
    const device = await signedIn()
    const foreign = await signedIn('jack@example.com')
    await strangersUseUp()
    for (const one of [undefined, '', 'of nobody', foreign, device.slice(1)]) expect((await ask(one)).code).toBeUndefined()
    expect((await ask(device)).code).toBeDefined()
  })

  it('are limited to the share even in that browser', async () => {
    await open()
    const device = await signedIn()
    await strangersUseUp()
    const codes = []
    for (let n = 0; n < 5; n += 1) codes.push((await ask(device)).code)
    expect(codes.map((code) => code !== undefined)).toEqual([true, true, true, false, false])
  })
})

describe('a device token', () => {
  it('causes the same replies, reads and writes whether it is right, wrong, foreign or missing, for known and unknown names', async () => {
    await open({ limits: { ...limits, sendPerDestination: MANY, sendPerDestinationDaily: MANY } })
    const right = await signedIn()
    const foreign = await signedIn('jack@example.com')
    const shape = (text: string) =>
      text.replace(/"(id|ref|token|requestId)":"[^"]+"/g, '"$1":""').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
    const rowsOf = async () =>
      Object.fromEntries(
        await Promise.all(
          ['flows', 'challenges', 'limits', 'outbox', 'audit_events', 'devices'].map(async (table) => {
            const rows = await world.db.read.all<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)
            return [table, rows[0]?.n ?? 0] as const
          }),
        ),
      )
    async function walk(device: string | undefined, name: string) {
      const before = await rowsOf()
      const { body: flow, text, headers } = await start(device)
      const named = await world.answer(flow, { type: 'identify', identifier: name, captcha: await world.captcha() })
      const { step } = named.body.flow
      const ref = step.type === 'choose-method' ? (step.methods[0]?.ref ?? '') : ''
      const chosen = await world.answer(flow, { type: 'choose-method', ref, complete: MAIL })
      const wrong = await guess(flow, WRONG)
      const after = await rowsOf()
      const grown = Object.keys(after).map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)])
      return { replies: [text, chosen.text, wrong.text].map(shape), headers: [...headers.keys()], grown }
    }
    // Names of one form, so that their lists are equally long.
    const seen = await walk(undefined, MAIL)
    for (const device of [right, foreign, 'of nobody', '']) {
      const again = await walk(device, MAIL)
      expect(again.replies[0]).toBe(seen.replies[0])
      expect(again).toMatchObject({ replies: seen.replies, headers: seen.headers })
      // The buckets of the inbox and of the account's guesses exist already; the attempt's bucket is new each time.
      expect(Object.fromEntries(again.grown as [string, number][])).toMatchObject({
        flows: 1,
        challenges: 1,
        outbox: 1,
        audit_events: 4,
        devices: 0,
      })
    }
    const [first, ...others] = await Promise.all(
      ['', right, foreign, 'of nobody'].map(async (device) => (await walk(device, 'nobody@example.com')).replies[0]),
    )
    for (const other of others) expect(other).toBe(first)
    // It is stored nowhere in the clear.
    const [kept, events] = [await world.db.read.select().from(flows), await world.db.read.select().from(auditEvents)]
    expect(JSON.stringify([kept, events])).not.toContain(right)
    await purge(world.db, world.now() + 31 * 24 * HOUR)
    expect((await world.db.read.select().from(flows)).map(({ device }) => device)).toEqual(kept.map(() => null))
  })

  it('that is not text, or too long, is refused before anything is looked up', async () => {
    await open()
    for (const device of [7, null, 'x'.repeat(65), { a: 1 }]) expect((await start(device as never)).status).toBe(400)
  })

  it('can be requested and deleted by the back end of a site with its own sign-in', async () => {
    await open()
    const post = (account: string, body: object = {}) =>
      world.call<{ device: string }>('POST', `/v1/accounts/${account}/familiar-devices`, body, world.back)
    const { status, body } = await post('jane', { ip: '203.0.113.9', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/144.0' })
    expect([status, body.device.length]).toEqual([200, 43])
    expect((await post('jane', { device: body.device })).body).toEqual(body)
    expect((await post('jack', { device: body.device })).body.device).not.toBe(body.device)
    expect((await post('nobody')).status).toBe(404)
    expect((await world.call('POST', '/v1/accounts/jane/familiar-devices', {})).status).toBe(401)
    await strangersUseUp()
    expect((await ask(body.device)).code).toBeDefined()
    expect((await world.call('DELETE', '/v1/accounts/jane/familiar-devices', undefined, world.back)).status).toBe(204)
    expect((await ask(body.device)).code).toBeUndefined()
    expect((await world.db.read.select().from(devices)).map(({ account }) => account)).toEqual(['jack'])
  })

  it('is limited to a hundred per account: only the newest count', async () => {
    await open()
    for (let n = 0; n < 102; n += 1) {
      world.turnClock(1000)
      await world.call('POST', '/v1/accounts/jane/familiar-devices', {}, world.back)
    }
    expect(await world.db.read.select().from(devices)).toHaveLength(100)
  })
})

describe('the limits that are announced in advance', () => {
  it('are the policy’s own numbers, in the site’s public settings', async () => {
    await open({
      code: { lifetimeSeconds: 480 },
      limits: { sendPerDestination: { burst: 2, perSeconds: 300 }, sendPerDestinationDaily: { burst: 5, perSeconds: 172_800 } },
    })
    const { body } = await world.call<{ sending: object }>('GET', `/v1/sites/${world.site.siteKey}`)
    expect(body.sending).toEqual({
      waitSeconds: 240,
      code: [
        { most: 2, seconds: 300 },
        { most: 5, seconds: 172_800 },
      ],
      approval: [
        { most: 2, seconds: 300 },
        { most: 4, seconds: 86_400 },
      ],
    })
  })
})

describe('the operator’s page of an account', () => {
  it('says who used up the day’s codes and guesses, from which networks, and how many', async () => {
    await open()
    const operator = await hire(world, 'agent@shop.example', 'agent')
    const device = await signedIn()
    world.comeFrom('198.51.100.7')
    for (let n = 0; n < 5; n += 1) {
      const { flow } = await ask()
      if (n === 0) await guess(flow, WRONG)
    }
    world.comeFrom('2001:db8:1:2::9')
    const { flow } = await ask(device)
    await guess(flow, WRONG)
    await guess(flow, WRONG)
    const { body } = await operator.send('GET /accounts/:realm/:account', undefined, { params: { realm: world.realm, account: 'jane' } })
    expect(body.spent).toEqual([
      { familiar: false, addressPrefix: '198.51.100.7', sent: 3, withheld: 2, wrong: 1, lastAt: expect.any(Number) },
      { familiar: true, addressPrefix: '2001:db8:1:2::/64', sent: 1, withheld: 0, wrong: 2, lastAt: expect.any(Number) },
    ])
  })
})
