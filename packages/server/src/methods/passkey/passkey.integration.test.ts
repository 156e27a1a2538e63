import type { PasskeyOptions, PasskeyQuestion, SecurityReply, SetUpOf } from '@regain/core'
import { afterEach, describe, expect, it } from 'vitest'
import type { Mood } from '../../../testing/authenticator.ts'
import { createAuthenticator } from '../../../testing/authenticator.ts'
import type { TestWorld } from '../../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../../testing/open-world.ts'
import { personAt } from '../../../testing/people.ts'
import { roomy } from '../../../testing/roomy.ts'
import { keptMethods, passkeys } from '../../db/schema.ts'

const NEW = 'quiet lanterns drift over stones'
const AT_SHOP = { origin: SHOP, host: 'shop.example' }
const DAY = 86_400_000
type Device = ReturnType<typeof createAuthenticator>
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']

describe('passkeys of people', () => {
  let world: TestWorld
  const mailOf = (id: string) => `${id}@example.com`
  async function open(policy: Parameters<typeof openWorld>[0] = {}) {
    world = await openWorld({ methods: ['email-code', 'passkey'], hold: { newHours: 0 }, limits: roomy, ...policy })
    for (const id of ['jane', 'june']) await world.addAccount(id, { ...personAt(mailOf(id)), password: 'old lanterns never rust' })
  }
  afterEach(() => world.close())

  /** A signed-in person adds one; `options` is the browser's request. */
  async function add(id = 'jane', device = createAuthenticator(), mood: Mood = {}) {
    const own = await world.enrol(id)
    const { body } = await own.call<SetUpOf<'passkey'>>('/set-up', { method: 'passkey' })
    const credential = device.create(body.options, { ...AT_SHOP, ...mood })
    const reply = await own.call<SecurityReply>('/confirmation', { setUp: body.setUp, credential })
    return { own, device, reply, options: body.options as PasskeyOptions, setUp: body.setUp, credential }
  }
  const questionIn = (reply: { body: { flow: { step: unknown } } }): PasskeyQuestion =>
    (reply.body.flow.step as { options?: PasskeyQuestion }).options ?? { challenge: '', rpId: '' }
  async function ask(name = mailOf('jane'), reason?: 'compromised') {
    const { flow, named } = await world.name(name, undefined, reason)
    const step = named.body.flow.step
    const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'passkey')?.ref) || ''
    const chosen = await world.answer(flow, { type: 'choose-method', ref })
    return { flow, named, chosen, question: questionIn(chosen) }
  }
  const sign = (flow: Flow, device: Device, question: PasskeyQuestion, mood: Mood = {}) =>
    world.answer(flow, { type: 'challenge', credential: device.get(question, { ...AT_SHOP, ...mood }) })
  const listed = async (id = 'jane') =>
    (await (await world.enrol(id)).read()).body.security.methods.find(({ method }) => method === 'passkey')

  it('let a person back in, and every address is notified when one is added', async () => {
    await open()
    const { device, reply, options } = await add()
    expect(options).toMatchObject({ rp: { id: 'shop.example' }, user: { name: expect.not.stringContaining(mailOf('jane')) }, known: [] })
    expect(reply.body.security.readiness).toContainEqual({ lost: 'mailbox', ready: true, by: ['passkey'], add: [] })
    const { flow, chosen, question } = await ask()
    expect(chosen.body.flow.step).toEqual({
      type: 'challenge',
      method: 'passkey',
      guessesLeft: 5,
      expiresAt: expect.any(String),
      options: { challenge: expect.stringMatching(/^[\w-]{43}$/), rpId: 'shop.example' },
    })
    const proven = await sign(flow, device, question, { handle: options.user.id })
    expect(proven.body.flow.step.type).toBe('new-password')
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).body.flow.step.type).toBe('done')
    expect((await world.signIn(mailOf('jane'), NEW)).body.result).toBe('ok')
    await world.deliver()
    expect(world.mails.some(({ text }) => text?.includes('A passkey was added'))).toBe(true)
    expect((await listed())?.each).toMatchObject([{ id: device.id, usedAt: expect.any(String) }])
  })

  it('prove nothing while they are new, each by itself', async () => {
    await open({ hold: { newHours: 24 } })
    const { device } = await add()
    world.turnClock(DAY)
    const { device: added } = await add()
    const tried = async (one: Device) => {
      const { flow, question } = await ask()
      return (await sign(flow, one, question)).body.flow.step.type
    }
    expect([await tried(device), await tried(added)]).toEqual(['new-password', 'challenge'])
    expect((await listed())?.each?.map(({ heldUntil }) => heldUntil !== undefined)).toEqual([false, true])
    world.turnClock(DAY)
    expect(await tried(added)).toBe('new-password')
  })

  it('answer each challenge once: not in another attempt, not after a wrong guess, and of two at once one', async () => {
    await open()
    const { device } = await add()
    const [one, other] = [await ask(), await ask()]
    expect((await sign(other.flow, device, one.question)).body.problem).toEqual({ code: 'code-wrong' })
    const wrong = await sign(one.flow, createAuthenticator(), one.question)
    expect(questionIn(wrong).challenge).not.toBe(one.question.challenge)
    expect((await sign(one.flow, device, one.question)).body.problem).toEqual({ code: 'code-wrong' })

    const third = await ask()
    const credential = device.get(third.question, AT_SHOP)
    const both = await Promise.all([1, 2].map(() => world.answer(third.flow, { type: 'challenge', credential })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await world.answer(third.flow, { type: 'challenge', credential })).status).toBe(409)
  })

  it('let in one of two attempts whose signatures have the same counter', async () => {
    await open()
    const { device } = await add()
    const asked = [await ask(), await ask()]
    const replies = await Promise.all(asked.map(({ flow, question }) => sign(flow, device, question, { counter: 7 })))
    expect(replies.map(({ body }) => body.problem?.code ?? body.flow.step.type).sort()).toEqual(['code-wrong', 'new-password'])
  })

  it.each<[string, Mood]>([
    ['nobody gave a PIN or a finger', { verified: false }],
    ['another page asked', { origin: 'https://evil.example' }],
    ['a page of the site, but on another port, asked', { origin: 'https://shop.example:8443' }],
    ['it is for another host', { host: 'evil.example' }],
    ['it says that it is somebody else’s', { handle: 'c29tZWJvZHkgZWxzZQ' }],
  ])('are refused when %s', async (_, mood) => {
    await open()
    if (!mood.handle) expect((await add('jane', createAuthenticator(), mood)).reply.status).toBe(422)
    const { device } = await add()
    const { flow, question } = await ask()
    const refused = await sign(flow, device, question, mood)
    expect(refused.body.problem).toEqual({ code: 'code-wrong' })
    expect((await sign(flow, device, questionIn(refused))).body.flow.step.type).toBe('new-password')
  })

  it('are wrong for another account, even with a valid signature, and are not used up', async () => {
    await open()
    await add('jane')
    const { device } = await add('june')
    const { flow, question } = await ask(mailOf('jane'))
    expect((await sign(flow, device, question)).body.problem).toEqual({ code: 'code-wrong' })
    const own = await ask(mailOf('june'))
    expect((await sign(own.flow, device, own.question)).body.flow.step.type).toBe('new-password')
    // If somebody else registers a key under the same id, it takes over nothing.
    const { reply } = await add('jane', { ...createAuthenticator(), create: device.create })
    expect(reply.status).toBe(422)
  })

  it('are refused if their counter did not grow, and the owner is warned that there may be a copy', async () => {
    await open()
    const { device } = await add('jane', createAuthenticator(), { counter: 4 })
    const first = await ask()
    expect((await sign(first.flow, device, first.question, { counter: 9 })).body.flow.step.type).toBe('new-password')
    const again = await ask()
    const refused = await sign(again.flow, device, again.question, { counter: 9 })
    expect(refused.body.problem).toEqual({ code: 'code-wrong' })
    await world.deliver()
    expect(world.mails.at(-1)?.text).toContain('was refused because it may have been copied')
    expect(await world.recorded('challenge.failed')).toEqual([{ method: 'passkey', warning: 'passkey-copied' }])
    expect((await sign(again.flow, device, questionIn(refused), { counter: 10 })).body.flow.step.type).toBe('new-password')
  })

  it('that never count up, because they are on several devices, keep working', async () => {
    await open()
    const { device } = await add('jane', createAuthenticator(), { counter: 0 })
    for (let n = 0; n < 2; n += 1) {
      const { flow, question } = await ask()
      expect((await sign(flow, device, question, { counter: 0 })).body.flow.step.type).toBe('new-password')
    }
  })

  it('accept no typed code, and nothing signed counts as a code', async () => {
    await open()
    const { device } = await add()
    const asked = await ask()
    const typed = await world.answer(asked.flow, { type: 'challenge', code: '12345678' })
    expect(typed.body.problem).toEqual({ code: 'code-wrong' })
    const { flow } = await world.toChallenge(mailOf('jane'), mailOf('jane'))
    expect((await sign(flow, device, asked.question)).body.problem).toEqual({ code: 'code-wrong' })
    for (const more of [{ code: '1' }, {}]) {
      const given = { type: 'challenge', credential: device.get(asked.question, AT_SHOP), ...more, extra: 1 }
      expect((await world.answer(flow, given as never)).status).toBe(400)
    }
  })

  it('show a stranger the same for an account with one, one without, and an unknown name, whatever they sign', async () => {
    await open({ hints: 'hidden' })
    await add('jane')
    const strangers = await add('june')
    const mask = (text: string) => text.replace(/"(id|ref|token|requestId|challenge)":"[^"]+"/g, '"$1":""')
    const seen = async (name: string) => {
      const { flow, named, chosen, question } = await ask(name)
      const replies = [named, chosen]
      let asked = question
      for (const device of [strangers.device, createAuthenticator(), strangers.device, createAuthenticator(), strangers.device]) {
        const reply = await sign(flow, device, asked)
        replies.push(reply)
        asked = questionIn(reply)
      }
      return replies.map(({ status, text, headers }) => [
        status,
        mask(text).replaceAll(name, 'name'),
        [...headers].filter(([key]) => !/date|request/.test(key)).join(),
      ])
    }
    const known = await seen(mailOf('jane'))
    expect(known.at(-1)?.[1]).toContain('too-many-guesses')
    await world.addAccount('lena', { identifiers: [{ kind: 'email', value: mailOf('lena') }], destinations: [], password: NEW })
    for (const name of ['lena', 'nobody'].map(mailOf)) expect(await seen(name), name).toEqual(known)
  })

  it('belong to the host of the page, and on our own page to the site’s', async () => {
    await open()
    const { device } = await add()
    const { flow, named } = await world.name(mailOf('jane'))
    const step = named.body.flow.step
    const ref = (step.type === 'choose-method' && step.methods.at(-1)?.ref) || ''
    const headers = { origin: ORIGIN, authorization: `Bearer ${flow.token}` }
    const path = `/v1/flows/${flow.flow.id}/answers`
    const chosen = await world.call<typeof named.body>('POST', path, { type: 'choose-method', ref }, headers)
    const question = questionIn(chosen)
    expect(question.rpId).toBe('shop.example')
    const credential = device.get(question, { origin: ORIGIN, host: 'shop.example' })
    const { body } = await world.call<typeof named.body>('POST', path, { type: 'challenge', credential }, headers)
    expect(body.flow.step.type).toBe('new-password')
  })

  it('are listed one by one and removed one by one; the last takes the method with it', async () => {
    await open()
    const first = await add()
    world.turnClock(60_000)
    const second = await add()
    expect(second.options.known).toEqual([first.device.id])
    expect((await listed())?.each?.map(({ id }) => id)).toEqual([first.device.id, second.device.id])
    const { own } = second
    const twice = await own.call('/confirmation', { setUp: second.setUp, credential: second.credential })
    expect(twice.status).toBe(422)
    const begun = await ask()
    for (const { device } of [first, second]) await own.call('/removal', { method: 'passkey', id: device.id })
    expect((await sign(begun.flow, first.device, begun.question)).body.problem).toEqual({ code: 'code-wrong' })
    expect(await listed()).toEqual({ method: 'passkey', state: 'none' })
    expect([await world.db.read.select().from(keptMethods), await world.db.read.select().from(passkeys)]).toEqual([[], []])
    const after = await ask()
    expect((await sign(after.flow, first.device, after.question)).body.problem).toEqual({ code: 'code-wrong' })
  })

  it('are set up with the token that asked, and not with another', async () => {
    await open()
    const { setUp, credential } = await add()
    const other = await world.enrol('june')
    expect((await other.call('/confirmation', { setUp, credential })).status).toBe(422)
  })

  it('that are new are removed after an intrusion, even if an older one has proven the owner', async () => {
    await open({ reasons: ['compromised'] })
    const { device: old } = await add()
    world.turnClock(4 * DAY)
    const { device: thiefs } = await add()
    const { flow, question } = await ask(mailOf('jane'), 'compromised')
    expect((await sign(flow, old, question)).body.flow.step.type).toBe('review')
    await world.answer(flow, { type: 'review', notMine: [] })
    await world.answer(flow, { type: 'new-password', password: NEW })
    expect((await world.db.read.select().from(passkeys)).map(({ id }) => id)).toEqual([old.id])
    const after = await ask(mailOf('jane'), 'compromised')
    expect((await sign(after.flow, thiefs, after.question)).body.problem).toEqual({ code: 'code-wrong' })
  })

  it('count beside a code by mail if two classes are needed, and are deleted with the account', async () => {
    await open({ needed: 2, proofs: 'different-classes' })
    const { device } = await add()
    const { flow, question } = await ask()
    const first = (await sign(flow, device, question)).body.flow.step
    expect(first.type === 'choose-method' && first.methods.map(({ method }) => method)).toEqual(['email-code'])
    await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
    expect(await world.db.read.select().from(passkeys)).toEqual([])
  })
})
