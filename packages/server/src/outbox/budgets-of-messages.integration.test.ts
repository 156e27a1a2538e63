import type { StartedReply } from '@regain/core'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'

const DAY = 86_400_000
const PHONE = '+4915112345678'
const ABROAD = '+37060112345'
const PASSWORD = 'quiet lanterns drift over stones'
const once = { burst: 1, perSeconds: 86_400 }
const jane = (...phones: string[]) => ({
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [MAIL, ...phones].map((value) => ({ channel: value === MAIL ? 'email' : 'phone', value, verified: true })),
  password: PASSWORD,
})

let world: TestWorld
afterEach(() => world.close())

describe('the answer to a case', () => {
  async function atHelp(name: string): Promise<StartedReply> {
    const { flow } = await world.name(name)
    await world.answer(flow, { type: 'no-method' })
    return flow
  }
  const ask = async (name: string, contact: string) =>
    (await world.answer(await atHelp(name), { type: 'help', contact, whatHappened: 'My phone is lost.', lastSignIn: 'In May' })).body
  /** Cases about unknown names are answered automatically. */
  async function answersCame(): Promise<void> {
    world.turnClock(4 * DAY)
    await world.deliver()
  }

  it('is not sent to a number in a country that is not listed, nor to a premium number: the contact is refused', async () => {
    world = await openWorld({ limits: roomy, smsCountries: ['DE'] })
    await world.addAccount('jane', jane())
    for (const contact of ['+88213123456', ABROAD, '+499001123456'])
      for (const name of [MAIL, 'nobody@example.com'])
        expect(await ask(name, contact)).toMatchObject({ flow: { step: { type: 'help' } }, problem: { code: 'contact-refused' } })
    expect((await ask('nobody@example.com', PHONE)).flow.step.type).toBe('done')
    await answersCame()
    expect(world.texts.map(({ to }) => to)).toEqual([PHONE])
  })

  it('counts for the realm’s daily text messages, and does not show when they are used up', async () => {
    world = await openWorld({ limits: { ...roomy, smsPerRealmDaily: once }, smsCountries: ['DE'] })
    const shown = new Set<string>()
    for (let n = 0; n < 4; n += 1) shown.add((await ask(`nobody${n}@example.com`, `+491511234560${n}`)).flow.step.type)
    await answersCame()
    expect(world.texts).toHaveLength(1)
    expect([...shown]).toEqual(['done'])
  })

  it('counts for the text messages to one range of numbers', async () => {
    world = await openWorld({ limits: { ...roomy, smsPerPrefix: once } })
    for (let n = 0; n < 4; n += 1) await ask(`nobody${n}@example.com`, `+491511234560${n}`)
    await answersCame()
    expect(world.texts).toHaveLength(1)
  })

  it.each(['sendPerDestination', 'sendPerDestinationDaily'] as const)('can’t flood an inbox: %s counts it', async (limit) => {
    world = await openWorld({ limits: { ...roomy, [limit]: { burst: 2, perSeconds: 86_400 } } })
    for (let n = 0; n < 6; n += 1) await ask(`nobody${n}@example.com`, 'stranger@elsewhere.example')
    await answersCame()
    expect(await world.mailsTo('stranger@elsewhere.example')).toHaveLength(2)
  })
})

const methods = ['email-code' as const, 'sms-code' as const, 'saved-code' as const]

describe('notices', () => {
  const setUp = async (times: number) => {
    const own = await world.enrol('jane')
    for (let n = 0; n < times; n += 1) {
      await own.call('/set-up', { method: 'saved-code' })
      await own.call('/removal', { method: 'saved-code' })
    }
    await world.deliver()
  }
  async function changePassword(method: string, complete: string): Promise<void> {
    const { flow } = await world.toChallenge(MAIL, complete, { method })
    await world.deliver()
    const code = method === 'email-code' ? world.codeFor(MAIL) : world.codeTexted(PHONE)
    expect((await world.answer(flow, { type: 'challenge', code })).body.flow.step.type).toBe('new-password')
    const done = await world.answer(flow, { type: 'new-password', password: 'a new sentence that nobody knows' })
    expect(done.body.flow.step).toMatchObject({ type: 'done', outcome: 'password-changed' })
    await world.deliver()
  }

  it('go by mail if the number is in a country that gets no text messages', async () => {
    world = await openWorld({ methods, limits: roomy, smsCountries: ['DE'] })
    await world.addAccount('jane', jane(ABROAD))
    await setUp(1)
    expect(world.texts).toEqual([])
    expect(await world.mailsTo(MAIL)).toHaveLength(2)
  })

  it('are a few text messages a day and always a mail, however often methods are set up and removed', async () => {
    world = await openWorld({ methods, limits: { ...roomy, setUpsPerAccountDaily: { burst: 60, perSeconds: 86_400 } } })
    await world.addAccount('jane', jane(PHONE))
    await setUp(30)
    expect(world.texts.length).toBeLessThanOrEqual(6)
    expect(await world.mailsTo(MAIL)).toHaveLength(60)
  })

  it('count for the realm’s daily text messages', async () => {
    world = await openWorld({ methods, limits: { ...roomy, smsPerRealmDaily: once } })
    await world.addAccount('jane', jane(PHONE))
    await setUp(3)
    expect(world.texts).toHaveLength(1)
    expect(await world.mailsTo(MAIL)).toHaveLength(6)
  })

  it('of a removal count like those of a set-up; an existing method can be removed anyway', async () => {
    world = await openWorld({ methods, limits: { ...roomy, setUpsPerAccountDaily: { burst: 3, perSeconds: 86_400 } } })
    await world.addAccount('jane', jane())
    const own = await world.enrol('jane')
    const did = []
    for (const path of ['/set-up', '/removal', '/set-up', '/set-up', '/removal'])
      did.push((await own.call(path, { method: 'saved-code' })).status)
    expect(did).toEqual([200, 200, 200, 429, 200])
  })

  it('of a new password reach the owner’s mailbox after a thief has used up every other budget', async () => {
    world = await openWorld({
      methods,
      limits: {
        ...roomy,
        noticesPerDestinationDaily: { burst: 2, perSeconds: 86_400 },
        sendPerDestinationDaily: { burst: 3, perSeconds: 86_400 },
      },
    })
    await world.addAccount('jane', jane(PHONE))
    await setUp(5)
    for (let n = 0; n < 4; n += 1) await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    const before = (await world.mailsTo(MAIL)).length
    // Two notices about new codes, two about removed ones, and three codes.
    expect(before).toBe(7)
    await changePassword('sms-code', '5678')
    expect(await world.mailsTo(MAIL)).toHaveLength(before + 1)
    expect((await world.mailsTo(MAIL)).at(-1)).toMatch(/password/i)
  })

  it('reach a person who has only a phone, through a budget that codes to others can’t use up', async () => {
    world = await openWorld({ methods, limits: { ...roomy, smsPerPrefix: { burst: 2, perSeconds: 86_400 } } })
    await world.addAccount('jane', { ...jane(PHONE), destinations: [{ channel: 'phone', value: PHONE, verified: true }] })
    await world.addAccount('john', {
      identifiers: [{ kind: 'handle', value: 'john_1' }],
      destinations: [{ channel: 'phone', value: '+4915112300000', verified: true }],
    })
    const { flow } = await world.toChallenge(MAIL, '5678', { method: 'sms-code' })
    await world.deliver()
    for (let n = 0; n < 3; n += 1) await world.toChallenge('john_1', '0000', { method: 'sms-code' })
    await world.deliver()
    expect(world.texts).toHaveLength(2)
    await world.answer(flow, { type: 'challenge', code: world.codeTexted(PHONE) })
    await world.answer(flow, { type: 'new-password', password: 'a new sentence that nobody knows' })
    await world.deliver()
    expect(world.texts.at(-1)).toMatchObject({ to: PHONE })
    expect(world.texts).toHaveLength(3)
  })
})
