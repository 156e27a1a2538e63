import type { PolicyInput } from '@regain/core'
import { PolicySchema } from '@regain/core'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { MAIL } from '../../testing/people.ts'
import { invite } from '../operators/invite.ts'
import { readSites } from '../sites/read-sites.ts'

const WHY = 'the auditors asked for it'
const PHONE = '+4915112345678'
const jane = {
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
}

describe('the policy of a realm', () => {
  let world: TestWorld
  let olga: TestOperator
  async function hire(email: string) {
    const { link } = await world.db.write((tx) => invite(tx, { email, role: 'owner', by: {} }, { ...world.deps, origin: ORIGIN }))
    const operator = newOperator(world)
    expect((await operator.join(link)).status).toBe(200)
    return operator
  }
  beforeEach(async () => {
    world = await openWorld()
    await world.addAccount('jane', jane)
    olga = await hire('olga@example.com')
  })
  afterEach(() => world.close())
  const at = () => ({ params: { realm: world.realm } })
  const read = async () => (await olga.send('GET /realms/:realm/policy', undefined, at())).body
  const put = async (change: PolicyInput, version = 1, by = olga, second?: { approval: string } | { alone: string }) =>
    by.send(
      'PUT /realms/:realm/policy',
      { policy: { ...(await read()).policy, ...change }, version, reason: WHY, ...(second && { second }) },
      at(),
    )
  const versions = async () => (await olga.send('GET /realms/:realm/policy/versions', undefined, at())).body.versions
  const tryOut = async (change: PolicyInput) =>
    (await olga.send('POST /realms/:realm/policy/try', { policy: { ...(await read()).policy, ...change } }, at())).body
  async function recover(identifier = MAIL) {
    const { flow } = await world.toChallenge(identifier, MAIL)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    await world.answer(flow, { type: 'new-password', password: 'quiet lanterns drift over stones' })
    world.turnClock(60_000)
    return flow.flow.id
  }

  it('applies at once in the process that changed it, and within a second in another', async () => {
    const elsewhere = readSites(world.db, world.deps.clock, world.deps.keys, world.deps.seal)
    const guesses = async () => (await elsewhere.byKey(world.site.siteKey))?.realm.policy.code.guesses
    expect(await guesses()).toBe(5)
    const { code } = (await read()).policy
    expect((await put({ code: { ...code, guesses: 2 } })).body).toEqual({ version: 2 })
    const { chosen } = await world.toChallenge(MAIL, MAIL)
    expect(chosen.body.flow.step).toMatchObject({ type: 'challenge', guessesLeft: 2 })
    world.turnClock(1000)
    expect(await guesses()).toBe(2)
  })

  it.each([
    [{ code: { digits: 5 } }, 'policy.code.digits'],
    [{ code: { lifetimeSeconds: 601 } }, 'policy.code.lifetimeSeconds'],
    [{ needed: 0 }, 'policy.needed'],
    [{ methods: [] }, 'policy.methods'],
    [{ password: { minLength: 7 } }, 'policy.password.minLength'],
    [{ limits: { startPerAddress: { burst: 0, perSeconds: 60 } } }, 'policy.limits.startPerAddress.burst'],
    [{ smsCountries: ['Germany'] }, 'policy.smsCountries.0'],
    [{ askMother: true }, 'policy.askMother'],
  ])('refuses values that a standard forbids, and says where: %o', async (wrong, path) => {
    const refused = await put(wrong as never)
    expect([refused.status, refused.body]).toMatchObject([400, { errors: [{ path }] }])
    expect((await read()).version).toBe(1)
  })

  it('is not overwritten: of two owners who saw the same version, the second gets a conflict', async () => {
    const otto = await hire('otto@example.com')
    const both = await Promise.all([put({ needed: 2 }), put({ hints: 'hidden' }, 1, otto)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('changed-meanwhile')
    expect(await versions()).toHaveLength(2)
  })

  it('can be made stricter by one owner, and weaker only with a second owner’s approval of exactly that change', async () => {
    const otto = await hire('otto@example.com')
    expect((await put({ needed: 2 })).status).toBe(200)
    const asked = await put({ needed: 1 }, 2)
    const subject = { realm: 'Corner Shop', version: '2', needed: '2 → 1' }
    expect(asked.body).toMatchObject({ code: 'second-person-needed', wanted: { action: 'weaker-policy', subject } })
    const { approval } = (await olga.send('POST /approvals', { action: 'weaker-policy', subject, reason: WHY })).body
    await otto.send('POST /approvals/:approval/decide', { agrees: true, reason: 'talked to her' }, { params: { approval } })
    expect((await put({ needed: 1, smsCountries: ['DE'] }, 2, olga, { approval })).body.code).toBe('second-person-needed')
    expect((await put({ needed: 1 }, 2, olga, { approval })).status).toBe(200)
    expect((await read()).policy.needed).toBe(1)
  })

  it('shows the attempts that a change would have affected, can be undone, and is kept with author and reason', async () => {
    const recovered = await recover()
    // An unknown name never gets in, whatever the policy says.
    await world.toChallenge('nobody@example.com', 'nobody@example.com')
    const tried = await tryOut({ needed: 2 })
    expect(tried).toMatchObject({ walked: 2, counts: { 'refused': 1, 'with-less': 0, 'sooner': 0, 'further': 0 } })
    expect(tried.attempts).toMatchObject([
      {
        effect: 'refused',
        because: { type: 'step', step: 'choose-method' },
        attempt: { id: recovered, identifier: { masked: 'j•••@e•••' }, decoy: false },
      },
    ])
    expect(JSON.stringify(tried)).not.toContain(MAIL)
    expect((await read()).version).toBe(1)

    await put({ needed: 2 })
    expect((await put({ needed: 1 }, 2)).status).toBe(200)
    const { id } = (await olga.send('GET /me')).body
    expect(
      (await versions()).map(({ version, reason, operator, changes }) => [
        version,
        reason,
        operator,
        changes.map(({ path, before, after }) => `${path} ${before} ${after}`),
      ]),
    ).toEqual([
      [3, WHY, 'Olga Owner', ['needed 2 1']],
      [2, WHY, 'Olga Owner', ['needed 1 2']],
      [1, null, null, []],
    ])
    const [event] = await world.db.read.all<{ details: string; actor: string }>(
      "SELECT details, actor FROM audit_events WHERE name = 'realm.policy-changed' ORDER BY id DESC LIMIT 1",
    )
    expect(event?.actor).toBe('operator')
    expect(JSON.parse(event?.details ?? '{}')).toEqual({ operator: id, version: 3, weaker: true, changes: 'needed: 2 → 1' })
  })

  it('shows attempts that would have succeeded with less proof, and those with more tries', async () => {
    await put({ needed: 2 })
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    world.turnClock(600_000)
    const { flow: unlucky } = await world.toChallenge(MAIL, MAIL)
    for (let guess = 0; guess < 5; guess += 1) await world.answer(unlucky, { type: 'challenge', code: '12345678' })
    const { code } = (await read()).policy
    const tried = await tryOut({ needed: 1, code: { ...code, guesses: 6 } })
    expect(tried.attempts.map(({ attempt, effect, proofs }) => [attempt.id, effect, proofs])).toEqual([
      [unlucky.flow.id, 'further', undefined],
      [flow.flow.id, 'with-less', 1],
    ])
  })

  it.each<[string, PolicyInput, object]>([
    ['a method that is gone', { methods: ['sms-code'] }, { type: 'method' }],
    ['a code that lived for less', { code: { lifetimeSeconds: 60 } }, { type: 'code-expired' }],
    ['an attempt that was given less time', { flowLifetimeSeconds: 300 }, { type: 'step', step: 'stopped', because: 'expired' }],
    ['a kind of name that is not taken any more', { identifiers: ['handle'] }, { type: 'identifier' }],
    ['a reason that is not offered any more', { reasons: ['compromised'] }, { type: 'reason' }],
  ])('names the obstacle that attempts would have met: %s', async (_, change, because) => {
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    world.turnClock(400_000)
    await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    await world.answer(flow, { type: 'new-password', password: 'quiet lanterns drift over stones' })
    const tried = await tryOut(v.parse(PolicySchema, { ...(await read()).policy, ...change }))
    expect(tried.attempts).toMatchObject([{ effect: 'refused', because }])
  })

  it('shows which attempts a lower limit would have refused, and which text messages a list of countries', async () => {
    const ids = [await recover(), await recover(), await recover()]
    const { limits } = (await read()).policy
    const tried = await tryOut({ limits: { ...limits, startPerAddress: { burst: 2, perSeconds: 3600 } } })
    expect(tried.attempts).toMatchObject([
      { effect: 'refused', because: { type: 'limit', limit: 'startPerAddress' }, attempt: { id: ids[2] } },
    ])
    const { flow } = await world.toChallenge(MAIL, PHONE, { method: 'sms-code' })
    await world.deliver()
    const { body } = await world.answer(flow, { type: 'challenge', code: world.codeTexted(PHONE) })
    expect(body.flow.step.type).toBe('new-password')
    expect((await tryOut({ smsCountries: ['AT'] })).attempts).toMatchObject([
      { effect: 'refused', because: { type: 'method' }, attempt: { id: flow.flow.id } },
    ])
    expect((await tryOut({ smsCountries: ['DE'] })).attempts).toEqual([])
  })

  it('of another realm is not found, and the realms are listed with their sites', async () => {
    const params = { realm: 'r_other' }
    for (const route of ['GET /realms/:realm/policy', 'GET /realms/:realm/policy/versions'] as const)
      expect((await olga.send(route, undefined, { params })).status).toBe(404)
    expect((await olga.send('GET /realms')).body).toEqual([
      {
        id: world.realm,
        name: 'Corner Shop',
        directory: 'built-in',
        policyVersion: 1,
        shut: null,
        sites: [{ key: world.site.siteKey, name: 'Corner Shop' }],
      },
    ])
  })
})
