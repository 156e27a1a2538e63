import type { FlowReply, PolicyInput, Step } from '@regain/core'
import { afterEach, describe, expect, it } from 'vitest'
import type { Reply, TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { flows } from '../db/schema.ts'

const PHONE = '+4915112345678'
const OTHER = 'jane@mail.example'
const NOBODY = 'nobody@example.org'
/** One in a hundred million would be right. */
const WRONG = '00000000'
const RESEND_MS = 31_000
const jane = {
  ...personAt(MAIL, OTHER),
  destinations: [...personAt(MAIL, OTHER).destinations, { channel: 'phone', value: PHONE, verified: true }],
}
type Challenge = Extract<Step, { type: 'challenge' }>
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']

let world: TestWorld
async function open(policy: PolicyInput = {}) {
  world = await openWorld({ ...policy, limits: { ...roomy, ...policy.limits } })
  await world.addAccount('jane', jane)
}
afterEach(() => world.close())

const codesIn = (texts: readonly string[]) => texts.flatMap((text) => /^(\d{8})$/m.exec(text)?.[1] ?? [])
const codesTo = async (to: string) => codesIn(await world.mailsTo(to))
const stepOf = ({ body }: Reply<FlowReply>) => body.flow.step
const type = (flow: Flow, code: string) => world.answer(flow, { type: 'challenge', code })
const resend = (flow: Flow) => world.answer(flow, { type: 'resend' })
const back = (flow: Flow) => world.answer(flow, { type: 'back' })
const offersAt = (reply: Reply<FlowReply>) => {
  const step = stepOf(reply)
  return step.type === 'choose-method' ? step.methods : []
}
const sendsOf = async ({ flow }: Flow) => (await world.db.read.select().from(flows)).find(({ id }) => id === flow.id)?.sends

/** At the list; returns how to choose each method. */
async function named(identifier = MAIL) {
  const { flow, named: list } = await world.name(identifier)
  const choose = (method: string, complete?: string, nth = 0) => {
    const ref = offersAt(list).filter((one) => one.method === method)[nth]?.ref ?? ''
    return world.answer(flow, { type: 'choose-method', ref, ...(complete !== undefined && { complete }) })
  }
  return { flow, list, choose }
}

describe('a code that arrives late', () => {
  it('counts after a newer one was sent, and so does the newer one', async () => {
    for (const which of [0, 1, 2]) {
      await open()
      const { flow, choose } = await named()
      await choose('email-code', MAIL)
      for (let n = 0; n < 2; n += 1) {
        world.turnClock(RESEND_MS)
        await resend(flow)
      }
      const codes = await codesTo(MAIL)
      expect(codes).toHaveLength(3)
      expect(stepOf(await type(flow, codes[which] ?? '')).type).toBe('new-password')
      if (which < 2) await world.close()
    }
  })

  it('counts by text message as well', async () => {
    await open()
    const { flow, choose } = await named()
    await choose('sms-code', '5678')
    await world.deliver()
    const first = world.codeTexted(PHONE)
    world.turnClock(RESEND_MS)
    await resend(flow)
    await world.deliver()
    expect(world.codeTexted(PHONE)).not.toBe(first)
    expect(stepOf(await type(flow, first)).type).toBe('new-password')
  })

  it('counts until it expires, and no longer', async () => {
    await open()
    const { flow, choose } = await named()
    await choose('email-code', MAIL)
    world.turnClock(300_000)
    await resend(flow)
    const [first = '', second = ''] = await codesTo(MAIL)
    world.turnClock(301_000)
    expect((await type(flow, first)).body.problem).toEqual({ code: 'code-wrong' })
    expect(stepOf(await type(flow, second)).type).toBe('new-password')
  })

  it('arrives although another one was requested while the mail server was slow', async () => {
    await open()
    const { flow, choose } = await named()
    await choose('email-code', MAIL)
    world.turnClock(RESEND_MS)
    await resend(flow)
    expect(await codesTo(MAIL)).toHaveLength(2)
  })

  it('shares the five guesses with the others, and looks the same to a stranger', async () => {
    await open()
    const guessAll = async (identifier: string, complete: string) => {
      const { flow, choose } = await named(identifier)
      await choose('email-code', complete)
      const replies = []
      for (let guess = 0; guess < 5; guess += 1) {
        replies.push(await type(flow, WRONG))
        world.turnClock(RESEND_MS)
        if (guess < 2) replies.push(await resend(flow))
      }
      return replies.map((reply) => [reply.status, stepOf(reply).type, reply.body.problem?.code, (stepOf(reply) as Challenge).guessesLeft])
    }
    const seen = await guessAll(MAIL, MAIL)
    expect(seen.at(-1)).toEqual([200, 'stopped', undefined, undefined])
    expect(await guessAll('nobody@example.com', 'nobody@example.com')).toEqual(seen)
  })

  it('is invalid, like all others, once one of them was right, and waiting messages are not sent', async () => {
    await open({ methods: ['email-code', 'sms-code'], needed: 2 })
    const { flow, choose } = await named()
    await choose('email-code', MAIL)
    const [first = ''] = await codesTo(MAIL)
    world.turnClock(RESEND_MS)
    await resend(flow)
    const proven = await type(flow, first)
    expect(stepOf(proven)).toMatchObject({ type: 'choose-method', proven: 1 })
    expect(await codesTo(MAIL)).toHaveLength(1)
    expect((await type(flow, first)).status).toBe(409)
  })

  it('belongs to its own address: it does not count if another method was chosen', async () => {
    await open()
    const { flow, choose } = await named()
    await choose('email-code', MAIL)
    const [code = ''] = await codesTo(MAIL)
    await back(flow)
    await choose('sms-code', '5678')
    expect((await type(flow, code)).body.problem).toEqual({ code: 'code-wrong' })
    await back(flow)
    await choose('email-code', MAIL)
    expect(stepOf(await type(flow, code)).type).toBe('new-password')
  })

  it('is distinguished from the newer one in the mail, in every language', async () => {
    await open()
    const words = { en: 'second code', de: 'zweite Code', ar: 'الرمز الثاني', ja: '2 通目' }
    for (const [locale, expected] of Object.entries(words)) {
      await world.addAccount('jane', { ...jane, locale })
      const { body: flow } = await world.call<Flow>(
        'POST',
        '/v1/flows',
        { site: world.site.siteKey, reason: 'forgot-password', locale },
        { origin: world.shop.origin },
      )
      const list = await world.answer(flow, { type: 'identify', identifier: MAIL, captcha: await world.captcha() })
      const ref = offersAt(list)[0]?.ref ?? ''
      await world.answer(flow, { type: 'choose-method', ref, complete: MAIL })
      const first = (await world.mailsTo(MAIL)).at(-1) ?? ''
      expect(first).not.toContain(expected)
      world.turnClock(RESEND_MS)
      await resend(flow)
      const second = (await world.mailsTo(MAIL)).at(-1) ?? ''
      expect(second).toContain(expected)
    }
  })
})

describe('going back', () => {
  it('keeps the code: choosing the same address again shows it, and sends and uses up nothing', async () => {
    await open()
    const { flow, choose } = await named()
    const first = stepOf(await choose('email-code', MAIL))
    for (let n = 0; n < 3; n += 1) {
      world.turnClock(1000)
      expect(stepOf(await back(flow)).type).toBe('choose-method')
      expect(stepOf(await choose('email-code', MAIL))).toEqual(first)
    }
    expect(await sendsOf(flow)).toBe(1)
    const codes = await codesTo(MAIL)
    expect(codes).toHaveLength(1)
    expect(stepOf(await type(flow, codes[0] ?? '')).type).toBe('new-password')
  })

  it('keeps the code and the remaining guesses even if another method was looked at in between', async () => {
    await open({ methods: ['email-code', 'sms-code', 'saved-code'] })
    const { flow, choose } = await named()
    const first = stepOf(await choose('email-code', MAIL)) as Challenge
    await type(flow, WRONG)
    for (const way of [() => choose('sms-code', '5678'), () => choose('saved-code'), () => choose('sms-code', '5678')]) {
      await back(flow)
      expect(stepOf(await way()).type).toBe('challenge')
    }
    await back(flow)
    expect(stepOf(await choose('email-code', MAIL))).toEqual({ ...first, guessesLeft: 4 })
    expect([await sendsOf(flow), (await codesTo(MAIL)).length, world.texts.length]).toEqual([2, 1, 1])
  })

  it('sends a new code once the time to resend has come, and the first one still counts', async () => {
    await open()
    const { flow, choose } = await named()
    await choose('email-code', MAIL)
    const [first = ''] = await codesTo(MAIL)
    await back(flow)
    world.turnClock(RESEND_MS)
    await choose('email-code', MAIL)
    expect([await sendsOf(flow), (await codesTo(MAIL)).length]).toEqual([2, 2])
    expect(stepOf(await type(flow, first)).type).toBe('new-password')
  })

  it('still leads to the code when no more codes can be sent', async () => {
    await open({ code: { sends: 1 } })
    const { flow, choose } = await named()
    const first = stepOf(await choose('email-code', MAIL)) as Challenge
    world.turnClock(RESEND_MS)
    const list = await back(flow)
    expect(offersAt(list).map(({ method, masked }) => [method, masked])).toEqual([['email-code', first.masked]])
    // Another address is not the same question.
    expect((await choose('email-code', 'other@example.com')).body.problem).toEqual({ code: 'resend-too-early' })
    expect(stepOf(await choose('email-code', MAIL))).toEqual(first)
    await back(flow)
    world.turnClock(600_000)
    expect(stepOf(await world.look(flow)).type).toBe('help')
  })

  it('does not reveal whether the typed address matches: another address is another send, and a wrong one looks like the right one', async () => {
    await open()
    for (const [right, wrong] of [
      [MAIL, NOBODY],
      [NOBODY, MAIL],
      [NOBODY, 'nobody@else.example'],
    ] as const) {
      const { flow, choose } = await named()
      const first = stepOf(await choose('email-code', right)) as Challenge
      await back(flow)
      world.turnClock(1000)
      const second = stepOf(await choose('email-code', wrong)) as Challenge
      expect(Date.parse(second.resendAt ?? '') - Date.parse(first.resendAt ?? '')).toBe(1000)
      await back(flow)
      expect(stepOf(await choose('email-code', ` ${right.toUpperCase()}`))).toEqual(first)
      expect(await sendsOf(flow)).toBe(2)
    }
  })

  it('keeps an approval mail, its number and its link', async () => {
    await open({ methods: ['email-approval', 'sms-code'] })
    const { flow, choose } = await named()
    const first = stepOf(await choose('email-approval', MAIL)) as Challenge
    await back(flow)
    await choose('sms-code', '5678')
    await back(flow)
    expect(stepOf(await choose('email-approval', MAIL))).toEqual(first)
    const mails = await world.mailsTo(MAIL)
    expect(mails).toHaveLength(1)
    const [, link] = new RegExp(`${ORIGIN}(/approve/[\\w.-]+)`).exec(mails[0] ?? '') ?? []
    await world.app.request(`${ORIGIN}${link}`, { method: 'POST', body: new URLSearchParams({ number: String(first.number) }) })
    expect(stepOf(await world.look(flow)).type).toBe('new-password')
  })

  it('keeps a question to a device', async () => {
    await open({ methods: ['email-code', 'device-approval'], limits: { approvalsPerAccountDaily: { burst: 1, perSeconds: 86_400 } } })
    const own = await world.device('jane')
    const { flow, choose } = await named()
    const first = stepOf(await choose('device-approval')) as Challenge
    await back(flow)
    await choose('email-code', MAIL)
    await back(flow)
    expect(stepOf(await choose('device-approval'))).toEqual(first)
    const [ask] = await own.asks()
    expect((await own.says({ id: ask?.id ?? '', number: first.number ?? 0 })).body.came).toBe('approved')
  })
})
