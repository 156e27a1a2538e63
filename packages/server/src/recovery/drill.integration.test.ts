import type { Answer, SecurityView, StartedReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { accounts, auditEvents, flows, outbox, savedCodes } from '../db/schema.ts'
import { countEvents } from '../overview/count-events.ts'
import { readOverview } from '../overview/read-overview.ts'

const PHONE = '+4915112345678'
const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const DAY = 86_400_000
const jane = {
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
  password: OLD,
}
type Begun = StartedReply

describe('a practice run', () => {
  let world: TestWorld
  const open = async (policy: Parameters<typeof openWorld>[0] = {}, account: Record<string, unknown> = jane) => {
    world = await openWorld({ methods: ['email-code', 'sms-code', 'saved-code', 'totp'], hold: { newHours: 0 }, ...policy })
    await world.addAccount('jane', account)
  }
  afterEach(() => world.close())

  const ask = async () => (await world.enrol('jane')).call<{ site: string }>('/drill')
  const begin = (site: string, origin = world.shop.origin) =>
    world.call<Begun>('POST', '/v1/flows', { site, reason: 'forgot-password', locale: 'en' }, { origin })
  const drill = async (): Promise<Begun> => (await begin((await ask()).body.site)).body
  async function choose(flow: Begun, method: string, complete?: string) {
    const { step } = (await world.look(flow)).body.flow
    const ref = step.type === 'choose-method' ? (step.methods.find((one) => one.method === method)?.ref ?? '') : ''
    return await world.answer(flow, { type: 'choose-method', ref, ...(complete !== undefined && { complete }) })
  }
  async function byMail(flow: Begun) {
    await choose(flow, 'email-code', MAIL)
    await world.deliver()
    return await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
  }
  const events = () => world.db.read.select().from(auditEvents)
  const attempt = async (id: string) => (await world.db.read.select().from(flows).where(eq(flows.id, id)))[0]
  const everything = async () => ({
    accounts: await world.db.read.select().from(accounts),
    savedCodes: await world.db.read.select().from(savedCodes),
    notices: (await world.db.read.select().from(outbox)).filter(({ kind }) => kind !== 'code').length,
  })

  it('goes to the last step with a real code, is announced in the mail, and changes nothing', async () => {
    await open()
    const real = await world.name(MAIL)
    const before = await everything()
    const flow = await drill()
    expect(flow.flow.step.type).toBe('choose-method')
    const done = await byMail(flow)
    expect(done.body.flow.step).toEqual({ type: 'done', outcome: 'drill-passed' })
    expect(world.mails.at(-1)?.text).toContain('This is a practice run, started by someone who is signed in to your Corner Shop account')
    expect(world.mails.at(-1)?.text).toContain('If this wasn’t you, contact Corner Shop now.')
    expect(await everything()).toEqual(before)
    expect((await world.signIn(MAIL, OLD)).body.result).toBe('ok')
    expect(await attempt(flow.flow.id)).toMatchObject({ outcome: 'drill-passed' })
    // Other open attempts at the account continue.
    await world.answer(real.flow, { type: 'cancel' })
    expect(await attempt(real.flow.flow.id)).toMatchObject({ because: 'cancelled' })
    const own = (await events()).filter((event) => event.flow === flow.flow.id)
    expect(own.map(({ name }) => name)).toEqual([
      'flow.started',
      'flow.identified',
      'challenge.opened',
      'challenge.passed',
      'flow.practised',
    ])
    for (const { details } of own) expect(JSON.parse(details)).toMatchObject({ drill: true })
  })

  it('accepts no answer that would continue a real recovery', async () => {
    await open()
    const before = await everything()
    const answers: Answer[] = [
      { type: 'new-password', password: NEW },
      { type: 'remedy', remedy: 'unlock' },
      { type: 'remedy', remedy: 'new-password' },
      { type: 'look-again' },
      { type: 'help', contact: MAIL, whatHappened: 'I lost it.' },
      { type: 'back' },
      { type: 'no-method' },
    ]
    const flow = await drill()
    await choose(flow, 'email-code', MAIL)
    for (const answer of answers.slice(0, 5)) expect((await world.answer(flow, answer)).status, answer.type).toBe(409)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    for (const answer of answers) expect((await world.answer(flow, answer)).status, answer.type).toBe(409)
    expect(await everything()).toEqual(before)
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('refused')
  })

  it('ends where only support could help, and contacts nobody', async () => {
    await open()
    const flow = await drill()
    const stuck = await world.answer(flow, { type: 'no-method' })
    expect(stuck.body.flow.step).toEqual({ type: 'done', outcome: 'drill-stuck' })
    const last = (await events()).at(-1)
    expect([last?.name, JSON.parse(last?.details ?? '')]).toEqual(['flow.practised', { passed: false, drill: true }])
    expect((await events()).some(({ name }) => name === 'flow.help-asked' || name === 'case.opened')).toBe(false)
  })

  it('says at once that there is no method, and shows no made-up address', async () => {
    await open({ methods: ['email-code'] }, { ...jane, destinations: [] })
    const flow = await drill()
    expect(flow.flow.step).toEqual({ type: 'done', outcome: 'drill-stuck' })
    expect(await attempt(flow.flow.id)).toMatchObject({ outcome: 'drill-stuck' })
  })

  it('uses up no saved code, and accepts a code of an app once as usual', async () => {
    await open()
    const own = await world.enrol('jane')
    const { codes } = (await own.call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body
    const { secret, setUp } = (await own.call<{ secret: string; setUp: string }>('/set-up', { method: 'totp' })).body
    const shown = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() })
    await own.call('/confirmation', { setUp, code: shown() })
    world.turnClock(60_000)
    const [code = ''] = codes
    const sheet = await drill()
    await choose(sheet, 'saved-code')
    expect((await world.answer(sheet, { type: 'challenge', code: 'AAAA-AAAA-AAAA-AAAA' })).body.problem).toEqual({ code: 'code-wrong' })
    const proven = await world.answer(sheet, { type: 'challenge', code })
    expect(proven.body.flow.step).toEqual({ type: 'done', outcome: 'drill-passed' })
    expect(await world.db.read.select().from(savedCodes)).toHaveLength(10)
    expect(await attempt(sheet.flow.id)).toMatchObject({ guesses: 2 })
    const app = await drill()
    await choose(app, 'totp')
    expect((await world.answer(app, { type: 'challenge', code: shown() })).body.flow.step).toMatchObject({ outcome: 'drill-passed' })
    const { flow, named } = await world.name(MAIL)
    const { step } = named.body.flow
    const refOf = (method: string) => (step.type === 'choose-method' ? (step.methods.find((one) => one.method === method)?.ref ?? '') : '')
    await world.answer(flow, { type: 'choose-method', ref: refOf('totp') })
    expect((await world.answer(flow, { type: 'challenge', code: shown() })).body.problem).toEqual({ code: 'code-wrong' })
    await world.answer(flow, { type: 'back' })
    await world.answer(flow, { type: 'choose-method', ref: refOf('saved-code') })
    expect((await world.answer(flow, { type: 'challenge', code })).body.flow.step.type).toBe('new-password')
    expect(world.mails.filter(({ text }) => text?.includes('saved codes was used'))).toEqual([])
  })

  it('starts once from its key, on a page of the site, while the account is unchanged, a few times a day', async () => {
    await open()
    const first = (await ask()).body.site
    expect(first).toMatch(/^drill_/)
    expect((await begin(first, 'https://evil.example')).status).toBe(403)
    expect((await begin(first)).status).toBe(201)
    expect((await begin(first)).status).toBe(404)
    // Its key opens no security page, and a security page's token starts no practice run.
    const own = await world.enrol('jane')
    const second = (await own.call<{ site: string }>('/drill')).body.site
    const bearer = (token: string) => ({ authorization: `Bearer ${token}`, origin: world.shop.origin })
    expect((await world.call('GET', '/v1/security', undefined, bearer(second.replace('drill_', '')))).status).toBe(401)
    expect((await begin(`drill_${own.token}`)).status).toBe(404)
    // A real recovery, or the site, has changed the account meanwhile.
    await world.addAccount('jane', { ...jane, password: NEW })
    expect((await begin(second)).status).toBe(404)
    const late = (await ask()).body.site
    world.turnClock(900_001)
    expect((await begin(late)).status).toBe(404)
    expect((await ask()).status).toBe(429)
    world.turnClock(DAY)
    expect((await ask()).status).toBe(200)
  })

  it('counts as no attempt, and is listed once in the owner’s recent activity', async () => {
    await open()
    const { id } = (await drill()).flow
    const flow = await drill()
    await byMail(flow)
    while ((await countEvents(world.db)) > 0);
    const { counts, behind } = await readOverview({ days: 1 }, world.deps)
    expect({ counts, behind }).toEqual({ counts: {}, behind: 0 })
    const { security } = (await (await world.enrol('jane')).read()).body as { security: SecurityView }
    expect(security.activity.map(({ what }) => what).filter((what) => what !== 'account-changed')).toEqual(['practised'])
    expect(await attempt(id)).toMatchObject({ outcome: null, because: null })
  })
})
