import type { HoldView, PolicyInput, SecurityReply } from '@regain/core'
import { Secret, TOTP } from 'otpauth'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { email, MAIL, personAt } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'

const HOUR = 3_600_000
const NEW = 'jane@new.example'
const jane = { ...personAt(MAIL), password: 'old lanterns never rust' }
const both = { ...jane, password: undefined, destinations: [email(MAIL), email(NEW)] }

let world: TestWorld
async function open(policy: PolicyInput = {}) {
  world = await openWorld({ methods: ['email-code', 'saved-code', 'totp'], ...policy })
  await world.addAccount('jane', jane)
}
afterEach(() => world.close())

type Own = Awaited<ReturnType<TestWorld['enrol']>>
const holdsOf = async (own: Own): Promise<HoldView[]> => (await own.read()).body.security.holds
const end = (own: Own, body: object) => own.call<SecurityReply>('/hold-end', body)
const savedCodes = async (own: Own) => (await own.call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body.codes
async function app(own: Own) {
  const { secret, setUp } = (await own.call<{ secret: string; setUp: string }>('/set-up', { method: 'totp' })).body
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() })
  await own.call('/confirmation', { setUp, code: code() })
  world.turnClock(60_000)
  return code
}
const offered = async () => {
  const { step } = (await world.name(MAIL)).named.body.flow
  return step.type === 'choose-method' ? step.methods.flatMap(({ masked }) => masked ?? []) : []
}
/** Saved codes that are older than everything that follows. */
async function withOldCodes() {
  const codes = await savedCodes(await world.enrol('jane'))
  world.turnClock(48 * HOUR)
  return codes
}

describe('a hold', () => {
  it('of an address ends at once with an older saved code, every address is notified, and it is logged', async () => {
    await open()
    const [code = ''] = await withOldCodes()
    await world.addAccount('jane', both)
    expect(await offered()).toEqual(['j•••@e•••'])
    const own = await world.enrol('jane')
    expect(await holdsOf(own)).toEqual([{ hold: 'address-1', by: [{ method: 'saved-code' }] }])
    const { body } = await end(own, { hold: 'address-1', method: 'saved-code', code: code.toLowerCase() })
    expect([body.problem, body.security.holds, body.security.activity[0]?.what]).toEqual([undefined, [], 'hold-ended'])
    expect(body.security.destinations.map(({ heldUntil }) => heldUntil)).toEqual([undefined, undefined])
    expect(await offered()).toEqual(['j•••@e•••', 'j•••@n•••'])
    await world.deliver()
    const told = world.mails.filter(({ text }) => text?.includes('is now active')).flatMap(({ to }) => [to].flat().map((one) => one?.text))
    expect(told.sort()).toEqual([MAIL, NEW])
    expect(await world.recorded('hold.ended')).toEqual([{ what: 'address', method: 'saved-code' }])
    expect((await end(own, { hold: 'address-1', method: 'saved-code', code })).status).toBe(404)
  })

  it('of an app ends with a code to an older address, which says what it is for and works once, only for that', async () => {
    await open()
    world.turnClock(HOUR)
    const own = await world.enrol('jane')
    const code = await app(own)
    const [held] = await holdsOf(own)
    expect(held).toEqual({ hold: 'totp', by: [{ method: 'email-code', place: 0 }] })
    const { sent } = (await own.call<{ sent: string }>('/hold-code', { hold: 'totp', method: 'email-code', place: 0 })).body
    await world.deliver()
    expect(world.mails.at(-1)?.text).toContain('Confirm what is new on your Corner Shop account')
    expect(world.mails.at(-1)?.text).not.toContain('Get back into')
    const answer = { hold: 'totp', method: 'email-code', sent }
    expect((await end(own, { ...answer, code: '00000000' })).body.problem).toEqual({ code: 'code-wrong' })
    expect((await end(await world.enrol('jane'), { ...answer, code: world.codeFor(MAIL) })).status).toBe(422)
    expect((await end(own, { ...answer, code: world.codeFor(MAIL) })).body.security.holds).toEqual([])
    world.turnClock(60_000)
    const { flow, named } = await world.name(MAIL)
    const { step } = named.body.flow
    const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'totp')?.ref) || ''
    await world.answer(flow, { type: 'choose-method', ref })
    expect((await world.answer(flow, { type: 'challenge', code: code() })).body.flow.step.type).toBe('new-password')
  })

  it('can’t be ended with new methods alone, nor with others of the same class', async () => {
    await open()
    world.turnClock(HOUR)
    const own = await world.enrol('jane')
    const code = await app(own)
    const [saved = ''] = await savedCodes(own)
    await world.addAccount('jane', both)
    const later = await world.enrol('jane')
    expect(await holdsOf(later)).toEqual([
      { hold: 'address-1', by: [] },
      { hold: 'saved-code', by: [{ method: 'email-code', place: 0 }] },
      { hold: 'totp', by: [{ method: 'email-code', place: 0 }] },
    ])
    const tries = [
      { hold: 'address-1', method: 'totp', code: code() },
      { hold: 'address-1', method: 'saved-code', code: saved },
      { hold: 'totp', method: 'saved-code', code: saved },
    ]
    for (const one of tries) expect((await end(later, one)).status).toBe(422)
    for (const place of [0, 1])
      expect((await later.call('/hold-code', { hold: 'address-1', method: 'email-code', place })).status).toBe(422)
    expect((await later.call('/hold-code', { hold: 'totp', method: 'email-code', place: 1 })).status).toBe(422)
    expect((await holdsOf(later)).length).toBe(3)
  })

  it('of an account that needs two proofs only ends with time', async () => {
    await open()
    await withOldCodes()
    await world.addAccount('jane', { ...both, assurance: 'aal2' })
    expect(await holdsOf(await world.enrol('jane'))).toEqual([{ hold: 'address-1', by: [] }])
  })

  it('allows twenty guesses a day, apart from those of a recovery', async () => {
    await open({ limits: { answerPerAddress: MANY } })
    const [code = ''] = await withOldCodes()
    await world.addAccount('jane', both)
    const own = await world.enrol('jane')
    for (let n = 0; n < 20; n += 1) await end(own, { hold: 'address-1', method: 'saved-code', code: 'AAAA-AAAA-AAAA-AAAA' })
    expect((await end(own, { hold: 'address-1', method: 'saved-code', code })).body.problem).toEqual({ code: 'code-wrong' })
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    expect((await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })).body.flow.step.type).toBe('new-password')
  })

  it('is mentioned in the notice of the change', async () => {
    await open()
    await withOldCodes()
    await world.addAccount('jane', both)
    await world.deliver()
    const notices = world.mails.filter(({ text }) => text?.includes('were changed at Corner Shop'))
    expect([notices.length, notices.filter(({ text }) => text?.includes('Anything new becomes active on')).length]).toEqual([2, 2])
  })
})
