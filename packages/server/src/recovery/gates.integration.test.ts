import type { PolicyInput } from '@regain/core'
import { Secret, TOTP } from 'otpauth'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { readPolicy } from '../realms/change-policy.ts'
import { tryPolicy } from '../realms/try-policy.ts'
import { showAccount } from '../support/find-account.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const PHONE = '+4915112345678'
const jane = {
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
  password: OLD,
}
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']
type Reply = Awaited<ReturnType<TestWorld['answer']>>

let world: TestWorld
async function open(says: object = {}, policy: PolicyInput = {}) {
  world = await openWorld({ methods: ['email-code', 'sms-code', 'saved-code', 'totp'], hold: { newHours: 0 }, ...policy, limits: roomy })
  await world.addAccount('jane', { ...jane, ...says })
}
afterEach(() => world.close())

const stepOf = ({ body }: Reply) => body.flow.step
const methodsAt = (reply: Reply) => {
  const step = stepOf(reply)
  return step.type === 'choose-method' ? step.methods.map(({ method }) => method) : step.type
}
async function choose(flow: Flow, reply: Reply, method: string, complete?: string) {
  const step = stepOf(reply)
  const ref = (step.type === 'choose-method' && step.methods.find((one) => one.method === method)?.ref) || ''
  return await world.answer(flow, { type: 'choose-method', ref, ...(complete !== undefined && { complete }) })
}
async function byMail(reason?: 'compromised') {
  const { flow, named } = await world.name(MAIL, undefined, reason)
  await choose(flow, named, 'email-code', MAIL)
  await world.deliver()
  return { flow, named, reply: await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) }) }
}
const savedCode = async () =>
  (await (await world.enrol('jane')).call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body.codes[0] ?? ''
async function app() {
  const own = await world.enrol('jane')
  const { secret, setUp } = (await own.call<{ secret: string; setUp: string }>('/set-up', { method: 'totp' })).body
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() })
  await own.call('/confirmation', { setUp, code: code() })
  world.turnClock(60_000)
  return code
}

describe('an account whose person signs in with more than a password (AAL2)', () => {
  it('is not recovered by mail alone: after the first proof it needs another class, and shows how many proofs are missing (R-507)', async () => {
    await open({ assurance: 'aal2' })
    const code = await app()
    const { flow, named, reply } = await byMail()
    expect(stepOf(named)).toMatchObject({ proven: 0, needed: 1 })
    expect(stepOf(reply)).toMatchObject({ type: 'choose-method', proven: 1, needed: 2 })
    expect(methodsAt(reply)).toEqual(['saved-code', 'totp'])
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).status).toBe(409)
    await choose(flow, named, 'totp')
    const done = await world.answer(flow, { type: 'challenge', code: code() })
    expect(stepOf(done).type).toBe('new-password')
    await world.answer(flow, { type: 'new-password', password: NEW })
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
  })

  it('sends people without another method to support, and never accepts less proof', async () => {
    await open({ assurance: 'aal2' }, { methods: ['email-code', 'sms-code'] })
    const { flow, reply } = await byMail()
    // With an explanation, because their proof was right.
    expect(stepOf(reply)).toMatchObject({ type: 'help', halfProven: true })
    expect(stepOf(await world.answer(flow, { type: 'back' })).type).toBe('help')
    const { flow: stranger } = await world.name(MAIL)
    expect(stepOf(await world.answer(stranger, { type: 'no-method' }))).not.toHaveProperty('halfProven')
  })

  it('is an ordinary account if the policy says so', async () => {
    await open({ assurance: 'aal2' }, { gates: { strong: 'as-others' } })
    expect(stepOf((await byMail()).reply).type).toBe('new-password')
  })

  it('includes accounts with an authenticator here, if the policy counts it, and not while it is held', async () => {
    await open({}, { gates: { byAuthenticator: true }, hold: { newHours: 24 } })
    await app()
    expect(stepOf((await byMail()).reply).type).toBe('new-password')
    world.turnClock(86_400_000)
    expect(methodsAt((await byMail()).reply)).toEqual(['saved-code', 'totp'])
  })

  it('looks like any other account to a stranger: before a proof every byte is the same', async () => {
    await open()
    const mask = (text: string) => text.replace(/"(id|ref|token|expiresAt|requestId)":"[^"]+"/g, '"$1":""')
    const shown = async () => {
      const { flow, named } = await world.name(MAIL)
      const chosen = await choose(flow, named, 'email-code', MAIL)
      const wrong = await world.answer(flow, { type: 'challenge', code: '00000000' })
      return [named, chosen, wrong].map(({ text, status }) => [status, mask(text).replace(/"resendAt":"[^"]+"/, '')])
    }
    const before = await shown()
    for (const says of [{ assurance: 'aal2' }, { privileged: true }, { assurance: 'aal1', privileged: false }]) {
      await world.addAccount('jane', { ...jane, password: undefined, ...says })
      expect(await shown()).toEqual(before)
    }
  })
})

describe('a privileged account', () => {
  it('needs two classes whatever the policy says, even if the person says that somebody else is in it, and is not locked before that', async () => {
    await open({ privileged: true }, { gates: { strong: 'as-others' } })
    const code = await savedCode()
    const { flow, named, reply } = await byMail('compromised')
    expect(methodsAt(reply)).toEqual(['saved-code', 'totp'])
    expect((await world.signIn(MAIL, OLD)).body.result).toBe('ok')
    await choose(flow, named, 'saved-code')
    expect(stepOf(await world.answer(flow, { type: 'challenge', code })).type).toBe('new-password')
    expect((await world.signIn(MAIL, OLD)).body).toMatchObject({ result: 'locked', because: 'compromised' })
  })
})

describe('what the site says about an account', () => {
  const view = async () =>
    (await world.call<{ assurance: string; privileged: boolean; generation: number }>('GET', '/v1/accounts/jane', undefined, world.back))
      .body

  it('stays until the site changes it, ends no session, and ends attempts that began at another gate', async () => {
    await open()
    const { flow } = await byMail()
    await world.addAccount('jane', { ...jane, password: undefined, privileged: true, assurance: 'aal2' })
    expect(await view()).toMatchObject({ privileged: true, assurance: 'aal2', generation: 1 })
    expect(stepOf(await world.answer(flow, { type: 'new-password', password: NEW })).type).not.toBe('done')
    await world.addAccount('jane', { ...jane, password: undefined })
    expect(await view()).toMatchObject({ privileged: true, assurance: 'aal2' })
    await world.addAccount('jane', { ...jane, password: undefined, privileged: false, assurance: 'aal1' })
    expect(await view()).toMatchObject({ privileged: false, assurance: 'aal1' })
    expect((await world.recorded('account.put')).map(({ privileged }) => privileged)).toEqual([undefined, true, undefined, false])
    expect((await world.addAccount('jane', { ...jane, assurance: 'aal9' })).status).toBe(400)
  })

  it('is shown to the owner and to operators, with whether the existing methods are enough', async () => {
    await open({ assurance: 'aal2' })
    const gate = async () => (await (await world.enrol('jane')).read()).body.security.gate
    expect(await gate()).toEqual({ needed: 2, proofs: 'different-classes', reached: false })
    await savedCode()
    expect(await gate()).toEqual({ needed: 2, proofs: 'different-classes', reached: true })
    const shown = await showAccount({ realm: world.realm, account: 'jane' }, world.deps)
    expect(shown.gate).toEqual({ needed: 2, proofs: 'different-classes', because: 'strong' })
  })
})

describe('the simulator', () => {
  it('names attempts that a higher gate would have stopped, and those that would have succeeded with less', async () => {
    await open({ assurance: 'aal2' }, { gates: { strong: 'as-others' } })
    const { flow } = await byMail()
    await world.answer(flow, { type: 'new-password', password: NEW })
    const { policy } = await readPolicy(world.realm, world.deps)
    const tried = async (gates: PolicyInput['gates']) =>
      (await tryPolicy({ realm: world.realm, policy: { ...policy, gates: { ...policy.gates, ...gates } } }, world.deps)).counts
    expect(await tried({ strong: 'two-classes' })).toMatchObject({ 'refused': 1, 'with-less': 0 })
    expect(await tried({ byAuthenticator: true })).toMatchObject({ 'refused': 0, 'with-less': 0 })
  })
})
