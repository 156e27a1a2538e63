import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { outbox } from '../db/schema.ts'
import type { OutboxNeeds } from './deliver.ts'
import { deliverDue } from './deliver.ts'

const PHONE = '+4915112345678'
const PASSWORD = 'quiet lanterns drift over stones'
const jane = {
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
}

describe('a mail server in trouble', () => {
  let world: TestWorld
  let needs: OutboxNeeds
  beforeEach(async () => {
    const limits = Object.fromEntries(
      ['answerPerAddress', 'identifyPerAddress', 'startPerAddress', 'identifyPerName', 'sendPerDestination', 'sendPerDestinationDaily'].map(
        (name) => [name, MANY],
      ),
    )
    world = await openWorld({ limits })
    await world.addAccount('jane', jane)
    needs = { ...world.deps }
  })
  afterEach(() => world.close())
  const subjects = () => world.mails.map(({ subject }) => subject)
  /** Time passes in steps, and the worker runs in each. */
  async function pass(ms: number, step = 10_000) {
    for (let passed = 0; passed < ms; passed += step) {
      world.turnClock(step)
      await deliverDue(needs)
    }
  }

  it('that is down for an hour delivers valid codes afterwards, expired ones never, and loses no notices', async () => {
    const proven = await world.toChallenge(MAIL, '5678', { method: 'sms-code' })
    await world.deliver()
    await world.answer(proven.flow, { type: 'challenge', code: world.codeTexted(PHONE) })
    await world.mail.goDown()
    const same = await world.toChallenge(MAIL, MAIL)
    expect(same.chosen.body.flow.step).toMatchObject({ type: 'challenge' })
    await pass(60_000)
    await world.answer(proven.flow, { type: 'new-password', password: PASSWORD })
    await pass(3_480_000, 30_000)
    const early = await world.toChallenge(MAIL, MAIL)
    await pass(40_000)
    await world.answer(early.flow, { type: 'resend' })
    const tried = (await world.db.read.select().from(outbox).where(eq(outbox.kind, 'password-changed'))).map(({ tries }) => tries)
    expect(Math.max(...tried)).toBeLessThan(40)
    await world.mail.comeUp()
    await pass(45_000, 5000)
    expect(subjects().filter((subject) => subject?.endsWith('verification code'))).toHaveLength(2)
    expect((await world.answer(early.flow, { type: 'challenge', code: world.codeFor(MAIL) })).body.flow.step.type).toBe('new-password')
    await pass(450_000)
    expect(subjects().filter((subject) => subject?.includes('changed'))).toHaveLength(1)
    expect(world.mails).toHaveLength(3)
    expect((await world.db.read.select().from(outbox)).map(({ state }) => state)).not.toContain('waiting')
  })

  it('that delays a message gets it again later; one that refuses it permanently does not', async () => {
    world.mail.behaviour = 451
    await world.toChallenge(MAIL, MAIL)
    await pass(20_000)
    world.mail.behaviour = 'takes'
    await pass(40_000)
    expect(world.mails).toHaveLength(1)
    world.mail.behaviour = 550
    await world.toChallenge(MAIL, MAIL)
    await pass(60_000)
    world.mail.behaviour = 'takes'
    await pass(120_000)
    expect(world.mails).toHaveLength(1)
  })

  it('that accepts a mail and dies before it confirms gets a second copy with the same id and the same code', async () => {
    world.mail.behaviour = 'takes without a word'
    await world.toChallenge(MAIL, MAIL)
    const stop = new AbortController()
    const round = deliverDue(needs, stop.signal)
    while (world.mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    stop.abort()
    await round
    world.mail.behaviour = 'takes'
    await pass(40_000)
    expect(world.mails).toHaveLength(2)
    expect(new Set(world.mails.map(({ messageId }) => messageId)).size).toBe(1)
    expect(new Set(world.mails.map(({ text }) => text)).size).toBe(1)
  })

  it('is not delayed by a hanging SMS gateway', async () => {
    world.gateway.behaviour = 'hangs'
    for (let n = 0; n < 9; n += 1) await world.toChallenge(MAIL, '5678', { method: 'sms-code' })
    await world.toChallenge(MAIL, MAIL)
    const stop = new AbortController()
    const round = deliverDue(needs, stop.signal)
    while (world.mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    stop.abort()
    await round
    expect(world.mails).toHaveLength(1)
  })

  it('does not let a worker whose lease has ended settle a message that another worker has now', async () => {
    await world.toChallenge(MAIL, MAIL)
    let wake = (): void => undefined
    const asleep = new Promise<void>((resolve) => {
      wake = resolve
    })
    const email = {
      ...world.deps.channels.email,
      deliver: () => asleep.then(() => ({ result: 'refused' as const, because: 'late' })),
    }
    const sleeper = deliverDue({ ...needs, channels: { email: email as never } })
    const taken = async () => (await world.db.read.select().from(outbox))[0]
    while ((await taken())?.tries === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    world.turnClock(30_001)
    await deliverDue({
      ...needs,
      channels: { email: { ...email, deliver: async () => ({ result: 'delayed', because: 'greylisted' }) } as never },
    })
    wake()
    await sleeper
    expect(await taken()).toMatchObject({ state: 'waiting', because: 'greylisted' })
    await pass(40_000)
    expect(world.mails).toHaveLength(1)
  })
})
