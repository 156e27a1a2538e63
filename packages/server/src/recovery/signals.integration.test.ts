import type { FlowReply, PolicyInput, SignalName, StartedReply } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import type { AttemptFilter } from '../attempts/filter-attempts.ts'
import { listAttempts, readAttempt } from '../attempts/list-attempts.ts'
import { auditEvents, cases, flows } from '../db/schema.ts'
import { readPolicy } from '../realms/change-policy.ts'
import { tryPolicy } from '../realms/try-policy.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const SECOND = 'second@example.com'
const DAY = 86_400_000
/** Addresses of two countries, and of none. */
const [BERLIN, PARIS, NOWHERE] = ['85.214.1.1', '90.84.1.1', '192.0.2.1']
const countryOf = (prefix: string) => ({ [BERLIN]: 'DE', [PARIS]: 'FR' })[prefix]
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

let world: TestWorld
const person = (mail: string, ...more: string[]) => ({
  identifiers: [{ kind: 'email', value: mail }],
  destinations: [mail, ...more].map((value) => ({ channel: 'email', value, verified: true })),
})
async function open(risk: PolicyInput['risk'] = {}, policy: PolicyInput = {}) {
  const methods: PolicyInput['methods'] = ['email-code', 'email-approval', 'saved-code']
  world = await openWorld({ methods, hold: { newHours: 0 }, ...policy, risk, limits: roomy }, { countryOf })
  await world.addAccount('jane', { ...person(MAIL, SECOND), password: OLD })
  world.comeFrom(NOWHERE)
}
afterEach(() => world.close())

/** Begun in a browser with this name. */
async function begin(reason: 'forgot-password' | 'compromised' = 'forgot-password'): Promise<StartedReply> {
  const headers = { 'origin': SHOP, 'user-agent': FIREFOX }
  return (await world.call<StartedReply>('POST', '/v1/flows', { site: world.site.siteKey, reason }, headers)).body
}
async function ask(mail: string, reason?: 'compromised') {
  const flow = await begin(reason)
  const named = await world.answer(flow, { type: 'identify', identifier: mail, captcha: await world.captcha() })
  const { step } = named.body.flow
  const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'email-code')?.ref) || ''
  await world.answer(flow, { type: 'choose-method', ref, complete: mail })
  await world.deliver()
  return flow
}
const prove = (flow: StartedReply, mail: string) => world.answer(flow, { type: 'challenge', code: world.codeFor(mail) })
const getIn = async (mail = MAIL, reason?: 'compromised') => {
  const flow = await ask(mail, reason)
  return { flow, reply: await prove(flow, mail) }
}
const signsOf = async ({ flow }: StartedReply): Promise<SignalName[]> =>
  ((await readAttempt(flow.id, world.deps)).attempt.risk?.signals ?? []).map(({ name }) => name)
const signs = async (mail?: string, reason?: 'compromised') => await signsOf((await getIn(mail, reason)).flow)
/** The person answers on the mail's page, by typing the screen's number. */
async function askByPage() {
  const flow = await begin()
  const named = await world.answer(flow, { type: 'identify', identifier: MAIL, captcha: await world.captcha() })
  const { step } = named.body.flow
  const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'email-approval')?.ref) || ''
  const asked = (await world.answer(flow, { type: 'choose-method', ref, complete: MAIL })).body.flow.step
  const number = String((asked.type === 'challenge' && asked.number) || '')
  const link = /\/approve\/[\w.-]+/.exec((await world.mailsTo(MAIL)).at(-1) ?? '')?.[0] ?? ''
  return { flow, answer: () => world.app.request(ORIGIN + link, { method: 'POST', body: new URLSearchParams({ number }) }) }
}
const askPeople = async (mail: string) => {
  const { flow } = await world.name(mail)
  await world.answer(flow, { type: 'no-method' })
  await world.answer(flow, { type: 'help', contact: 'me@elsewhere.example', whatHappened: 'lost it all' } as never)
}

describe('a warning sign', () => {
  it('is absent in an ordinary recovery of an account with two addresses', async () => {
    await open()
    expect(await signs()).toEqual([])
  })

  it('is an attempt from a country without an earlier proven attempt; attempts that strangers begin don’t count', async () => {
    await open()
    world.comeFrom(BERLIN)
    expect(await signs()).toEqual([])
    world.comeFrom(PARIS)
    await ask(MAIL)
    expect(await signs()).toEqual(['new-country'])
    expect(await signs()).toEqual([])
    world.turnClock(31 * DAY)
    world.comeFrom(BERLIN)
    expect(await signs()).toEqual([])
  })

  it('is a proof from another country than the attempt began in, typed or given on a mail’s page', async () => {
    await open()
    world.comeFrom(BERLIN)
    const flow = await ask(MAIL)
    world.comeFrom(PARIS)
    await prove(flow, MAIL)
    expect(await signsOf(flow)).toEqual(['other-country'])
    world.comeFrom(BERLIN)
    const page = await askByPage()
    world.comeFrom(PARIS)
    await page.answer()
    expect(await signsOf(page.flow)).toEqual(['other-country'])
    world.comeFrom(NOWHERE)
    expect(await signs()).toEqual([])
  })

  it('is one network and browser that recovers many accounts in a day, but not an internal network or an unnamed proxy', async () => {
    await open()
    const people = Array.from({ length: 6 }, (_, n) => `person-${n}@example.com`)
    for (const mail of people) await world.addAccount(mail.split('@')[0] ?? '', person(mail, SECOND))
    world.comeFrom('10.0.0.7')
    for (const mail of people.slice(0, 5)) await getIn(mail)
    expect(await signs(people[5])).toEqual([])
    world.comeFrom(BERLIN)
    for (const mail of people.slice(0, 5)) expect(await signs(mail)).toEqual([])
    expect(await signs(people[5])).toEqual(['many-accounts'])
    world.turnClock(DAY)
    expect(await signs(people[5])).toEqual([])
  })

  it('is an answer without a page, which no browser sends', async () => {
    await open()
    const flow = await ask(MAIL)
    const code = world.codeFor(MAIL)
    const authorization = `Bearer ${flow.token}`
    await world.call<FlowReply>('POST', `/v1/flows/${flow.flow.id}/answers`, { type: 'challenge', code }, { authorization })
    expect(await signsOf(flow)).toEqual(['no-page'])
  })

  it('is an address that was recently added or replaced others, and none that the account began with', async () => {
    await open()
    world.turnClock(1000)
    await world.addAccount('jane', person(MAIL, SECOND, 'third@example.com'))
    expect(await signs()).toEqual(['address-new'])
    world.turnClock(31 * DAY)
    expect(await signs()).toEqual([])
    await world.addAccount('jane', person('only@example.com'))
    world.turnClock(1000)
    expect(await signs('only@example.com')).toEqual(['address-new', 'only-address'])
  })

  it('is a code that went to the only address that would be notified (R-508)', async () => {
    await open()
    await world.addAccount('john', person('john@example.com'))
    expect(await signs('john@example.com')).toEqual(['only-address'])
  })

  it('is a report that somebody else is in the account, and several wrong codes before the right one', async () => {
    await open()
    const flow = await ask(MAIL, 'compromised')
    for (const code of ['00000000', '00000001']) await world.answer(flow, { type: 'challenge', code })
    await prove(flow, MAIL)
    expect(await signsOf(flow)).toEqual(['someone-in', 'wrong-codes'])
  })

  it('is several failed attempts in a day, and another case', async () => {
    await open()
    for (let n = 0; n < 2; n += 1) await ask(MAIL)
    expect(await signs()).toEqual([])
    await ask(MAIL)
    await askPeople(MAIL)
    expect(await signs()).toEqual(['several-attempts', 'several-cases'])
    world.turnClock(DAY + 1)
    expect(await signs()).toEqual(['several-cases'])
  })
})

describe('the risk', () => {
  const strict: PolicyInput['risk'] = { twoAt: 1 }

  it('needs another class of proof if it is high, sends people without one to support, and is logged with its signs', async () => {
    await open(strict)
    await world.addAccount('john', person('john@example.com'))
    const { flow, reply } = await getIn('john@example.com')
    const { step } = reply.body.flow
    expect(step).toMatchObject({ type: 'choose-method', proven: 1, needed: 2, methods: [{ method: 'saved-code' }] })
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).status).toBe(409)
    expect((await world.answer(flow, { type: 'no-method' })).body.flow.step.type).toBe('help')
    const passed = and(eq(auditEvents.flow, flow.flow.id), eq(auditEvents.name, 'challenge.passed'))
    const [event] = await world.db.read.select().from(auditEvents).where(passed)
    expect(JSON.parse(event?.details ?? '')).toEqual({ method: 'email-code', signals: 'only-address', risk: 1, level: 'high' })
    expect((await getIn()).reply.body.flow.step.type).toBe('new-password')
  })

  it('is decided at the first proof, and a second one of another class is enough', async () => {
    await open(strict)
    await world.addAccount('john', person('john@example.com'))
    const codes = (await (await world.enrol('john')).call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body.codes
    const { flow, reply } = await getIn('john@example.com')
    const { step } = reply.body.flow
    const ref = (step.type === 'choose-method' && step.methods[0]?.ref) || ''
    await world.answer(flow, { type: 'choose-method', ref })
    const done = await world.answer(flow, { type: 'challenge', code: codes[0] ?? '' })
    expect(done.body.flow.step.type).toBe('new-password')
    expect(await signsOf(flow)).toEqual(['only-address'])
  })

  it('does not show before the first proof, in texts, bytes or rows: it is not even computed', async () => {
    await open(strict)
    await world.addAccount('calm', person('calm@example.com'))
    await world.addAccount('john', person('john@example.com'))
    world.turnClock(1000)
    await world.addAccount('john', person('jane@example.org'))
    for (let n = 0; n < 3; n += 1) await ask('jane@example.org')
    await askPeople('jane@example.org')
    const shown = async (mail: string) => {
      const { flow, named, chosen } = await world.toChallenge(mail, mail, { method: 'email-code' })
      const wrong = await world.answer(flow, { type: 'challenge', code: '00000000' })
      const events = await world.db.read.select().from(auditEvents).where(eq(auditEvents.flow, flow.flow.id))
      const [row] = await world.db.read.select().from(flows).where(eq(flows.id, flow.flow.id))
      const { step } = named.body.flow
      const mask = (text: string) =>
        text.replace(/"(id|ref|token|expiresAt|resendAt|requestId|masked)":"[^"]+"/g, '').replace(/"methods":\[.*?\]/, '')
      const replies = [named, chosen, wrong].map(({ text, status }) => [status, mask(text)])
      const seen = { replies, events: events.map(({ name }) => name), width: row?.named?.length }
      return { seen, offers: step.type === 'choose-method' ? step.methods.length : 0 }
    }
    const { seen, offers } = await shown('jane@example.org')
    expect((await shown('calm@example.com')).seen).toEqual(seen)
    // An unknown name with as many addresses, because the row contains each with its mask.
    for (let n = 0; n < 30; n += 1) {
      const nobody = await shown(`jane@example${n}.com`)
      if (nobody.offers !== offers) continue
      expect(nobody.seen).toEqual(seen)
      break
    }
    expect.assertions(3)
    expect(JSON.stringify(await world.db.read.select().from(auditEvents))).not.toContain('signals')
  })

  it('does not apply to a practice run', async () => {
    await open(strict)
    await world.addAccount('john', person('john@example.com'))
    const { body } = await (await world.enrol('john')).call<{ site: string }>('/drill')
    const begun = await world.call<StartedReply>('POST', '/v1/flows', { site: body.site, reason: 'forgot-password' }, { origin: SHOP })
    const { step } = begun.body.flow
    const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'email-code')?.ref) || ''
    await world.answer(begun.body, { type: 'choose-method', ref, complete: 'john@example.com' })
    await world.deliver()
    expect((await prove(begun.body, 'john@example.com')).body.flow.step).toMatchObject({ type: 'done', outcome: 'drill-passed' })
    expect(await signsOf(begun.body)).toEqual([])
  })

  it('is not raised by the very change that is being undone', async () => {
    await open(strict)
    await world.addAccount('john', person('john@example.com'))
    world.turnClock(1000)
    await world.addAccount('jane', person(MAIL, 'third@example.com'))
    const [notice = ''] = (await world.mailsTo(SECOND)).filter((text) => text.includes('/undo/'))
    const token = /\/undo\/([\w-]{43})/.exec(notice)?.[1] ?? ''
    await world.app.request(`${ORIGIN}/undo/${token}`, { method: 'POST', body: new URLSearchParams({ marked: 'yes' }) })
    const started = await world.call<StartedReply>('POST', '/v1/flows', { site: `undo_${token}`, reason: 'compromised' }, {})
    const { step } = started.body.flow
    const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'email-code')?.ref) || ''
    const own = { authorization: `Bearer ${started.body.token}`, origin: ORIGIN }
    const send = (given: object) => world.call<FlowReply>('POST', `/v1/flows/${started.body.flow.id}/answers`, given, own)
    await send({ type: 'choose-method', ref, complete: MAIL })
    await world.deliver()
    await send({ type: 'challenge', code: world.codeFor(MAIL) })
    expect(await signsOf(started.body)).toEqual([])
  })

  it('is shown to operators with names and weights: with the attempt, the case, the queue, and the account', async () => {
    await open()
    world.turnClock(1000)
    await world.addAccount('jane', person(MAIL, SECOND, 'third@example.com'))
    const { flow } = await getIn()
    await askPeople(MAIL)
    const rita = await hire(world, 'rita@example.com', 'reviewer')
    const told = { signals: [{ name: 'address-new', weight: 2 }], total: 2, level: 'low', twoAt: 7 }
    expect((await rita.send('GET /attempts/:attempt', undefined, { params: { attempt: flow.flow.id } })).body.attempt.risk).toEqual(told)
    expect((await rita.send('GET /cases')).body.cases.map(({ risk }) => risk)).toEqual([told])
    const [row] = await world.db.read.select().from(cases)
    expect((await rita.send('GET /cases/:case', undefined, { params: { case: row?.id ?? '' } })).body.risk).toEqual(told)
    const account = { realm: world.realm, account: 'jane' }
    const { risk } = (await rita.send('GET /accounts/:realm/:account', undefined, { params: account })).body
    expect(risk.signals.map(({ name }) => name)).toEqual(['address-new', 'several-cases'])
  })
})

describe('a list of attempts', () => {
  it('can be filtered by one sign, by any, and by those that need two proofs with the realm’s weights', async () => {
    await open({ twoAt: 5, weights: { 'someone-in': 5 } })
    await world.addAccount('john', { ...person('john@example.com'), password: OLD })
    const quiet = await getIn()
    const alone = await getIn('john@example.com')
    const robbed = await getIn(MAIL, 'compromised')
    const found = async (signs: AttemptFilter['signs']) =>
      (await listAttempts({ signs }, undefined, world.deps)).attempts.map(({ id }) => id).toSorted()
    const idsOf = (...attempts: { flow: StartedReply }[]) => attempts.map(({ flow }) => flow.flow.id).toSorted()
    expect(await found('only-address')).toEqual(idsOf(alone))
    expect(await found('someone-in')).toEqual(idsOf(robbed))
    expect(await found('any')).toEqual(idsOf(alone, robbed))
    expect(await found('new-country')).toEqual([])
    expect(await found('high')).toEqual(idsOf(robbed))
    expect(await found(undefined)).toEqual(idsOf(quiet, alone, robbed))
  })
})

describe('the simulator', () => {
  it('names attempts that other weights would have stopped, by the signs of that time', async () => {
    await open()
    await world.addAccount('john', { ...person('john@example.com'), password: OLD })
    const { flow } = await getIn('john@example.com')
    await world.answer(flow, { type: 'new-password', password: NEW })
    const { policy } = await readPolicy(world.realm, world.deps)
    const tried = async (twoAt: number, weight: number) => {
      const risk = { twoAt, weights: { ...policy.risk.weights, 'only-address': weight } }
      return (await tryPolicy({ realm: world.realm, policy: { ...policy, risk } }, world.deps)).counts
    }
    expect(await tried(7, 7)).toMatchObject({ 'refused': 1, 'with-less': 0 })
    expect(await tried(7, 6)).toMatchObject({ 'refused': 0, 'with-less': 0 })
  })
})
