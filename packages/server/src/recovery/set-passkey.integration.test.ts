import type { FlowReply, PasskeyOptions, PolicyInput, Reason, StartedReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import type { Mood } from '../../testing/authenticator.ts'
import { createAuthenticator } from '../../testing/authenticator.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { listAttempts } from '../attempts/list-attempts.ts'
import { accounts, flows, keptMethods, outbox, passkeys, undoCapsules } from '../db/schema.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const AT_SHOP = { origin: SHOP, host: 'shop.example' }
/** No server listens there. */
const HOOKS = 'http://127.0.0.1:9'
const DAY = 86_400_000
type Device = ReturnType<typeof createAuthenticator>

let world: TestWorld
async function open(policy: PolicyInput = {}, account: object = {}) {
  world = await openWorld(
    { methods: ['email-code', 'passkey'], signInByPasskey: true, limits: roomy, ...policy },
    { insecureOrigins: [HOOKS] },
  )
  await world.addAccount('jane', { ...personAt(MAIL), password: OLD, ...account })
}
afterEach(() => world.close())

const passkeyIn = ({ flow: { step } }: FlowReply): PasskeyOptions | undefined => (step.type === 'new-password' ? step.passkey : undefined)
/** Goes to the step at which a new password is chosen. */
async function prove(reason?: Reason, page = SHOP) {
  const { flow, named } = await world.name(MAIL, { ...world.shop, origin: page }, reason)
  const { step } = named.body.flow
  const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'email-code')?.ref) || ''
  await world.answer(flow, { type: 'choose-method', ref, complete: MAIL })
  await world.deliver()
  const { body } = await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
  return { flow, named: named.body, body, options: passkeyIn(body) as PasskeyOptions }
}
const give = (flow: StartedReply, device: Device, options: PasskeyOptions, mood: Mood = {}) =>
  world.answer(flow, { type: 'new-passkey', credential: device.create(options, { ...AT_SHOP, ...mood }) })
async function signInBy(device: Device, mood: Mood = {}) {
  const { body: asked } = await world.call<{ question: string; passkey: { challenge: string } }>(
    'POST',
    '/v1/sign-in-challenges',
    { origin: SHOP },
    world.back,
  )
  const credential = device.get(asked.passkey, { ...AT_SHOP, ...mood })
  const sent = { question: asked.question, credential }
  return (await world.call<{ result: string; accountId?: string; because?: string }>('POST', '/v1/sign-ins/passkey', sent, world.back)).body
}
async function made(reason?: Reason) {
  const device = createAuthenticator()
  const { flow, options } = await prove(reason)
  const reply = await give(flow, device, options)
  expect(reply.body.flow.step, reply.text).toEqual({ type: 'done', outcome: 'passkey-made' })
  return { device, flow, options }
}
const jane = async () => (await world.db.read.select().from(accounts).where(eq(accounts.id, 'jane')))[0]
const undoLink = async () => /(\/undo\/[\w-]+)/.exec((await world.mailsTo(MAIL)).join())?.[1] ?? ''

describe('a passkey in place of a new password', () => {
  it('signs its owner in right away, and the old password no longer works', async () => {
    await open()
    await world.call('POST', '/v1/webhooks', { url: `${HOOKS}/regain`, events: ['password.changed'] }, world.back)
    const before = await jane()
    const waiting = await world.toChallenge(MAIL, MAIL)
    const { options, flow } = await prove()
    expect(options).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      rp: { id: 'shop.example', name: 'Corner Shop' },
      user: { id: expect.stringMatching(/^[\w-]{43}$/), name: MAIL, displayName: MAIL },
      algorithms: [-8, -7, -257],
      known: [],
    })
    const device = createAuthenticator()
    expect((await give(flow, device, options)).body.flow.step).toEqual({ type: 'done', outcome: 'passkey-made' })
    expect(await signInBy(device, { handle: options.user.id })).toMatchObject({ result: 'ok', accountId: 'jane' })
    expect((await world.signIn(MAIL, OLD)).body.result).toBe('refused')
    expect(await jane()).toMatchObject({ passwordHash: null, generation: (before?.generation ?? 0) + 1 })
    // All other attempts at the account have ended, the site is notified that sessions have, and the owner gets the undo link.
    expect((await world.answer(waiting.flow, { type: 'challenge', code: '12345678' })).status).toBe(409)
    const sent = await world.db.read.select().from(outbox)
    expect(sent.filter(({ kind }) => kind === 'event')).toHaveLength(1)
    expect((await world.mailsTo(MAIL)).at(-1)).toMatch(
      /A passkey was created for your Corner Shop account[\s\S]*\/undo\/[\s\S]*\/receipts\//,
    )
    expect(await world.recorded('password.changed')).toEqual([{ superseded: 1, passkey: true }])
    const { attempts } = await listAttempts({ state: 'recovered' }, undefined, world.deps)
    expect(attempts.map(({ id, state }) => [id, state])).toEqual([[flow.flow.id, 'passkey-made']])
  })

  it('proves nothing in a recovery while it is new, but can sign in; the next recovery may set a password beside it', async () => {
    await open()
    const { device } = await made()
    expect(await world.db.read.select().from(passkeys)).toMatchObject([{ accountId: 'jane', heldUntil: world.now() + DAY, instead: true }])
    const { flow, named } = await world.name(MAIL)
    const { step } = named.body.flow
    const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'passkey')?.ref) || ''
    const asked = (await world.answer(flow, { type: 'choose-method', ref })).body.flow.step
    const question = (asked.type === 'challenge' && asked.options) || { challenge: '' }
    const held = await world.answer(flow, { type: 'challenge', credential: device.get(question, AT_SHOP) })
    expect(held.body.problem).toEqual({ code: 'code-wrong' })
    const again = await prove()
    expect((await world.answer(again.flow, { type: 'new-password', password: NEW })).body.flow.step).toMatchObject({
      outcome: 'password-changed',
    })
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    expect((await signInBy(device)).result).toBe('ok')
  })

  it('says on the screen and at every address how many existing passkeys still work: one of them may be a thief’s', async () => {
    await open()
    await made()
    const said = 'existing passkey'
    expect((await world.mailsTo(MAIL)).join()).not.toContain(said)
    world.turnClock(4 * DAY)
    const { flow } = await prove()
    const { body } = await world.answer(flow, { type: 'new-password', password: NEW })
    expect(body.flow.step).toEqual({ type: 'done', outcome: 'password-changed', passkeys: 1 })
    expect((await world.mailsTo(MAIL)).at(-1)).toContain('One existing passkey still works. Check it on the security page')
    const next = await prove()
    const reply = await give(next.flow, createAuthenticator(), next.options)
    expect(reply.body.flow.step).toEqual({ type: 'done', outcome: 'passkey-made', passkeys: 1 })
    expect((await world.mailsTo(MAIL)).at(-1)).toContain(said)
    // A passkey that is removed with the report is not counted as one that stays.
    const last = await prove('compromised')
    const refs = last.body.flow.step.type === 'review' ? last.body.flow.step.changes.map(({ ref }) => ref) : []
    if (refs.length > 0) await world.answer(last.flow, { type: 'review', notMine: [] })
    const end = await world.answer(last.flow, { type: 'new-password', password: OLD })
    expect(end.body.flow.step).toEqual({ type: 'done', outcome: 'password-changed', passkeys: 1 })
    expect(await world.db.read.$count(passkeys)).toBe(1)
  })

  it('is the cause in the diagnosis: the account has no password', async () => {
    await open()
    await made()
    expect((await prove('cannot-sign-in')).body.flow.step).toMatchObject({ type: 'diagnosis', cause: 'no-password' })
  })

  it('does not show before a proof: an unknown name, an account, and an account with a passkey look alike', async () => {
    await open({ hints: 'hidden' })
    await made()
    const seen = async (name: string) => {
      const { flow, named } = await world.name(name)
      const reply = await world.answer(flow, { type: 'new-passkey', credential: createAuthenticator().create({ challenge: 'x' }, AT_SHOP) })
      return [named, reply].map(({ status, text }) =>
        [status, text.replace(/"(id|ref|requestId)":"[^"]+"/g, '"$1":""').replaceAll(name, 'name')].join(),
      )
    }
    const known = await seen(MAIL)
    expect(known.join()).not.toContain('rp')
    expect(known[1]).toContain('wrong-step')
    expect(await seen('nobody@example.com')).toEqual(known)
    const widths = (await world.db.read.select().from(flows)).flatMap(({ named }) => named?.length ?? [])
    expect(new Set(widths).size).toBe(1)
  })

  it.each<[string, Mood]>([
    ['nobody gave a PIN or a finger', { verified: false }],
    ['another page asked', { origin: 'https://evil.example' }],
    ['it is for another host', { host: 'evil.example' }],
  ])('is refused when %s, and the account stays as it is', async (_, mood) => {
    await open()
    const { flow, options } = await prove()
    const refused = await give(flow, createAuthenticator(), options, mood)
    expect(refused.body).toMatchObject({ problem: { code: 'code-wrong' }, flow: { step: { type: 'new-password' } } })
    expect((await world.signIn(MAIL, OLD)).body.result).toBe('ok')
    expect(await world.db.read.select().from(passkeys)).toEqual([])
    expect((await give(flow, createAuthenticator(), options)).body.flow.step).toMatchObject({ outcome: 'passkey-made' })
  })

  it('must answer the challenge of its own attempt, works once, and can’t take over a known key', async () => {
    await open()
    const [one, other] = [await prove(), await prove()]
    expect(one.options.challenge).not.toBe(other.options.challenge)
    const device = createAuthenticator()
    expect((await give(other.flow, device, one.options)).body.problem).toEqual({ code: 'code-wrong' })
    const credential = device.create(one.options, AT_SHOP)
    expect((await world.answer(one.flow, { type: 'new-passkey', credential })).body.flow.step.type).toBe('done')
    expect((await world.answer(one.flow, { type: 'new-passkey', credential })).status).toBe(409)
    const third = await prove()
    expect((await give(third.flow, device, third.options)).body.problem).toEqual({ code: 'code-wrong' })
  })

  it('and a password, chosen at once in two tabs: one of them counts, and the other tab shows which', async () => {
    await open()
    for (let round = 0; round < 3; round += 1) {
      const { flow, options } = await prove()
      const device = createAuthenticator()
      const both = await Promise.all([
        world.answer(flow, { type: 'new-password', password: `${NEW} ${round}` }),
        give(flow, device, options),
      ])
      const done = both.filter(({ status, body }) => status === 200 && body.flow.step.type === 'done')
      expect(done).toHaveLength(1)
      const outcome = done[0]?.body.flow.step
      expect(both.filter(({ status }) => status === 409)).toHaveLength(1)
      const works = [(await world.signIn(MAIL, `${NEW} ${round}`)).body.result, (await signInBy(device)).result]
      expect(works).toEqual(outcome?.type === 'done' && outcome.outcome === 'passkey-made' ? ['refused', 'ok'] : ['ok', 'refused'])
    }
  })

  it('counts once if two are made at the same moment', async () => {
    await open()
    const { flow, options } = await prove()
    const replies = await Promise.all([1, 2].map(() => give(flow, createAuthenticator(), options)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await world.db.read.select().from(passkeys)).toHaveLength(1)
  })

  it('stays, and removes methods that a thief added recently', async () => {
    await open({ reasons: ['compromised', 'forgot-password'], hold: { newHours: 0 } })
    const own = await world.enrol('jane')
    const { body } = await own.call<{ options: PasskeyOptions; setUp: string }>('/set-up', { method: 'passkey' })
    const thiefs = createAuthenticator()
    await own.call('/confirmation', { setUp: body.setUp, credential: thiefs.create(body.options, AT_SHOP) })
    expect((await signInBy(thiefs)).result).toBe('ok')
    const { flow, body: read } = await prove('compromised')
    expect(read.flow.step).toMatchObject({ type: 'review', changes: [{ change: 'method-set-up', fate: 'goes' }] })
    const options = passkeyIn((await world.answer(flow, { type: 'review', notMine: [] })).body) as PasskeyOptions
    // The account is locked until there is a new password or passkey.
    expect(await signInBy(thiefs)).toEqual({ result: 'locked', because: 'compromised' })
    const device = createAuthenticator()
    expect((await give(flow, device, options)).body.flow.step).toMatchObject({ outcome: 'passkey-made' })
    expect([(await signInBy(thiefs)).result, (await signInBy(device)).result]).toEqual(['refused', 'ok'])
    expect(await world.db.read.select().from(keptMethods)).toHaveLength(1)
  })

  it('can be undone by an owner who disputes it: the account has a password again, and the passkey is removed', async () => {
    await open()
    const { device } = await made()
    const link = await undoLink()
    const page = await world.app.request(ORIGIN + link)
    expect(await page.text()).toContain('A passkey was created for your Corner Shop account')
    const form = { method: 'POST', body: 'marked=yes', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    expect((await world.app.request(ORIGIN + link, form)).status).toBe(200)
    expect(await signInBy(device)).toEqual({ result: 'locked', because: 'frozen' })
    const asked = { site: link.replace('/undo/', 'undo_'), reason: 'compromised', locale: 'en' }
    const { body: flow } = await world.call<StartedReply>('POST', '/v1/flows', asked, { origin: ORIGIN })
    const ref = (flow.flow.step.type === 'choose-method' && flow.flow.step.methods[0]?.ref) || ''
    await world.answer(flow, { type: 'choose-method', ref, complete: MAIL })
    await world.deliver()
    const proven = await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    // Undoing a change ends with a password, as the account had before.
    expect(proven.body.flow.step.type).toBe('new-password')
    expect(passkeyIn(proven.body)).toBeUndefined()
    expect((await world.answer(flow, { type: 'new-password', password: OLD })).body.problem).toEqual({
      code: 'password-refused',
      why: 'unchanged',
    })
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).body.flow.step.type).toBe('done')
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    expect((await signInBy(device)).result).toBe('refused')
    expect([await world.db.read.select().from(passkeys), await world.db.read.select().from(undoCapsules)]).toEqual([[], []])
  })

  it('belongs to the host of the page, and on our own page to the site’s', async () => {
    await open()
    const { options } = await prove(undefined, ORIGIN)
    expect(options.rp.id).toBe('shop.example')
  })

  it('is not offered if the policy does not say so', async () => {
    await open({ signInByPasskey: false })
    const { flow, body } = await prove()
    expect(body.flow.step.type).toBe('new-password')
    expect(passkeyIn(body)).toBeUndefined()
    const credential = createAuthenticator().create({ challenge: 'x' }, AT_SHOP)
    expect((await world.answer(flow, { type: 'new-passkey', credential })).status).toBe(409)
    expect((await world.call('POST', '/v1/sign-in-challenges', { origin: SHOP }, world.back)).status).toBe(422)
  })

  it('needs two proofs for a strong account, like a password', async () => {
    await open({}, { assurance: 'aal2' })
    const { body } = await prove()
    expect(body.flow.step).toMatchObject({ type: 'choose-method', proven: 1, needed: 2 })
  })

  it('can’t be created in a practice run', async () => {
    await open()
    const { body } = await (await world.enrol('jane')).call<{ site: string }>('/drill')
    const asked = { site: body.site, reason: 'forgot-password', locale: 'en' }
    const { body: flow } = await world.call<StartedReply>('POST', '/v1/flows', asked, { origin: SHOP })
    const ref = (flow.flow.step.type === 'choose-method' && flow.flow.step.methods[0]?.ref) || ''
    await world.answer(flow, { type: 'choose-method', ref, complete: MAIL })
    await world.deliver()
    expect((await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })).body.flow.step).toEqual({
      type: 'done',
      outcome: 'drill-passed',
    })
    expect(
      (await world.answer(flow, { type: 'new-passkey', credential: createAuthenticator().create({ challenge: 'x' }, AT_SHOP) })).status,
    ).toBe(409)
    expect(await world.db.read.select().from(passkeys)).toEqual([])
  })
})
