import { afterEach, describe, expect, it } from 'vitest'
import type { Circumstances, TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { purge } from '../db/purge.ts'
import { flows } from '../db/schema.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const PHONE = '+4915112345678'
const roomy = { answerPerAddress: MANY, identifyPerAddress: MANY, startPerAddress: MANY, identifyPerName: MANY, captchaPerAddress: MANY }
const jane = {
  identifiers: [
    { kind: 'email', value: MAIL },
    { kind: 'phone', value: PHONE },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
  password: OLD,
}

describe('strangers and thieves', () => {
  let world: TestWorld
  const open = async (policy: Parameters<typeof openWorld>[0] = {}, circumstances: Circumstances = {}) => {
    world = await openWorld({ ...policy, limits: { ...roomy, ...policy.limits } }, circumstances)
    await world.addAccount('jane', jane)
  }
  afterEach(() => world.close())
  const stepOf = async (identifier: string, at = world.shop) => (await world.name(identifier, at)).named.body.flow.step
  async function prove(identifier = MAIL) {
    const at = await world.toChallenge(identifier, MAIL)
    await world.deliver()
    await world.answer(at.flow, { type: 'challenge', code: world.codeFor(MAIL) })
    return at.flow
  }

  it('are offered no method whose channel is not set up, and neither is anybody else', async () => {
    await open({}, { channels: ['email'] })
    await world.addAccount('john', { ...jane, identifiers: [{ kind: 'handle', value: 'john' }], destinations: jane.destinations.slice(1) })
    for (const name of ['jane_doe', 'john', PHONE, '+4915187654321', ...Array.from({ length: 30 }, (_, n) => `+49151${10000000 + n}`)]) {
      const step = await stepOf(name)
      if (step.type !== 'choose-method') throw new Error(`${name} led to ${step.type}`)
      expect(step.methods.map(({ method }) => method)).toEqual(step.methods.map(() => 'email-code'))
    }
  })

  it('are led to support if no channel is set up at all, and no reason is offered', async () => {
    await open({}, { channels: [] })
    for (const name of [MAIL, 'nobody@example.com']) expect((await stepOf(name)).type).toBe('help')
    const { body } = await world.call<{ reasons: string[] }>('GET', `/v1/sites/${world.site.siteKey}`)
    expect(body.reasons).toEqual([])
  })

  it('can complete a phone number by its last digits or the whole number', async () => {
    await open()
    for (const complete of ['5678', '0151 1234 5678']) {
      const { flow } = await world.toChallenge('jane_doe', complete, { method: 'sms-code' })
      await world.deliver()
      const code = world.codeTexted(PHONE)
      expect(world.texts.at(-1)?.body.split('\n').at(-1)).toBe(`@shop.example #${code}`)
      expect((await world.answer(flow, { type: 'challenge', code })).body.flow.step.type).toBe('new-password')
    }
  })

  it('can’t use a code, a token, a captcha or a reference of one realm or flow in another', async () => {
    await open()
    const other = await world.found('Other Shop', 'https://other.example', { limits: roomy })
    await world.addAccount('jane', jane, other)
    const mine = await world.toChallenge(MAIL, MAIL, { at: other })
    await world.deliver()
    const code = world.codeFor(MAIL)
    const theirs = await world.toChallenge(MAIL, MAIL)
    expect((await world.answer(theirs.flow, { type: 'challenge', code })).body.problem).toEqual({ code: 'code-wrong' })
    expect((await world.answer(mine.flow, { type: 'challenge', code })).status).toBe(403)
    expect((await world.answer(mine.flow, { type: 'challenge', code }, other)).body.flow.step.type).toBe('new-password')
    const { body: flow } = await world.start()
    const captcha = await world.captcha(undefined, other)
    expect((await world.answer(flow, { type: 'identify', identifier: MAIL, captcha })).body.problem).toEqual({ code: 'captcha-refused' })
    const step = theirs.named.body.flow.step
    const { flow: third } = await world.name(MAIL)
    const ref = step.type === 'choose-method' ? (step.methods[0]?.ref ?? '') : ''
    for (const given of [ref, '0', MAIL])
      expect((await world.answer(third, { type: 'choose-method', ref: given, complete: MAIL })).status).toBe(422)
  })

  it('change nothing by skipping steps, and cannot continue after the end', async () => {
    await open()
    const { body: flow } = await world.start()
    const early = [
      { type: 'new-password', password: NEW },
      { type: 'challenge', code: '12345678' },
      { type: 'choose-method', ref: 'x', complete: MAIL },
      { type: 'remedy', remedy: 'unlock' },
      { type: 'resend' },
      { type: 'back' },
      { type: 'no-method' },
    ] as const
    for (const answer of early) {
      const reply = await world.answer(flow, answer)
      expect([reply.status, reply.body.flow.step.type]).toEqual([409, 'identify'])
    }
    const done = await prove()
    await world.answer(done, { type: 'new-password', password: NEW })
    for (const answer of [...early, { type: 'cancel' } as const]) expect((await world.answer(done, answer)).status).toBe(409)
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
  })

  it.each([
    ['locked', () => world.call('POST', '/v1/accounts/jane/lock', { cause: 'operator' }, world.back)],
    ['disabled', () => world.addAccount('jane', { ...jane, password: undefined, status: 'disabled' })],
    [
      'given another address',
      () => world.addAccount('jane', { ...jane, destinations: [{ channel: 'email', value: 'new@example.com', verified: true }] }),
    ],
    ['given another password', () => world.addAccount('jane', { ...jane, password: 'set by the site itself' })],
    ['erased', () => world.call('DELETE', '/v1/accounts/jane', undefined, world.back)],
  ])('have a flow that has ended if the account was %s on the way', async (_how, change) => {
    await open()
    const waiting = await world.toChallenge(MAIL, MAIL)
    const proven = await prove()
    await change()
    const sent = world.mails.length
    await world.deliver()
    for (const flow of [waiting.flow, proven]) {
      const reply = await world.answer(flow, {
        type: flow === proven ? 'new-password' : 'challenge',
        password: NEW,
        code: '12345678',
      } as never)
      expect([400, 409]).toContain(reply.status)
      const { body } = await world.look(flow)
      expect(body.flow.step).toEqual({ type: 'stopped', because: 'refused' })
    }
    // The waiting code went to nobody; the old address gets the notice of the change.
    expect(world.mails.slice(sent).map(({ subject }) => subject)).not.toContain('Your Corner Shop verification code')
    expect((await world.signIn(MAIL, NEW)).body.result).not.toBe('ok')
  })

  it('can’t open a disabled account by a lesser lock and a new password', async () => {
    await open()
    await world.addAccount('jane', { ...jane, password: undefined, status: 'disabled' })
    await world.call('POST', '/v1/accounts/jane/lock', { cause: 'compromised' }, world.back)
    const flow = await prove()
    expect((await world.look(flow)).body.flow.step).toMatchObject({ type: 'diagnosis', cause: 'disabled', remedies: ['help'] })
    expect((await world.signIn(MAIL, OLD)).body).toEqual({ result: 'locked', because: 'disabled' })
    await world.addAccount('jane', { ...jane, password: undefined, status: 'active' })
    expect((await world.signIn(MAIL, OLD)).body).toEqual({ result: 'locked', because: 'compromised' })
  })

  it('cause notices to every verified address that can be reached, also by a channel that is not a method', async () => {
    await open({ methods: ['email-code'] })
    const flow = await prove()
    await world.answer(flow, { type: 'new-password', password: NEW })
    await world.deliver()
    expect(world.mails.at(-1)?.subject).toContain('changed')
    expect(world.texts.map(({ to }) => to)).toEqual([PHONE])
  })

  it('see the same for an account without a verified address as for an unknown name', async () => {
    await open()
    const silent = {
      identifiers: [{ kind: 'email', value: 'silent@example.com' }],
      destinations: [{ channel: 'email', value: 'silent@example.com', verified: false }],
    }
    const shown = async () => JSON.stringify(await stepOf('silent@example.com')).replace(/"ref":"[^"]+"/g, '')
    const before = await shown()
    await world.addAccount('silent', { ...silent, password: OLD })
    expect(await shown()).toBe(before)
  })

  it('leave no trace of their network and browser after a month', async () => {
    await open()
    await world.name('nobody@example.com')
    await purge(world.db, world.now() + 31 * 86_400_000)
    expect((await world.db.read.select().from(flows)).map(({ addressPrefix, browser }) => [addressPrefix, browser])).toEqual([[null, null]])
  })
})
