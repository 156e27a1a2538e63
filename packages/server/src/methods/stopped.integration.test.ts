import { Secret, TOTP } from 'otpauth'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY, roomy } from '../../testing/roomy.ts'
import { outbox, wrongGuesses } from '../db/schema.ts'

const OTHER = 'jane@other.example'
const DAY = 86_400_000
const jane = {
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [MAIL, OTHER].map((value) => ({ channel: 'email', value, verified: true })),
}
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']
type Reply = Awaited<ReturnType<TestWorld['answer']>>

let world: TestWorld
async function open(limits: object = { guessesPerAccountDaily: MANY }) {
  world = await openWorld({
    methods: ['email-code', 'totp'],
    hold: { newHours: 0 },
    gates: { byAuthenticator: true },
    limits: { ...roomy, ...limits },
  })
  await world.addAccount('jane', jane)
  const own = await world.enrol('jane')
  const { secret, setUp } = (await own.call<{ secret: string; setUp: string }>('/set-up', { method: 'totp' })).body
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() })
  await own.call('/confirmation', { setUp, code: code() })
  world.turnClock(60_000)
  await world.deliver()
  return code
}
afterEach(() => world.close())

const stepOf = ({ body }: Reply) => body.flow.step
async function choose(flow: Flow, reply: Reply, method: string, complete?: string): Promise<Reply> {
  const step = stepOf(reply)
  const ref = (step.type === 'choose-method' && step.methods.find((one) => one.method === method)?.ref) || ''
  return await world.answer(flow, { type: 'choose-method', ref, ...(complete !== undefined && { complete }) })
}
const wrong = (code: () => string) => (code() === '000000' ? '111111' : '000000')
const guess = (flow: Flow, code: string) => world.answer(flow, { type: 'challenge', code })
/** Guesses by a person who has proven nothing. */
async function strangersGuess(times: number, name = MAIL): Promise<void> {
  for (let n = 0; n < times; n += 5) {
    const { flow, named } = await world.name(name)
    await choose(flow, named, 'totp')
    for (let m = n; m < Math.min(n + 5, times); m += 1) await guess(flow, '000000')
  }
}
async function byMail() {
  const { flow, named } = await world.name(MAIL)
  await choose(flow, named, 'email-code', MAIL)
  await world.deliver()
  return { flow, reply: await guess(flow, world.codeFor(MAIL)) }
}
const toldOf = async (words: RegExp) => {
  const mails = [await world.mailsTo(MAIL), await world.mailsTo(OTHER)]
  return mails.map((texts) => texts.filter((text) => words.test(text)).length)
}

describe('an authenticator app that strangers guess at', () => {
  it('is not stopped for its owner, who proves something else first; the mailbox alone does not lead to a new password', async () => {
    const code = await open()
    await strangersGuess(100)
    const { flow, reply } = await byMail()
    expect(stepOf(reply)).toMatchObject({ type: 'choose-method', proven: 1, needed: 2 })
    await choose(flow, reply, 'totp')
    expect(stepOf(await guess(flow, code())).type).toBe('new-password')
  })

  it('keeps its owner’s daily guesses', async () => {
    const code = await open({ guessesPerAccountDaily: { burst: 5, perSeconds: 86_400 } })
    await strangersGuess(20)
    const { flow, reply } = await byMail()
    await choose(flow, reply, 'totp')
    expect(stepOf(await guess(flow, code())).type).toBe('new-password')
  })

  it('proves nothing by itself after fifty consecutive wrong codes, every address is notified once, and correct use beside another proof resets the count', async () => {
    const code = await open()
    await strangersGuess(49)
    expect(await toldOf(/many wrong codes/)).toEqual([0, 0])
    await strangersGuess(11)
    expect(await toldOf(/many wrong codes/)).toEqual([1, 1])
    const alone = await world.name(MAIL)
    await choose(alone.flow, alone.named, 'totp')
    expect((await guess(alone.flow, code())).body.problem).toEqual({ code: 'code-wrong' })
    world.turnClock(60_000)
    const { flow, reply } = await byMail()
    await choose(flow, reply, 'totp')
    expect(stepOf(await guess(flow, code())).type).toBe('new-password')
    expect(await world.db.read.$count(wrongGuesses)).toBe(0)
  })

  it('causes as many rows as an unknown name, and as an account without an app', async () => {
    await open()
    await world.addAccount('john', {
      identifiers: [{ kind: 'email', value: 'john@example.com' }],
      destinations: [{ channel: 'email', value: 'john@example.com', verified: true }],
    })
    const rows: number[] = []
    for (const name of [MAIL, 'nobody@example.com', 'john@example.com']) {
      const before = await world.db.read.$count(outbox)
      await strangersGuess(55, name)
      rows.push((await world.db.read.$count(outbox)) - before)
    }
    expect(new Set(rows).size).toBe(1)
    expect(await toldOf(/many wrong codes/)).toEqual([1, 1])
  })
})

describe('an authenticator app that somebody in the mailbox guesses at', () => {
  it('is stopped and still raises the gate, every address is notified, and operators can help', async () => {
    const code = await open()
    // The right code of the mail is one of the five guesses of an attempt.
    for (let n = 0; n < 13; n += 1) {
      const { flow, reply } = await byMail()
      await choose(flow, reply, 'totp')
      for (let m = 0; m < 5; m += 1) await guess(flow, wrong(code))
    }
    expect(await toldOf(/too many wrong codes/)).toEqual([1, 1])
    world.turnClock(5 * DAY)
    const { flow, reply } = await byMail()
    expect(stepOf(reply)).toMatchObject({ type: 'choose-method', proven: 1, needed: 2 })
    await choose(flow, reply, 'totp')
    expect((await guess(flow, code())).body.problem).toEqual({ code: 'code-wrong' })
    await world.answer(flow, { type: 'back' })
    expect(stepOf(await world.answer(flow, { type: 'no-method' })).type).toBe('help')
    const { body } = await (await world.enrol('jane')).read()
    expect(body.security.methods).toContainEqual(expect.objectContaining({ method: 'totp', state: 'stopped' }))
  })
})
