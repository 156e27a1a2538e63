import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { flows } from '../db/schema.ts'
import { spendAll } from './room.ts'

const PHONE = '+4915112345678'
const roomy = { answerPerAddress: MANY, identifyPerAddress: MANY, startPerAddress: MANY, captchaPerAddress: MANY, identifyPerNetwork: MANY }
const jane = {
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
}

describe('budgets', () => {
  let world: TestWorld
  afterEach(() => world.close())

  it('silently limit the codes to one mailbox over flows, spellings, addresses and realms', async () => {
    world = await openWorld({ limits: { ...roomy, identifyPerName: MANY, sendPerDestination: { burst: 3, perSeconds: 600 } } })
    const other = await world.found('Other Shop', 'https://other.example', { limits: { ...roomy, identifyPerName: MANY } })
    await world.addAccount('jane', jane)
    await world.addAccount('jane', jane, other)
    const shown = new Set<string>()
    for (const [n, spelling] of [
      'Jane@Example.com',
      ' jane@EXAMPLE.com',
      'ＪＡＮＥ@example.com',
      'jane@example。com',
      MAIL,
      MAIL,
      MAIL,
      MAIL,
    ].entries()) {
      world.comeFrom(`198.51.100.${n}`)
      const { chosen } = await world.toChallenge(spelling, MAIL, { at: n % 2 ? other : world.shop })
      shown.add(JSON.stringify(chosen.body.flow.step))
    }
    await world.deliver()
    expect(world.mails).toHaveLength(3)
    expect(shown.size).toBe(1)
  })

  it('allow no text message to a country that is not listed or to a premium number, and reveal nothing to a stranger', async () => {
    const phone = (value: string) => ({ channel: 'phone', value, verified: true })
    const mail = { channel: 'email', value: MAIL, verified: true }
    const name = (value: string) => [{ kind: 'handle', value }]
    world = await openWorld({ limits: { ...roomy, identifyPerName: MANY }, smsCountries: ['DE'] })
    await world.addAccount('here', { identifiers: name('here_1'), destinations: [mail, phone(PHONE)] })
    await world.addAccount('abroad', { identifiers: name('abroad_1'), destinations: [mail, phone('+37060112345')] })
    await world.addAccount('premium', { identifiers: name('premium_1'), destinations: [mail, phone('+499001123456')] })
    await world.addAccount('only', { identifiers: name('only_1'), destinations: [phone('+37060112345')] })
    const listed = async (identifier: string) => {
      const step = (await world.name(identifier)).named.body.flow.step
      return step.type === 'choose-method' ? step.methods.map(({ method, masked }) => `${method} ${masked}`) : []
    }
    expect(await listed('here_1')).toEqual(['email-code j•••@e•••', 'sms-code ••••••78'])
    expect(await listed('abroad_1')).toEqual(['email-code j•••@e•••'])
    expect(await listed('premium_1')).toEqual(['email-code j•••@e•••'])
    // Nobody can tell this account from an unknown name: its list is a decoy's, the same each time.
    const decoy = await listed('only_1')
    expect(decoy.length).toBeGreaterThan(0)
    expect(decoy.join()).not.toContain('••••••45')
    expect(await listed('only_1')).toEqual(decoy)
  })

  it('treat a country that was taken off the list meanwhile, or hidden hints, like a wrong number', async () => {
    const abroad = '+37060112345'
    world = await openWorld({ limits: roomy, hints: 'hidden', smsCountries: ['DE'] })
    await world.addAccount('abroad', { identifiers: jane.identifiers, destinations: [{ channel: 'phone', value: abroad, verified: true }] })
    const right = await world.toChallenge(MAIL, abroad, { method: 'sms-code' })
    const wrong = await world.toChallenge(MAIL, '+37060112346', { method: 'sms-code' })
    const shape = ({ body }: typeof right.chosen) =>
      JSON.stringify(body.flow.step, (_key, value) => (typeof value === 'string' ? 'text' : value))
    expect(shape(right.chosen)).toBe(shape(wrong.chosen))
    await world.deliver()
    expect(world.texts).toEqual([])
  })

  it('count a hundred parallel resends as one', async () => {
    world = await openWorld({ limits: { ...roomy, sendPerDestination: MANY, sendPerDestinationDaily: MANY } })
    await world.addAccount('jane', jane)
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    world.turnClock(31_000)
    await Promise.all(Array.from({ length: 100 }, () => world.answer(flow, { type: 'resend' })))
    await world.deliver()
    expect(world.mails).toHaveLength(2)
  })

  it('silently stop guesses at one method of an account, and leave the other method open', async () => {
    world = await openWorld({ limits: { ...roomy, identifyPerName: MANY, guessesPerAccountDaily: { burst: 6, perSeconds: 86_400 } } })
    await world.addAccount('jane', jane)
    const guess = async (code: (right: string) => string, method = 'email-code', complete = MAIL) => {
      const { flow } = await world.toChallenge(MAIL, complete, { method })
      await world.deliver()
      const right = method === 'email-code' ? world.codeFor(MAIL) : world.codeTexted(PHONE)
      return { flow, reply: await world.answer(flow, { type: 'challenge', code: code(right) }) }
    }
    const wrong = (right: string) => (right === '00000000' ? '11111111' : '00000000')
    const { flow } = await guess(wrong)
    for (let n = 0; n < 4; n += 1) await world.answer(flow, { type: 'challenge', code: wrong(world.codeFor(MAIL)) })
    expect((await guess(wrong)).reply.body.problem).toEqual({ code: 'code-wrong' })
    const late = await guess((right) => right)
    expect(late.reply.body).toMatchObject({ problem: { code: 'code-wrong' }, flow: { step: { type: 'challenge', guessesLeft: 4 } } })
    const other = await guess((right) => right, 'sms-code', '5678')
    expect(other.reply.body.flow.step.type).toBe('new-password')
  })

  it('don’t let strangers who don’t know the address use up an owner’s guesses', async () => {
    world = await openWorld({ limits: { ...roomy, identifyPerName: MANY, guessesPerAccountDaily: { burst: 2, perSeconds: 86_400 } } })
    await world.addAccount('jane', jane)
    for (let n = 0; n < 3; n += 1) {
      const { flow } = await world.toChallenge(MAIL, 'somebody@else.example')
      for (let guess = 0; guess < 5; guess += 1) await world.answer(flow, { type: 'challenge', code: '12345678' })
    }
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    expect((await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })).body.flow.step.type).toBe('new-password')
  })

  it('give the same reply for a known and an unknown name over its limit, and let the owner in from elsewhere', async () => {
    world = await openWorld({ limits: roomy })
    await world.addAccount('jane', jane)
    const flood = async (identifier: string) => {
      const replies = []
      for (let n = 0; n < 15; n += 1) replies.push((await world.name(identifier)).named)
      return replies.map(({ status, headers }) => [status, headers.get('retry-after')])
    }
    const known = await flood(MAIL)
    expect(known).toEqual(await flood('nobody@example.com'))
    expect(known.at(-1)).toEqual([429, '60'])
    world.comeFrom('203.0.113.77')
    expect((await world.name(MAIL)).named.status).toBe(200)
  })

  it('count an IPv6 /64 as one household, and a /48 as one customer', async () => {
    world = await openWorld({
      limits: { ...roomy, identifyPerAddress: { burst: 4, perSeconds: 600 }, identifyPerNetwork: { burst: 9, perSeconds: 600 } },
    })
    const named = async (address: string, n: number) => {
      world.comeFrom(address)
      return (await world.name(`nobody${n}`)).named.status
    }
    const inOne = []
    for (let n = 0; n < 8; n += 1) inOne.push(await named(`2001:db8:1:1::${n}`, n))
    expect(inOne.filter((status) => status === 200)).toHaveLength(4)
    const overMany = []
    for (let n = 0; n < 12; n += 1) overMany.push(await named(`2001:db8:1:${n + 2}::1`, 100 + n))
    expect(overMany.filter((status) => status === 200)).toHaveLength(5)
  })

  it('survive a clock that ran ahead for a day and was set back, which revives no flow', async () => {
    world = await openWorld({ limits: roomy })
    const limit = { burst: 3, perSeconds: 60 }
    const at = (now: number) => world.db.write(async (tx) => (await spendAll(tx, [{ key: 'clock', limit }], now))[0])
    const now = world.now()
    for (let n = 0; n < 3; n += 1) expect(await at(now + 86_400_000)).toBe(true)
    expect(await at(now)).toBe(true)
    expect(await at(now)).toBe(false)
    expect(await at(now + 20_000)).toBe(true)
    const { body: flow } = await world.start()
    world.turnClock(-600_000)
    expect((await world.answer(flow, { type: 'cancel' })).body.flow.step).toEqual({ type: 'stopped', because: 'expired' })
  })

  it('don’t slow down the end of thousands of flows that strangers opened', async () => {
    world = await openWorld({ limits: roomy })
    await world.addAccount('jane', jane)
    const { flow } = await world.name(MAIL)
    const [row] = await world.db.read.select().from(flows)
    if (!row) throw new Error('no flow')
    for (let batch = 0; batch < 40; batch += 1)
      await world.db.write((tx) =>
        tx.insert(flows).values(Array.from({ length: 50 }, (_, n) => ({ ...row, id: `stranger ${batch} ${n}` }))),
      )
    const began = performance.now()
    await world.call('POST', '/v1/accounts/jane/lock', { cause: 'operator' }, world.back)
    expect(performance.now() - began).toBeLessThan(2000)
    expect((await world.db.read.select().from(flows)).every(({ because }) => because === 'refused')).toBe(true)
    expect((await world.answer(flow, { type: 'cancel' })).status).toBe(409)
  })
})
