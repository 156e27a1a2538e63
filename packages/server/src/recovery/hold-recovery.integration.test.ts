import type { FlowReply, PolicyInput, Reason, StartedReply, Step } from '@regain/core'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { purge } from '../db/purge.ts'
import { outbox, waits } from '../db/schema.ts'
import { HOUR_MS } from '../world/clock.ts'

const SECOND = 'second@example.com'
const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const HOOKS = 'http://127.0.0.1:9'

let world: TestWorld
async function open(mails: [string, ...string[]] = [MAIL], policy: PolicyInput = {}) {
  const methods: PolicyInput['methods'] = ['email-code', 'email-approval', 'saved-code']
  world = await openWorld({ methods, hold: { newHours: 0, onlyAddressHours: 24 }, ...policy, limits: roomy }, { insecureOrigins: [HOOKS] })
  await world.addAccount('jane', { ...personAt(...mails), password: OLD })
}
afterEach(() => world.close())

const refOf = ({ flow: { step } }: FlowReply, method: string): string =>
  (step.type === 'choose-method' && step.methods.find((one) => one.method === method)?.ref) || ''
/** Goes to the code, and proves it. */
async function ask(reason?: Reason): Promise<() => Promise<{ flow: StartedReply; step: Step }>> {
  const { flow, named } = await world.name(MAIL, world.shop, reason)
  await world.answer(flow, { type: 'choose-method', ref: refOf(named.body, 'email-code'), complete: MAIL })
  await world.deliver()
  const code = world.codeFor(MAIL)
  return async () => ({ flow, step: (await world.answer(flow, { type: 'challenge', code })).body.flow.step })
}
const prove = async (reason?: Reason) => await (await ask(reason))()
const setPassword = async (flow: StartedReply) => await world.answer(flow, { type: 'new-password', password: NEW })
const waitsUntil = (at: number) => ({ type: 'wait', readyAt: new Date(at).toISOString(), until: new Date(at + 72 * HOUR_MS).toISOString() })
const heldOnRecord = async () => (await world.recorded('recovery.held')).length
const notices = async () => (await world.mailsTo(MAIL)).filter((mail) => mail.includes('Your account has no other address'))

describe('a recovery by the only address that would be notified (R-508)', () => {
  it('waits as long as the policy says, accepts no password before that, and continues after another proof', async () => {
    await open()
    const end = world.now() + 24 * HOUR_MS
    const first = await prove()
    expect(first.step).toEqual(waitsUntil(end))
    expect((await setPassword(first.flow)).status).toBe(409)
    expect((await world.signIn(MAIL, OLD)).body.result).toBe('ok')
    world.turnClock(24 * HOUR_MS - 1)
    expect((await prove()).step).toEqual(waitsUntil(end))
    world.turnClock(1)
    const second = await prove()
    expect(second.step).toMatchObject({ type: 'new-password' })
    expect((await setPassword(second.flow)).body.flow.step).toEqual({ type: 'done', outcome: 'password-changed' })
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    expect(await world.db.read.select().from(waits)).toEqual([])
  })

  it('is announced once: to the mailbox, to the site, and in the log; no message has a link to press', async () => {
    await open()
    await world.call('POST', '/v1/webhooks', { url: `${HOOKS}/regain`, events: ['recovery.held'] }, world.back)
    await prove()
    await prove()
    const told = await notices()
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('The recovery can’t continue before')
    expect(told[0]).not.toMatch(/\/undo\/|\/stop\//)
    expect((await world.db.read.select().from(outbox)).filter(({ kind }) => kind === 'event')).toHaveLength(1)
    expect(await heldOnRecord()).toBe(1)
  })

  it('ends with a change of the account: the person has to wait again', async () => {
    await open()
    await prove()
    world.turnClock(23 * HOUR_MS)
    expect((await world.addAccount('jane', { ...personAt(MAIL), password: `${OLD} at all` })).status).toBeLessThan(300)
    expect((await prove()).step).toEqual(waitsUntil(world.now() + 24 * HOUR_MS))
    expect(await heldOnRecord()).toBe(2)
  })

  it('is forgotten if nobody comes back', async () => {
    await open()
    await prove()
    world.turnClock(96 * HOUR_MS)
    await purge(world.db, world.now())
    expect(await world.db.read.select().from(waits)).toEqual([])
    expect((await prove()).step).toEqual(waitsUntil(world.now() + 24 * HOUR_MS))
  })

  it('locks the account at once if the person says that somebody else is in it, and waits while it is locked', async () => {
    await open()
    const end = world.now() + 24 * HOUR_MS
    expect((await prove('compromised')).step).toEqual(waitsUntil(end))
    expect((await world.signIn(MAIL, OLD)).body).toMatchObject({ result: 'locked' })
    world.turnClock(24 * HOUR_MS)
    const { flow, step } = await prove('compromised')
    expect(step).toMatchObject({ type: 'new-password' })
    expect((await setPassword(flow)).body.flow.step).toMatchObject({ type: 'done', outcome: 'password-changed' })
  })

  it.each([
    ['there is another address', [MAIL, SECOND], {}],
    ['the policy says nothing of it', [MAIL], { hold: { newHours: 0 } }],
  ] as const)('is none where %s', async (_, mails, policy) => {
    await open([...mails], policy)
    expect((await prove()).step).toMatchObject({ type: 'new-password' })
    expect(await heldOnRecord()).toBe(0)
  })

  it('does not apply to a proof by a kept method', async () => {
    await open()
    const { codes } = (await (await world.enrol('jane')).call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body
    const { flow, named } = await world.name(MAIL)
    await world.answer(flow, { type: 'choose-method', ref: refOf(named.body, 'saved-code') })
    const { body } = await world.answer(flow, { type: 'challenge', code: codes[0] ?? '' })
    expect(body.flow.step).toMatchObject({ type: 'new-password' })
  })

  it('begins its wait once, with two proofs at the same moment', async () => {
    await open()
    const both = [await ask(), await ask()]
    const steps = await Promise.all(both.map(async (give) => (await give()).step))
    expect(steps).toEqual([waitsUntil(world.now() + 24 * HOUR_MS), waitsUntil(world.now() + 24 * HOUR_MS)])
    expect(await heldOnRecord()).toBe(1)
  })
})
