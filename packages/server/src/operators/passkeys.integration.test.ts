import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mood } from '../../testing/authenticator.ts'
import { createAuthenticator } from '../../testing/authenticator.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { invite } from './invite.ts'

describe('passkeys of operators', () => {
  let world: TestWorld
  let olga: TestOperator
  let device: ReturnType<typeof createAuthenticator>

  async function join(mood: Mood = {}) {
    const needs = { ...world.deps, origin: ORIGIN }
    const { link } = await world.db.write((tx) => invite(tx, { email: 'olga@example.com', role: 'owner', by: {}, again: true }, needs))
    const who = { secret: link.split('#')[1] ?? '', name: 'Olga' }
    const { body } = await olga.send('POST /join/passkey', who)
    expect(body.options).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    })
    const credential = { type: 'passkey' as const, label: 'Laptop', ceremony: body.ceremony, credential: device.create(body.options, mood) }
    return await olga.send('POST /join', { ...who, credential })
  }
  async function signIn(mood: Mood = {}, by = newOperator(world)) {
    const { body } = await by.send('POST /sign-in/passkey')
    expect(body.options.allowCredentials ?? []).toEqual([])
    const proof = { type: 'passkey' as const, ceremony: body.ceremony, credential: device.get(body.options, mood) }
    return { reply: await by.send('POST /sign-in', proof), proof, by }
  }

  beforeEach(async () => {
    world = await openWorld()
    olga = newOperator(world)
    device = createAuthenticator()
  })
  afterEach(() => world.close())

  it('let an operator in without a typed name, and need no saved codes', async () => {
    const joined = await join()
    expect([joined.status, joined.body.savedCodes]).toEqual([200, undefined])
    const { reply, by } = await signIn()
    expect(reply.status).toBe(200)
    expect((await by.send('GET /me')).body.email).toBe('olga@example.com')
    expect((await by.send('GET /me/credentials')).body).toMatchObject({ passkeys: [{ name: 'Laptop' }], password: false, savedCodes: 0 })
  })

  it('answer each challenge once', async () => {
    await join()
    const { proof } = await signIn()
    expect((await newOperator(world).send('POST /sign-in', proof)).body.code).toBe('sign-in-refused')
    const { body } = await olga.send('POST /sign-in/passkey')
    const credential = device.get(body.options)
    const both = await Promise.all(
      [1, 2].map(() => newOperator(world).send('POST /sign-in', { type: 'passkey', ceremony: body.ceremony, credential })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it.each<[string, Mood]>([
    ['nobody gave a PIN or a finger', { verified: false }],
    ['another page asked', { origin: 'https://evil.example' }],
    ['another port of the same host asked', { origin: 'http://localhost:4301' }],
    ['it is for another host', { host: 'evil.example' }],
  ])('are refused when %s', async (_, mood) => {
    expect((await join(mood)).status).toBe(422)
    expect((await join()).status).toBe(200)
    expect((await signIn(mood)).reply.body.code).toBe('sign-in-refused')
    expect((await signIn()).reply.status).toBe(200)
  })

  it('are refused if their counter did not grow, because they were copied', async () => {
    await join({ counter: 7 })
    expect((await signIn({ counter: 9 })).reply.status).toBe(200)
    for (const counter of [9, 3]) expect((await signIn({ counter })).reply.status).toBe(401)
    expect((await signIn({ counter: 10 })).reply.status).toBe(200)
  })

  it('are refused when another device signs, or answers an older challenge', async () => {
    await join()
    const own = device
    device = { ...createAuthenticator(), id: own.id }
    expect((await signIn()).reply.status).toBe(401)
    device = own
    const { body: older } = await olga.send('POST /sign-in/passkey')
    const { body: newer } = await olga.send('POST /sign-in/passkey')
    const credential = device.get(older.options)
    expect((await newOperator(world).send('POST /sign-in', { type: 'passkey', ceremony: newer.ceremony, credential })).status).toBe(401)
    world.turnClock(600_000)
    expect((await newOperator(world).send('POST /sign-in', { type: 'passkey', ceremony: older.ceremony, credential })).status).toBe(401)
  })

  it('work for a step-up, but not with the answer to a sign-in', async () => {
    await join()
    world.turnClock(5 * 60_000)
    expect((await olga.send('POST /me/credentials/passkey')).body.code).toBe('step-up-needed')
    const { body: other } = await olga.send('POST /sign-in/passkey')
    const wrong = { type: 'passkey' as const, ceremony: other.ceremony, credential: device.get(other.options) }
    expect((await olga.send('POST /me/step-up', wrong)).body.code).toBe('sign-in-refused')
    const { body } = await olga.send('POST /me/step-up/passkey')
    expect(
      (await olga.send('POST /me/step-up', { type: 'passkey', ceremony: body.ceremony, credential: device.get(body.options) })).status,
    ).toBe(200)
    const { body: enrolment } = await olga.send('POST /me/credentials/passkey')
    expect(enrolment.options.excludeCredentials).toMatchObject([{ id: device.id }])
    const phone = createAuthenticator()
    const added = { type: 'passkey' as const, label: 'Phone', ceremony: enrolment.ceremony, credential: phone.create(enrolment.options) }
    expect((await olga.send('POST /me/credentials', added)).status).toBe(200)
    expect((await olga.send('DELETE /me/passkeys/:passkey', {}, { params: { passkey: device.id } })).status).toBe(204)
    expect((await olga.send('DELETE /me/passkeys/:passkey', {}, { params: { passkey: phone.id } })).status).toBe(422)
    expect((await signIn()).reply.status).toBe(401)
  })
})
