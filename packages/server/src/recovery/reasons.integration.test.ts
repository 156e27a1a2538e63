import type { Answer, FlowReply, Reason, StartedReply, Step } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { accounts, auditEvents, flows } from '../db/schema.ts'

const PASSWORD = 'quiet lanterns drift'
const jane = {
  identifiers: [
    { kind: 'email', value: MAIL },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: '+4915112345642', verified: true },
  ],
  password: PASSWORD,
}

let world: TestWorld
beforeEach(async () => {
  world = await openWorld({ reasons: ['forgot-password', 'cannot-sign-in', 'compromised'], limits: roomy })
  await world.addAccount('jane', jane)
})
afterEach(() => world.close())

/** A flow after a proof, and the step that followed. */
async function proven(reason: Reason): Promise<{ flow: StartedReply; step: Step }> {
  const { flow } = await world.toChallenge(MAIL, MAIL, { reason })
  await world.deliver()
  const { body } = await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
  return { flow, step: body.flow.step }
}
const diagnosed = async () => {
  const { flow, step } = await proven('cannot-sign-in')
  if (step.type !== 'diagnosis') throw new Error(`at ${step.type}`)
  return { flow, step }
}
const then = async (flow: StartedReply, answer: Answer): Promise<FlowReply> => (await world.answer(flow, answer)).body
const guess = async (count: number) => {
  for (let n = 0; n < count; n += 1) await world.signIn(MAIL, `guess number ${n}`)
}
const lock = (cause: string) => world.call('POST', '/v1/accounts/jane/lock', { cause }, world.back)
const generation = async () => (await world.db.read.select().from(accounts).where(eq(accounts.id, 'jane')))[0]?.generation
const recorded = (name: string) => world.db.read.$count(auditEvents, eq(auditEvents.name, name))
/** The notices to jane's two addresses. */
async function told(words: string) {
  await world.deliver()
  return [world.mails.map(({ text }) => text ?? ''), world.texts.map(({ body }) => body)].map(
    (all) => all.filter((text) => text.includes(words)).length,
  )
}

describe('"I know my password, but can’t sign in"', () => {
  it('shows the wrong passwords and unlocks: the same password works at once, sessions stay, everybody is notified', async () => {
    const { body: session } = await world.signIn(MAIL, PASSWORD)
    await guess(5)
    expect((await world.signIn(MAIL, PASSWORD)).body.result).toBe('locked')
    const { flow, step } = await diagnosed()
    expect(step).toEqual({
      type: 'diagnosis',
      cause: 'too-many-sign-ins',
      since: new Date(world.now()).toISOString(),
      remedies: ['unlock', 'new-password', 'help'],
      wrongSignIns: { count: 5, last: new Date(world.now()).toISOString(), until: new Date(world.now() + 30_000).toISOString() },
    })
    expect((await then(flow, { type: 'remedy', remedy: 'unlock' })).flow.step).toEqual({ type: 'done', outcome: 'unlocked' })
    expect((await world.signIn(MAIL, PASSWORD)).body).toMatchObject({ result: 'ok', generation: session.generation })
    expect((await world.signIn('jane_doe', PASSWORD)).body.result).toBe('ok')
    expect(await recorded('account.unlocked')).toBe(1)
    expect(await told('It was unlocked through account recovery')).toEqual([1, 1])
  })

  it('says from which browsers the wrong passwords came, if the site reports them', async () => {
    const agents = [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1',
      'Mozilla/5.0 (X11; Linux) Firefox/145.0',
    ]
    for (const [n, userAgent] of [...agents, ...agents, ...agents].slice(0, 5).entries()) {
      world.turnClock(1000)
      await world.signIn(MAIL, `guess number ${n}`, { userAgent })
    }
    expect((await diagnosed()).step).toMatchObject({ wrongSignIns: { from: ['Safari (iPhone)', 'Firefox (Linux)'] } })
  })

  it('unlocks once, however often it is requested at the same moment', async () => {
    await guess(6)
    const { flow } = await diagnosed()
    const replies = await Promise.all(Array.from({ length: 20 }, () => world.answer(flow, { type: 'remedy', remedy: 'unlock' })))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await recorded('account.unlocked')).toBe(1)
  })

  it('finds each cause, and lets only operators undo their decisions', async () => {
    expect((await diagnosed()).step).toMatchObject({
      cause: 'nothing-wrong',
      names: ['j•••@e•••', 'j•••'],
      remedies: ['new-password', 'help'],
    })
    await world.turnClock(1000)
    await world.addAccount('jane', { ...jane, password: 'another lantern by the sea' })
    expect((await diagnosed()).step).toMatchObject({ cause: 'password-changed', since: new Date(world.now()).toISOString() })
    for (const [cause, remedies] of Object.entries({
      'expired': ['new-password', 'help'],
      'compromised': ['new-password', 'help'],
      'operator': ['help'],
      'disabled': ['help'],
    })) {
      await lock(cause)
      const { flow, step } = await diagnosed()
      expect(step).toMatchObject({ cause, remedies })
      // An answer that is not in the list changes nothing.
      expect((await world.answer(flow, { type: 'remedy', remedy: 'unlock' })).status).toBe(409)
      if (!remedies.includes('new-password')) {
        expect((await world.answer(flow, { type: 'remedy', remedy: 'new-password' })).status).toBe(409)
        expect((await world.answer(flow, { type: 'new-password', password: 'seven quiet kettles sing' })).status).toBe(409)
      }
      await world.call('DELETE', '/v1/accounts/jane/lock', undefined, world.back)
    }
  })

  it('says that the account has no password, and lets its owner choose one', async () => {
    const { password: _, ...without } = jane
    await world.addAccount('omar', {
      ...without,
      identifiers: [{ kind: 'email', value: 'omar@example.com' }],
      destinations: [{ channel: 'email', value: 'omar@example.com', verified: true }],
    })
    const { flow } = await world.toChallenge('omar@example.com', 'omar@example.com', { reason: 'cannot-sign-in' })
    await world.deliver()
    const { flow: at } = await then(flow, { type: 'challenge', code: world.codeFor('omar@example.com') })
    expect(at.step).toMatchObject({ type: 'diagnosis', cause: 'no-password' })
    expect((await then(flow, { type: 'remedy', remedy: 'new-password' })).flow.step.type).toBe('new-password')
    await then(flow, { type: 'new-password', password: 'seven quiet kettles sing' })
    expect((await world.signIn('omar@example.com', 'seven quiet kettles sing')).body.result).toBe('ok')
  })

  it('names the other service for signing in, as the site calls it: after a proof, and never before', async () => {
    const omar = personAt('omar@example.com')
    const signsInWith = ['Google', 'Sign in with Apple']
    for (const bad of [['<b>Google</b>'], ['https://evil.example'], ['x'.repeat(41)], ['a', 'b', 'c', 'd', 'e', 'f'], 'Google'])
      expect((await world.addAccount('omar', { ...omar, signsInWith: bad })).status, String(bad)).toBe(400)
    await world.addAccount('omar', { ...omar, signsInWith })
    // Absent: unchanged.
    await world.addAccount('omar', omar)
    const { flow, named, chosen } = await world.toChallenge('omar@example.com', 'omar@example.com', { reason: 'cannot-sign-in' })
    expect(named.text + chosen.text).not.toContain('Google')
    await world.deliver()
    const { flow: at } = await then(flow, { type: 'challenge', code: world.codeFor('omar@example.com') })
    expect(at.step).toMatchObject({ cause: 'no-password', signsInWith, remedies: ['new-password', 'help'] })
    // Stored with all other facts about the account, and only readable with the secret.
    const [row] = await world.db.read.select().from(flows).where(eq(flows.id, flow.flow.id))
    expect(row?.named).not.toContain('Google')
    await world.addAccount('omar', { ...omar, signsInWith: [] })
    expect((await then(flow, { type: 'look-again' })).flow.step).not.toHaveProperty('signsInWith')
  })

  it('looks again when somebody may have fixed the cause, and switches between remedies', async () => {
    await lock('operator')
    const { flow, step } = await diagnosed()
    expect(step.cause).toBe('operator')
    await world.call('DELETE', '/v1/accounts/jane/lock', undefined, world.back)
    expect((await then(flow, { type: 'look-again' })).flow.step).toMatchObject({ cause: 'nothing-wrong' })
    expect((await then(flow, { type: 'remedy', remedy: 'new-password' })).flow.step.type).toBe('new-password')
    expect((await then(flow, { type: 'back' })).flow.step.type).toBe('diagnosis')
    expect((await then(flow, { type: 'remedy', remedy: 'help' })).flow.step.type).toBe('help')
    expect((await then(flow, { type: 'back' })).flow.step.type).toBe('diagnosis')
  })

  it('leads to support from each step after the proof, too', async () => {
    const { flow } = await diagnosed()
    expect((await then(flow, { type: 'no-method' })).flow.step.type).toBe('help')
    await then(flow, { type: 'back' })
    await then(flow, { type: 'remedy', remedy: 'new-password' })
    expect((await then(flow, { type: 'no-method' })).flow.step.type).toBe('help')
    const story = { type: 'help', contact: 'jane@new.example', whatHappened: 'It is no use.' } as const
    expect((await then(flow, story)).flow.step).toMatchObject({ type: 'done', outcome: 'case-opened' })
  })

  it('keeps an account locked if an operator locked it between the diagnosis and the unlock', async () => {
    await guess(6)
    const { flow } = await diagnosed()
    await lock('operator')
    expect((await world.answer(flow, { type: 'remedy', remedy: 'unlock' })).body.flow.step).toMatchObject({ type: 'stopped' })
    expect((await world.signIn(MAIL, PASSWORD)).body.result).not.toBe('ok')
  })

  it('does not unlock if the realm requires a new password', async () => {
    const strict = await world.found('Strict', 'https://strict.example', { unlock: 'new-password', limits: roomy })
    await world.addAccount('jane', jane, strict)
    for (let n = 0; n < 5; n += 1)
      await world.call(
        'POST',
        '/v1/sign-ins',
        { identifier: MAIL, password: `no ${n}` },
        { authorization: `Bearer ${strict.site.secretKey}` },
      )
    const { flow } = await world.toChallenge(MAIL, MAIL, { at: strict, reason: 'cannot-sign-in' })
    await world.deliver()
    const { body } = await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) }, strict)
    expect(body.flow.step).toMatchObject({ cause: 'too-many-sign-ins', remedies: ['new-password', 'help'] })
  })

  it('reveals no cause before the proof: a locked account, a working one and an unknown name look the same', async () => {
    await world.addAccount('free', {
      ...jane,
      identifiers: [{ kind: 'email', value: 'jill@example.com' }],
      destinations: [{ channel: 'email', value: 'jill@example.com', verified: true }],
    })
    await guess(9)
    const seen = await Promise.all(
      [MAIL, 'jill@example.com', 'nobody@example.com'].map(async (name) => {
        const { flow, chosen } = await world.toChallenge(name, 'wrong@example.com', { reason: 'cannot-sign-in' })
        const wrong = await world.answer(flow, { type: 'challenge', code: '00000000' })
        return [chosen, wrong].map(({ status, body }) => ({ status, step: { ...body.flow.step, masked: '' }, problem: body.problem }))
      }),
    )
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
    expect(JSON.stringify(seen)).not.toMatch(/cause|wrongSignIns/)
  })
})

describe('"someone else is in my account"', () => {
  it('ends sessions, other attempts and sign-ins with the proof, before anything else, and unlocks with the new password', async () => {
    const { device } = (await world.signIn(MAIL, PASSWORD)).body
    const before = (await generation()) ?? 0
    const { flow: other } = await world.toChallenge(MAIL, MAIL)
    const { flow, step } = await proven('compromised')
    expect(step.type).toBe('new-password')
    expect(await generation()).toBe(before + 1)
    expect((await world.signIn(MAIL, PASSWORD, { device })).body).toEqual({ result: 'locked', because: 'compromised' })
    expect((await then(other, { type: 'resend' })).flow.step).toEqual({ type: 'stopped', because: 'refused' })
    expect(await recorded('account.locked')).toBe(1)
    expect(await told('another person may be in your account')).toEqual([1, 1])
    expect((await then(flow, { type: 'new-password', password: 'seven quiet kettles sing' })).flow.step).toMatchObject({
      outcome: 'password-changed',
    })
    expect((await world.signIn(MAIL, 'seven quiet kettles sing')).body.result).toBe('ok')
  })

  it('accepts any password except the one that the thief may know, and a refusal uses up nothing', async () => {
    const { flow } = await proven('compromised')
    expect(await then(flow, { type: 'new-password', password: PASSWORD })).toMatchObject({
      problem: { code: 'password-refused', why: 'unchanged' },
      flow: { step: { type: 'new-password' } },
    })
    expect((await then(flow, { type: 'new-password', password: 'seven quiet kettles sing' })).flow.step.type).toBe('done')
  })

  it('stays locked when the attempt is abandoned, and the owner comes back later', async () => {
    const { flow } = await proven('compromised')
    await then(flow, { type: 'cancel' })
    expect((await world.signIn(MAIL, PASSWORD)).body.result).toBe('locked')
    expect((await diagnosed()).step).toMatchObject({ cause: 'compromised', remedies: ['new-password', 'help'] })
  })

  it('locks nothing before the proof: a stranger can’t use it to lock somebody out', async () => {
    const { flow } = await world.toChallenge(MAIL, MAIL, { reason: 'compromised' })
    for (let n = 0; n < 5; n += 1) await then(flow, { type: 'challenge', code: '00000000' })
    expect((await world.signIn(MAIL, PASSWORD)).body.result).toBe('ok')
    expect(await recorded('account.locked')).toBe(0)
  })
})
