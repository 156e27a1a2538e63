import type { FlowReply, StartedReply, Step } from '@regain/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { keptMethods } from '../db/schema.ts'
import { readAccount } from '../directory/read-account.ts'

const NEW = 'seven quiet kettles sing'
const STOLEN = 'mine now and for ever'
const THIEF = 'thief@evil.example'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const own = { channel: 'email', value: MAIL, verified: true }
const jane = {
  identifiers: [
    { kind: 'email', value: MAIL },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [own],
  password: 'quiet lanterns drift',
}
const theirs = { channel: 'email', value: THIEF, verified: true }
const both = { ...jane, destinations: [own, theirs], password: STOLEN }

let world: TestWorld
beforeEach(async () => {
  const methods = ['email-code', 'saved-code', 'totp'] as const
  world = await openWorld({ reasons: ['forgot-password', 'compromised'], methods: [...methods], hold: { newHours: 0 }, limits: roomy })
  await world.addAccount('jane', jane)
})
afterEach(() => world.close())

type Review = Extract<Step, { type: 'review' }>
const makeCodes = async () => (await (await world.enrol('jane')).call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body.codes
const kept = () => world.db.read.select({ method: keptMethods.method, since: keptMethods.since }).from(keptMethods)
const state = async () => {
  const account = await readAccount(world.db.read, world.realm, 'jane')
  return account && { addresses: account.destinations.map(({ value }) => value), lock: account.lock?.cause }
}
/** The account is locked by a code to one of its addresses. */
async function shut(to = MAIL): Promise<{ flow: StartedReply; step: Step }> {
  const { flow, named } = await world.name('jane_doe', undefined, 'compromised')
  const { step } = named.body.flow
  const place = [MAIL, THIEF].indexOf(to)
  const ref = (step.type === 'choose-method' && step.methods.filter(({ method }) => method === 'email-code')[place]?.ref) || ''
  await world.answer(flow, { type: 'choose-method', ref, complete: to })
  await world.deliver()
  const { body } = await world.answer(flow, { type: 'challenge', code: world.codeFor(to) })
  return { flow, step: body.flow.step }
}
async function read(to = MAIL): Promise<{ flow: StartedReply; step: Review }> {
  const { flow, step } = await shut(to)
  if (step.type !== 'review') throw new Error(`at ${step.type}`)
  return { flow, step }
}
const disown = (flow: StartedReply, notMine: string[]) => world.answer(flow, { type: 'review', notMine })
const choose = async (flow: StartedReply): Promise<FlowReply> => (await world.answer(flow, { type: 'new-password', password: NEW })).body
const linkTo = async (to: string) =>
  (await world.mailsTo(to)).flatMap((text) => /http:\/\/localhost:4300(\/undo\/[\w-]+)/.exec(text)?.[1] ?? []).at(-1) ?? ''
const press = (link: string) => world.app.request(ORIGIN + link, { method: 'POST', body: new URLSearchParams({ marked: 'yes' }) })

describe('"someone else is in my account"', () => {
  it('shows its owner what happened, undoes disowned changes and later ones, and gives the owner new saved codes', async () => {
    const codes = await makeCodes()
    world.turnClock(10 * DAY)
    await world.addAccount('jane', both)
    const link = await linkTo(MAIL)
    world.turnClock(HOUR)
    await world.signIn(MAIL, STOLEN, { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' })
    world.turnClock(4 * DAY - HOUR)
    await world.name('jane_doe')
    const { flow, step } = await read()
    expect(step.changes).toEqual([
      {
        ref: expect.any(String),
        change: 'addresses-changed',
        at: new Date(world.now() - 4 * DAY).toISOString(),
        fate: 'open',
        came: ['t•••@e•••'],
      },
    ])
    expect(step.lately.map(({ what }) => what)).toEqual([
      'recovery-started',
      'signed-in',
      'account-changed',
      'method-set-up',
      'account-changed',
    ])
    expect(step.lately[1]?.browser).toMatch(/^Firefox/)
    expect(await state()).toEqual({ addresses: [MAIL, THIEF], lock: 'compromised' })

    const said = await disown(flow, [step.changes[0]?.ref ?? ''])
    expect(said.body.flow.step.type).toBe('new-password')
    expect((await state())?.lock).toBe('frozen')
    const { step: end } = (await choose(flow)).flow
    if (end.type !== 'done') throw new Error(`at ${end.type}`)
    expect(end.savedCodes).toHaveLength(10)
    expect(end.savedCodes).not.toContain(codes[0])
    expect(await state()).toEqual({ addresses: [MAIL], lock: undefined })
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    expect((await world.signIn(MAIL, STOLEN)).body.result).toBe('refused')
    expect(await world.recorded('flow.reviewed')).toEqual([{ changes: 1, marked: 1, undoes: 'addresses-changed' }])
    expect(await world.recorded('account.restored')).toMatchObject([{ addressesGone: 't•••@e•••' }])
    // No earlier link can reverse the undo.
    expect((await press(link)).status).toBe(410)
  })

  it('shows the first change, however many a thief made after it, and undoes all of them with it', async () => {
    await world.addAccount('jane', both)
    for (let n = 0; n < 25; n += 1) {
      world.turnClock(60_000)
      await world.addAccount('jane', { ...both, password: `mine now and for ever ${n}` })
    }
    world.turnClock(HOUR)
    const { flow, step } = await read()
    expect(step.changes).toHaveLength(20)
    expect(step.changes.at(-1)).toMatchObject({ change: 'addresses-changed', fate: 'open' })
    await disown(flow, [step.changes.at(-1)?.ref ?? ''])
    expect((await choose(flow)).flow.step).toMatchObject({ type: 'done', outcome: 'password-changed' })
    expect(await state()).toEqual({ addresses: [MAIL], lock: undefined })
  })

  it('keeps changes that the owner did not disown', async () => {
    await world.addAccount('jane', both)
    const { flow } = await read()
    expect((await disown(flow, [])).body.flow.step.type).toBe('new-password')
    expect((await choose(flow)).flow.step).toMatchObject({ type: 'done', outcome: 'password-changed' })
    expect(await state()).toEqual({ addresses: [MAIL, THIEF], lock: undefined })
    expect(await world.recorded('flow.reviewed')).toEqual([{ changes: 1, marked: 0 }])
  })

  it('continues directly if there is nothing to disown', async () => {
    world.turnClock(10 * DAY)
    expect((await shut()).step.type).toBe('new-password')
  })

  it('lets a thief’s new address disown nothing older, and keeps the owner’s access', async () => {
    await world.addAccount('jane', both)
    const link = await linkTo(MAIL)
    world.turnClock(HOUR)
    const { flow, step } = await read(THIEF)
    expect(step.changes).toMatchObject([{ change: 'addresses-changed', fate: 'stays' }])
    await disown(flow, [step.changes[0]?.ref ?? ''])
    expect((await state())?.lock).toBe('compromised')
    expect(await world.recorded('flow.reviewed')).toEqual([{ changes: 1, marked: 0 }])
    await choose(flow)
    expect((await state())?.addresses).toEqual([MAIL, THIEF])
    expect((await press(link)).status).toBe(200)
    expect((await state())?.lock).toBe('frozen')
  })

  it('removes later methods, says which are removed in any case, and keeps methods older than the proof', async () => {
    world.turnClock(HOUR)
    await makeCodes()
    const { step } = await read()
    expect(step.changes).toMatchObject([{ change: 'method-set-up', method: 'saved-code', fate: 'goes' }])

    world.turnClock(5 * DAY)
    const again = await read()
    const [codes] = again.step.changes
    expect(codes).toMatchObject({ change: 'method-set-up', method: 'saved-code', fate: 'open' })
    const before = await kept()
    await disown(again.flow, [codes?.ref ?? ''])
    await choose(again.flow)
    // New saved codes; the account had nothing else.
    expect(await kept()).toEqual([{ method: 'saved-code', since: world.now() }])
    expect(before[0]?.since).toBe(world.now() - 5 * DAY)

    // A newer address can't undo an older method.
    world.turnClock(4 * DAY)
    await world.addAccount('jane', { ...both, password: NEW })
    const { step: theirs } = await read(THIEF)
    expect(theirs.changes).toMatchObject([
      { change: 'addresses-changed', fate: 'stays' },
      { change: 'password-changed', fate: 'stays' },
      { change: 'method-set-up', fate: 'stays' },
    ])
  })

  it('asks for the review once, even with two answers at once, only from the person who proved it, and accepts no answer elsewhere', async () => {
    await world.addAccount('jane', both)
    const { flow } = await world.name('jane_doe', undefined, 'compromised')
    expect((await disown(flow, [])).status).toBe(409)
    const { flow: stranger } = await world.name('nobody_here', undefined, 'compromised')
    expect((await disown(stranger, [])).status).toBe(409)
    const { flow: proven } = await read()
    const answers = await Promise.all([disown(proven, []), disown(proven, [])])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await world.answer(proven, { type: 'review', notMine: Array.from({ length: 101 }, () => 'x') })).status).toBe(400)
  })

  it('against the undo link of the same change freezes once, and one of the two continues', async () => {
    await world.addAccount('jane', both)
    const link = await linkTo(MAIL)
    const { flow, step } = await read()
    const [pressed, said] = await Promise.all([press(link), disown(flow, [step.changes[0]?.ref ?? ''])])
    expect((await state())?.lock).toBe('frozen')
    const { step: now } = said.body.flow ?? { step: { type: 'stopped' } }
    if (now.type === 'new-password') expect((await choose(flow)).flow.step.type).toBe('done')
    else expect(pressed.status).toBe(200)
    expect((await world.recorded('account.locked')).filter(({ cause }) => cause === 'frozen')).toHaveLength(1)
    expect((await state())?.addresses).toEqual(now.type === 'new-password' ? [MAIL] : [MAIL, THIEF])
  })
})

describe('a phone number that a stranger added to the account long ago', () => {
  const PHONE = '+4915112345699'
  const strange = { channel: 'phone', value: PHONE, verified: true }
  const longAgo = { ...jane, destinations: [own, strange] }
  beforeEach(async () => {
    world.turnClock(10 * DAY)
    await world.addAccount('jane', longAgo)
    // Nothing can undo that any more.
    world.turnClock(60 * DAY)
  })
  const byPhone = (step: Review) => step.changes.find(({ came }) => came?.some((one) => one.endsWith('99')))

  it.each([
    ['alone', undefined],
    ['with a change that can still be undone', STOLEN],
  ])('is listed, %s, and is removed and no longer offered once it is marked', async (_, password) => {
    if (password) await world.addAccount('jane', { ...longAgo, password })
    world.turnClock(HOUR)
    const { flow, step } = await read()
    expect(byPhone(step)).toMatchObject({ change: 'addresses-changed', fate: 'open', came: ['••••••99'] })
    expect(step.changes).toHaveLength(password ? 2 : 1)
    const all = step.changes.map(({ ref }) => ref)
    await disown(flow, all)
    expect((await choose(flow)).flow.step).toMatchObject({ type: 'done' })
    expect(await state()).toEqual({ addresses: [MAIL], lock: undefined })
    expect(await world.recorded('account.destination-removed')).toEqual([{ addresses: '••••••99', by: 'owner' }])
    expect((await world.name('jane_doe')).named.text).not.toContain('••99')
    expect((await world.mailsTo(MAIL)).join()).toContain('The names or addresses of your account were changed')
  })

  it('stays if the owner does not mark it', async () => {
    const { flow, step } = await read()
    expect(byPhone(step)?.fate).toBe('open')
    await disown(flow, [])
    await choose(flow)
    expect((await state())?.addresses).toEqual([MAIL, PHONE])
  })

  it('can’t be removed through a newer address, because it may be the owner’s', async () => {
    await world.addAccount('jane', { ...longAgo, destinations: [own, strange, theirs] })
    world.turnClock(60 * DAY)
    const { flow, step } = await read(THIEF)
    expect(byPhone(step)?.fate).toBe('stays')
    await disown(
      flow,
      step.changes.map(({ ref }) => ref),
    )
    await choose(flow)
    expect((await state())?.addresses).toEqual([MAIL, PHONE, THIEF])
  })
})
