import type { PolicyInput, Reason, Step } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld, SHOP } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { MANY, roomy } from '../../testing/roomy.ts'
import { auditEvents, challenges, limits, outbox } from '../db/schema.ts'

const OTHER = 'jane@mail.example'
const NEW = 'quiet lanterns drift over stones'
const jane = { ...personAt(MAIL, OTHER), password: 'old lanterns never rust' }
const jack = { ...personAt('jack@example.com'), password: NEW }
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']
type Challenge = Extract<Step, { type: 'challenge' }>

let world: TestWorld
async function open(policy: PolicyInput = {}) {
  world = await openWorld({ methods: ['email-code', 'device-approval'], ...policy, limits: { ...roomy, ...policy.limits } })
  await world.addAccount('jane', jane)
  await world.addAccount('jack', jack)
}
afterEach(() => world.close())

type Device = Awaited<ReturnType<TestWorld['device']>>
const offersOf = (step: Step | undefined) => (step?.type === 'choose-method' ? step.methods : [])
async function ask(name = MAIL, reason?: Reason) {
  const { flow, named } = await world.name(name, undefined, reason)
  return await askAgain(flow, named.body.flow.step)
}
async function askAgain(flow: Flow, at: Step) {
  const ref = offersOf(at).find(({ method }) => method === 'device-approval')?.ref ?? ''
  const chosen = await world.answer(flow, { type: 'choose-method', ref })
  const step = chosen.body.flow?.step as Challenge | undefined
  return { flow, chosen, step, number: step?.number ?? 0 }
}
const stepOf = async (flow: Flow) => (await world.look(flow)).body.flow.step
const firstOf = async (own: Device) => (await own.asks())[0]?.id ?? ''
const another = (number: number) => (number === 99 ? 10 : number + 1)

describe('approval on a signed-in device', () => {
  it('continues where it began, once the number from that screen was typed on the device, and notifies every address', async () => {
    await open()
    const own = await world.device('jane')
    expect(await own.asks()).toEqual([])
    const { flow, step, number } = await ask()
    expect(Object.keys(step ?? {}).sort()).toEqual(['expiresAt', 'guessesLeft', 'method', 'number', 'type'])
    const shown = await own.look()
    expect(shown.body.device.asks).toEqual([{ id: expect.any(String), at: expect.stringContaining('2026-11-24T09:00') }])
    // What the device sees is not enough to continue the attempt.
    expect(shown.text).not.toContain(`${flow.flow.id}`)
    expect(Object.values(shown.body.device.asks[0] ?? {})).not.toContain(number)

    const said = await own.says({ id: await firstOf(own), number })
    expect(said.body).toMatchObject({ came: 'approved', device: { asks: [] } })
    expect((await stepOf(flow)).type).toBe('new-password')
    expect(await world.recorded('challenge.passed')).toMatchObject([{ method: 'device-approval' }])
    for (const to of [MAIL, OTHER]) expect((await world.mailsTo(to)).at(-1)).toContain('on a device that is signed in')
    await world.answer(flow, { type: 'new-password', password: NEW })
    for (const to of [MAIL, OTHER]) expect((await world.mailsTo(to)).at(-1)).toMatch(/\/undo\//)
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    // The device was signed in with the old password.
    expect((await own.look()).status).toBe(401)
  })

  it('shows a device of another account nothing, and accepts no answer from it', async () => {
    await open()
    const [own, others] = [await world.device('jane'), await world.device('jack')]
    const { flow, number } = await ask()
    const id = await firstOf(own)
    expect(await others.asks()).toEqual([])
    expect((await others.says({ id, number })).body.came).toBe('gone')
    expect((await others.says({ id, stranger: true })).body.came).toBe('gone')
    expect((await stepOf(flow)).type).toBe('challenge')
    expect([await world.recorded('challenge.failed'), await world.recorded('challenge.denied')]).toEqual([[], []])
  })

  it('asks no device that signed in recently, or whose sign-in time is unknown', async () => {
    await open({ hold: { newHours: 24 } })
    const young = await world.device('jane', 23)
    const ahead = await world.device('jane', -24 * 365)
    const old = await world.device('jane', 25)
    const { flow, number } = await ask()
    const id = await firstOf(old)
    for (const one of [young, ahead]) {
      expect((await one.look()).body.device).toMatchObject({ asksFrom: expect.any(String), asks: [] })
      expect((await one.says({ id, number })).body.came).toBe('gone')
      expect((await one.says({ id, stranger: true })).body.came).toBe('gone')
    }
    const back = { authorization: `Bearer ${world.shop.site.secretKey}` }
    expect((await world.call('POST', '/v1/accounts/jane/devices', {}, back)).status).toBe(400)
    expect((await stepOf(flow)).type).toBe('challenge')
    // It waits as long as a new method would, and no longer.
    expect((await (await world.device('jane', 24)).says({ id, number })).body.came).toBe('approved')
  })

  it('is not offered to a person who says that somebody else is in their account', async () => {
    await open()
    const own = await world.device('jane')
    const { flow, named } = await world.name(MAIL, undefined, 'compromised')
    expect(offersOf(named.body.flow.step).map(({ method }) => method)).toEqual(['email-code', 'email-code'])
    const known = (await world.name(MAIL)).named.body.flow.step
    for (const { ref } of offersOf(known).filter(({ method }) => method === 'device-approval'))
      expect((await world.answer(flow, { type: 'choose-method', ref })).status).toBe(422)
    expect(await own.asks()).toEqual([])
  })

  it('gives access to nothing else with its token, and accepts no token of the security page', async () => {
    await open()
    const own = await world.device('jane')
    const page = await world.enrol('jane')
    const at = { origin: SHOP, authorization: `Bearer ${page.token}` }
    expect((await world.call('GET', '/v1/security/asks', undefined, at)).status).toBe(401)
    expect((await world.call('GET', '/v1/security', undefined, own.headers)).status).toBe(401)
    for (const path of ['/set-up', '/removal', '/drill'])
      expect((await world.call('POST', `/v1/security${path}`, { method: 'totp' }, own.headers)).status).toBe(401)
    expect((await (await world.device('jane', 100, 'https://evil.example')).look()).status).toBe(403)
    world.turnClock(900_000)
    expect((await own.look()).status).toBe(401)
  })

  it('allows one try: a wrong number ends the question, and a new question has a new number', async () => {
    await open()
    const own = await world.device('jane')
    const { flow, number } = await ask()
    const id = await firstOf(own)
    expect((await own.says({ id, number: another(number) })).body.came).toBe('other-number')
    const back = await stepOf(flow)
    expect(back.type).toBe('choose-method')
    expect((await own.says({ id, number })).body.came).toBe('gone')
    expect(await world.recorded('challenge.failed')).toEqual([{ method: 'device-approval' }])
    const again = await askAgain(flow, back)
    expect((await own.says({ id: await firstOf(own), number: again.number })).body.came).toBe('approved')
    // The number can't be typed where it is shown.
    const other = await ask()
    expect((await world.answer(other.flow, { type: 'challenge', code: String(other.number) })).status).toBe(409)
  })

  it('is ended by "it wasn’t me", which notifies every address and stops further questions for a day', async () => {
    await open()
    const own = await world.device('jane')
    const { flow } = await ask()
    expect((await own.says({ id: await firstOf(own), stranger: true })).body.came).toBe('denied')
    expect(await stepOf(flow)).toEqual({ type: 'stopped', because: 'refused' })
    expect(await world.recorded('challenge.denied')).toEqual([{ method: 'device-approval' }])
    for (const to of [MAIL, OTHER]) expect((await world.mailsTo(to)).at(-1)).toContain('was that this was not the owner')
    const next = await ask()
    expect([next.step?.type, await own.asks()]).toEqual(['challenge', []])
    world.turnClock(23 * 3_600_000)
    await ask()
    expect(await (await world.device('jane')).asks()).toEqual([])
    world.turnClock(3_600_000)
    await ask()
    expect(await (await world.device('jane')).asks()).toHaveLength(1)
  })

  // Each with a separate account, because after "not me" nobody is asked for a day.
  it.each(['"me"', '"not me"'])(
    'counts one of "me" and "not me", on however many devices they are pressed at once, %s first',
    async (first) => {
      await open({ limits: { approvalsPerAccountDaily: MANY } })
      const [phone, tablet] = [await world.device('jane'), await world.device('jane')]
      const { flow, number } = await ask()
      const id = await firstOf(phone)
      const pressed = [
        () => phone.says({ id, number }),
        () => tablet.says({ id, stranger: true }),
        () => tablet.says({ id, number: another(number) }),
      ]
      const order = first === '"me"' ? pressed : pressed.toReversed()
      const came = await Promise.all([...order, ...order].map(async (press) => (await press()).body.came))
      expect(came.filter((one) => one !== 'gone')).toHaveLength(1)
      expect((await stepOf(flow)).type).not.toBe('challenge')
    },
  )

  it('is silently limited to a few questions a day for one account', async () => {
    await open()
    const own = await world.device('jane')
    const steps = []
    const shown = []
    for (let n = 0; n < 5; n += 1) {
      const { flow, step } = await ask()
      steps.push(Object.keys(step ?? {}).join())
      shown.push((await own.asks()).length)
      await world.answer(flow, { type: 'cancel' })
    }
    expect(shown).toEqual([1, 1, 1, 1, 0])
    expect(new Set(steps).size).toBe(1)
  })

  it('keeps a share of questions after a proof, which strangers can’t use up, even with a "not me"', async () => {
    const once = { burst: 1, perSeconds: 86_400 }
    const limits = { approvalsPerAccountDaily: once, sendPerDestination: MANY }
    await open({ needed: 2, proofs: 'different-methods', limits })
    const own = await world.device('jane')
    await ask()
    expect((await own.says({ id: await firstOf(own), stranger: true })).body.came).toBe('denied')
    await ask()
    expect(await own.asks()).toEqual([])
    const half = async () => {
      const { flow } = await world.toChallenge(MAIL, MAIL)
      await world.deliver()
      const { body } = await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
      return await askAgain(flow, body.flow.step)
    }
    const { flow, number } = await half()
    expect((await own.says({ id: await firstOf(own), number })).body.came).toBe('approved')
    expect((await stepOf(flow)).type).toBe('new-password')
    await half()
    expect(await own.asks()).toEqual([])
  })

  it('shows a known and an unknown name the same bytes, and writes the same', async () => {
    await open()
    // The limits of this visitor and this site exist from here on.
    await ask('jack@example.com')
    const seen = []
    for (const name of [MAIL, 'jill@example.com']) {
      const before = await world.db.read.$count(limits)
      const { flow, chosen, step } = await ask(name)
      const [row] = await world.db.read.select().from(challenges).where(eq(challenges.flow, flow.flow.id))
      const events = await world.db.read.select().from(auditEvents).where(eq(auditEvents.flow, flow.flow.id))
      const shown = chosen.text
        .replace(/"(id|ref)":"[^"]+"/g, '')
        .replace(`"number":${step?.number}`, '"number":47')
        .replaceAll(/2026-[\d-]+T[\d:.]+Z/g, '')
      seen.push(
        JSON.stringify([
          shown,
          Object.entries(row ?? {}).map(([key, value]) => [key, String(value ?? '').length]),
          (await world.db.read.$count(limits)) - before,
          await world.db.read.$count(outbox, eq(outbox.flow, flow.flow.id)),
          events.map((event) => event.name),
        ]).replaceAll(/\["told",\d\]/g, ''),
      )
    }
    expect(new Set(seen).size).toBe(1)
  })

  it('is in one class with sent codes, and needs a second proof if two are required', async () => {
    await open({ methods: ['email-code', 'device-approval', 'saved-code'], needed: 2, proofs: 'different-classes' })
    const own = await world.device('jane')
    const { flow, number } = await ask()
    await own.says({ id: await firstOf(own), number })
    expect(offersOf(await stepOf(flow)).map(({ method }) => method)).toEqual(['saved-code'])
  })

  it('leads to the diagnosis if the person can’t sign in', async () => {
    await open()
    const own = await world.device('jane')
    const { flow, number } = await ask(MAIL, 'cannot-sign-in')
    await own.says({ id: await firstOf(own), number })
    expect(await stepOf(flow)).toMatchObject({ type: 'diagnosis', cause: 'nothing-wrong' })
  })

  it('stops asking once the account is locked', async () => {
    await open()
    const own = await world.device('jane')
    const { number } = await ask()
    const id = await firstOf(own)
    await world.call('POST', '/v1/accounts/jane/lock', { cause: 'operator' }, { authorization: `Bearer ${world.shop.site.secretKey}` })
    expect((await own.look()).status).toBe(401)
    expect((await own.says({ id, number })).status).toBe(401)
  })
})
