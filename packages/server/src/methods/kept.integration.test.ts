import { Secret, TOTP } from 'otpauth'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY, roomy } from '../../testing/roomy.ts'
import { keptMethods, savedCodes } from '../db/schema.ts'
import { showAccount } from '../support/find-account.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const PHONE = '+4915112345678'
const DAY = 86_400_000
const jane = {
  identifiers: [
    { kind: 'email', value: MAIL },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
  password: OLD,
}
type Policy = Parameters<typeof openWorld>[0]
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']
const all = ['email-code', 'sms-code', 'saved-code', 'totp'] as const

describe('a kept method', () => {
  let world: TestWorld
  const open = async (policy: Policy = {}) => {
    world = await openWorld({ methods: [...all], hold: { newHours: 0 }, ...policy, limits: { ...roomy, ...policy?.limits } })
    await world.addAccount('jane', jane)
  }
  afterEach(() => world.close())

  const savedCodesOf = async (id = 'jane') =>
    (await (await world.enrol(id)).call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body.codes
  /** An authenticator app that was set up by a code of a minute ago. */
  async function appOf(id = 'jane') {
    const own = await world.enrol(id)
    const { secret, setUp } = (await own.call<{ secret: string; setUp: string }>('/set-up', { method: 'totp' })).body
    const codeAt = (ago = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() - ago * 1000 })
    const { body } = await own.call<{ problem?: object }>('/confirmation', { setUp, code: codeAt() })
    expect(body.problem).toBeUndefined()
    world.turnClock(60_000)
    return { secret, codeAt }
  }
  async function ask(method: string, name = MAIL, reason?: 'compromised') {
    const { flow, named } = await world.name(name, undefined, reason)
    return { flow, named, chosen: await choose(flow, named, method) }
  }
  async function choose(flow: Flow, reply: { body: { flow: { step: { type: string } } } }, method: string, complete?: string) {
    const step = reply.body.flow.step as { type: string; methods?: { ref: string; method: string }[] }
    const ref = step.methods?.find((one) => one.method === method)?.ref ?? ''
    return await world.answer(flow, { type: 'choose-method', ref, ...(complete !== undefined && { complete }) })
  }
  const guess = (flow: Flow, code: string) => world.answer(flow, { type: 'challenge', code })
  const mask = (text: string) => text.replace(/"(id|ref|token|requestId)":"[^"]+"/g, '"$1":""')

  it('lets a person back in with a saved code, once, in any spelling; the code is replaced, and every address is notified', async () => {
    await open()
    const [code = ''] = await savedCodesOf()
    expect(code).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
    const { flow, chosen } = await ask('saved-code')
    expect(chosen.body.flow.step).toEqual({
      type: 'challenge',
      method: 'saved-code',
      guessesLeft: 5,
      expiresAt: expect.any(String),
    })
    const proven = await guess(flow, ` ${code.toLowerCase().replaceAll('-', ' ')} `)
    expect(proven.body.flow.step.type).toBe('new-password')
    const done = (await world.answer(flow, { type: 'new-password', password: NEW })).body.flow.step
    const replacement = expect.stringMatching(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
    expect(done).toEqual({ type: 'done', outcome: 'password-changed', savedCodesLeft: 9, savedCode: replacement })
    const { text } = await world.look(flow)
    const fresh = (done.type === 'done' && done.savedCode) || 'none'
    expect(text).not.toContain(fresh)
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    const again = await ask('saved-code')
    expect((await guess(again.flow, code)).body.problem).toEqual({ code: 'code-wrong' })
    expect((await guess(again.flow, fresh)).body.flow.step.type).toBe('new-password')
    await world.deliver()
    expect(world.mails.some(({ text }) => text?.includes('One of your saved codes was used'))).toBe(true)
    expect(world.texts.some(({ body }) => body.includes('One of your saved codes was used'))).toBe(true)
  })

  it('stores no saved code in the clear, and an app’s secret only sealed', async () => {
    await open()
    const codes = await savedCodesOf()
    const { secret } = await appOf()
    const stored = JSON.stringify([await world.db.read.select().from(savedCodes), await world.db.read.select().from(keptMethods)])
    for (const shown of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) expect(stored).not.toContain(shown)
    expect(await world.db.read.select().from(savedCodes)).toHaveLength(10)
  })

  it('invalidates older saved codes when new ones are created, even in an attempt that asks for one', async () => {
    await open()
    const [old = ''] = await savedCodesOf()
    const begun = await ask('saved-code')
    const [fresh = ''] = await savedCodesOf()
    expect((await guess(begun.flow, old)).body.problem).toEqual({ code: 'code-wrong' })
    const { flow } = await ask('saved-code')
    expect((await guess(flow, old)).body.problem).toEqual({ code: 'code-wrong' })
    expect((await guess(flow, fresh)).body.flow.step.type).toBe('new-password')
  })

  it('lets in one of thirty attempts with one saved code, and one with one code of an app', async () => {
    await open()
    const [code = ''] = await savedCodesOf()
    const app = await appOf()
    for (const [method, typed] of [
      ['saved-code', () => code],
      ['totp', app.codeAt],
    ] as const) {
      const begun = []
      for (let n = 0; n < 30; n += 1) begun.push(await ask(method))
      const replies = await Promise.all(begun.map(({ flow }) => guess(flow, typed())))
      // A proven attempt ends no other one before its new password is set.
      expect(replies.filter(({ body }) => body.flow?.step.type === 'new-password')).toHaveLength(1)
      expect(replies.filter(({ body }) => body.problem?.code === 'code-wrong')).toHaveLength(29)
    }
  })

  it('accepts the current and the previous code of an app, never a later one, and none twice', async () => {
    await open()
    const { codeAt } = await appOf()
    const { flow } = await ask('totp')
    expect((await guess(flow, codeAt(-30))).body.problem).toEqual({ code: 'code-wrong' })
    expect((await guess(flow, codeAt(60))).body.problem).toEqual({ code: 'code-wrong' })
    expect((await guess(flow, codeAt(30).replace(/^.../, '$& '))).body.flow.step.type).toBe('new-password')
    const again = await ask('totp')
    expect((await guess(again.flow, codeAt(30))).body.problem).toEqual({ code: 'code-wrong' })
    expect((await guess(again.flow, codeAt())).body.flow.step.type).toBe('new-password')
    const late = await ask('totp')
    expect((await guess(late.flow, codeAt())).body.problem).toEqual({ code: 'code-wrong' })
  })

  it('sets up an app only with one of its codes, and not with the secret of another token', async () => {
    await open()
    const own = await world.enrol('jane')
    const { setUp } = (await own.call<{ setUp: string }>('/set-up', { method: 'totp' })).body
    expect((await own.call<{ problem?: object }>('/confirmation', { setUp, code: '000000' })).body.problem).toEqual({
      code: 'code-wrong',
    })
    expect(await world.db.read.select().from(keptMethods)).toEqual([])
    const other = await world.enrol('jane')
    expect((await other.call('/confirmation', { setUp, code: '000000' })).status).toBe(422)
  })

  it('shows a stranger the same bytes for an account with all methods, one with none, and an unknown name', async () => {
    await open()
    await world.addAccount('june', { ...jane, identifiers: [{ kind: 'handle', value: 'june_doe' }] })
    await savedCodesOf('jane')
    await appOf('jane')
    world.turnClock(-60_000)
    const seen = async (name: string, method: string) => {
      const { flow, named, chosen } = await ask(method, name)
      const replies = [named, chosen]
      for (let n = 0; n < 5; n += 1) replies.push(await guess(flow, n % 2 === 0 ? '123456' : 'AAAA-AAAA-AAAA-AAAA'))
      return replies.map(({ status, text, headers }) => [
        status,
        mask(text),
        [...headers].filter(([key]) => !/date|request/.test(key)).join(),
      ])
    }
    for (const method of ['saved-code', 'totp']) {
      const known = await seen('jane_doe', method)
      expect(await seen('june_doe', method)).toEqual(JSON.parse(JSON.stringify(known).replaceAll('jane_doe', 'june_doe')))
      // Decoys differ in how many addresses they have, as real accounts do: compares with the first one that has as many.
      const shape = (text: string) => text.replace(/[a-z]•••@[a-z]•••|••••••\d\d/g, '*')
      const wanted = shape(JSON.stringify(known))
      const alike = async (name: string) => shape(JSON.stringify(await seen(name, method)).replaceAll(name, 'jane_doe')) === wanted
      let found = false
      for (let n = 0; n < 40 && !found; n += 1) found = await alike(`jine_${n + 10}`)
      expect(found, method).toBe(true)
    }
  })

  it('shows operators only its age', async () => {
    await open()
    const codes = await savedCodesOf()
    const { secret } = await appOf()
    const shown = await showAccount({ realm: world.realm, account: 'jane' }, world.deps)
    expect(shown.kept).toEqual([
      { method: 'saved-code', since: expect.any(Number), heldUntil: null, usedAt: null, stopped: false, left: 10 },
      { method: 'totp', since: expect.any(Number), heldUntil: null, usedAt: null, stopped: false },
    ])
    for (const hidden of [secret, ...codes]) expect(JSON.stringify(shown)).not.toContain(hidden)
  })

  it('is offered to everybody in the same order, and only if the realm lists it', async () => {
    await open({ methods: ['email-code', 'totp'] })
    for (const name of [MAIL, 'nobody@example.com', 'somebody_else']) {
      const { named } = await world.name(name)
      const step = named.body.flow.step
      if (step.type !== 'choose-method') throw new Error(step.type)
      expect(step.methods.at(-1)).toEqual({ ref: expect.any(String), method: 'totp' })
      expect(step.methods.filter(({ method }) => method !== 'email-code')).toHaveLength(1)
    }
    const own = await world.enrol('jane')
    expect((await own.call('/set-up', { method: 'saved-code' })).status).toBe(404)
  })

  it('lets in a person without any address, and shows a stranger no difference to an unknown name', async () => {
    await open()
    const lone = { identifiers: [{ kind: 'handle', value: 'lone_one' }], destinations: [], password: OLD }
    const shown = async () => mask(JSON.stringify((await world.name('lone_one')).named.body.flow.step))
    const before = await shown()
    await world.addAccount('lone', lone)
    const [code = ''] = await savedCodesOf('lone')
    expect(await shown()).toBe(before)
    const { flow } = await ask('saved-code', 'lone_one')
    expect((await guess(flow, code)).body.flow.step.type).toBe('new-password')
  })

  it('allows five guesses in an attempt and twenty a day at an app, and leaves other methods open', async () => {
    await open()
    const { codeAt } = await appOf()
    for (let n = 0; n < 4; n += 1) {
      const { flow } = await ask('totp')
      for (let m = 0; m < 5; m += 1) await guess(flow, '000000')
      expect((await guess(flow, codeAt())).status).toBe(409)
    }
    const silent = await ask('totp')
    expect((await guess(silent.flow, codeAt())).body.problem).toEqual({ code: 'code-wrong' })
    const [code = ''] = await savedCodesOf()
    const open2 = await ask('saved-code')
    expect((await guess(open2.flow, code)).body.flow.step.type).toBe('new-password')
    world.turnClock(2 * DAY)
    const later = await ask('totp')
    expect((await guess(later.flow, codeAt())).body.flow.step.type).toBe('new-password')
  })

  it('stops an app for good after a hundred consecutive wrong guesses, notifies its owner, and counts from zero with a new one', async () => {
    await open({ limits: { guessesPerAccountDaily: MANY } })
    const { codeAt } = await appOf()
    for (let n = 0; n < 20; n += 1) {
      const { flow } = await ask('totp')
      for (let m = 0; m < 5; m += 1) await guess(flow, '000000')
    }
    const { flow } = await ask('totp')
    expect((await guess(flow, codeAt())).body.problem).toEqual({ code: 'code-wrong' })
    const { body } = await (await world.enrol('jane')).read()
    expect(body.security.methods).toContainEqual(expect.objectContaining({ method: 'totp', state: 'stopped' }))
    const fresh = await appOf()
    const again = await ask('totp')
    expect((await guess(again.flow, fresh.codeAt())).body.flow.step.type).toBe('new-password')
  })

  it('can’t be blocked by strangers if it cannot be guessed: a saved code works after any number of wrong ones (R-306)', async () => {
    await open()
    const [code = ''] = await savedCodesOf()
    for (let n = 0; n < 24; n += 1) {
      const { flow } = await ask('saved-code')
      for (let m = 0; m < 5; m += 1) await guess(flow, 'AAAA-AAAA-AAAA-AAAA')
    }
    const { flow } = await ask('saved-code')
    expect((await guess(flow, code)).body.flow.step.type).toBe('new-password')
  })

  it('sends nothing, uses up no code, and is offered even when no more codes can be sent', async () => {
    await open()
    await savedCodesOf()
    await world.deliver()
    const sent = world.mails.length
    const { flow, named } = await ask('saved-code')
    expect((await world.answer(flow, { type: 'resend' })).body.problem).toEqual({ code: 'resend-too-early' })
    await world.answer(flow, { type: 'back' })
    for (let n = 0; n < 3; n += 1) {
      await choose(flow, named, 'email-code', 'wrong@example.org')
      await world.answer(flow, { type: 'back' })
      world.turnClock(31_000)
    }
    await world.deliver()
    expect(world.mails).toHaveLength(sent)
    // Until then the person could return to the last one.
    world.turnClock(600_000)
    const reply = await world.look(flow)
    const step = reply.body.flow.step
    expect(step.type === 'choose-method' && step.methods.map(({ method }) => method)).toEqual(['saved-code', 'totp'])
  })

  it('is deleted with the account', async () => {
    await open()
    await savedCodesOf()
    await appOf()
    const own = await world.enrol('jane')
    await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
    for (const table of [keptMethods, savedCodes]) expect(await world.db.read.select().from(table)).toEqual([])
    expect((await own.read()).status).toBe(401)
  })

  it('is removed with the new password after an intrusion, if it is new; older and used methods stay', async () => {
    await open({ reasons: ['compromised'] })
    const [old = ''] = await savedCodesOf()
    world.turnClock(4 * DAY)
    await appOf()
    const { flow } = await ask('saved-code', MAIL, 'compromised')
    expect((await guess(flow, old)).body.flow.step.type).toBe('review')
    expect((await world.answer(flow, { type: 'review', notMine: [] })).body.flow.step.type).toBe('new-password')
    await world.answer(flow, { type: 'new-password', password: NEW })
    expect((await world.db.read.select().from(keptMethods)).map(({ method }) => method)).toEqual(['saved-code'])
    expect(await world.recorded('method.removed')).toEqual([{ method: 'totp', lately: true }])
  })

  it('counts beside a code by mail where two proofs are needed, in either order, and never twice', async () => {
    await open({ needed: 2 })
    const codes = await savedCodesOf()
    const { flow, named } = await ask('saved-code')
    const first = await guess(flow, codes[0] ?? '')
    expect(first.body.flow.step).toMatchObject({ type: 'choose-method', proven: 1, needed: 2 })
    const second = first.body.flow.step
    expect(second.type === 'choose-method' && second.methods.map(({ method }) => method)).toEqual(['email-code', 'sms-code', 'totp'])
    await choose(flow, named, 'email-code', MAIL)
    await world.deliver()
    expect((await guess(flow, world.codeFor(MAIL))).body.flow.step.type).toBe('new-password')
  })

  it('is the only second proof where codes that are sent count once (NIST SP 800-63B-4 4.2.2.2)', async () => {
    await open({ needed: 2, proofs: 'different-classes' })
    const { codeAt } = await appOf()
    const { flow, named } = await world.name(MAIL)
    await choose(flow, named, 'email-code', MAIL)
    await world.deliver()
    const { body } = await guess(flow, world.codeFor(MAIL))
    const step = body.flow.step
    expect(step.type === 'choose-method' && step.methods.map(({ method }) => method)).toEqual(['saved-code', 'totp'])
    await choose(flow, named, 'totp')
    expect((await guess(flow, codeAt())).body.flow.step.type).toBe('new-password')
  })
})
