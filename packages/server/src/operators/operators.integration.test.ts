import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator, PASSWORD } from '../../testing/operator.ts'
import { invite, makeFirstLink } from './invite.ts'
import type { Role } from './permissions.ts'

const EMAIL = 'olga@example.com'
const MINUTE = 60_000

describe('signing in to the console', () => {
  let world: TestWorld
  let olga: TestOperator
  const needs = () => ({ ...world.deps, origin: ORIGIN })
  const firstLink = () => world.db.write((tx) => makeFirstLink(tx, needs()))
  const inviteLink = async (email: string, role: Role, again = false) =>
    (await world.db.write((tx) => invite(tx, { email, role, by: {}, again }, needs()))).link
  const signIn = () => {
    world.turnClock(MINUTE)
    return olga.signIn(EMAIL, { code: olga.code() })
  }

  beforeEach(async () => {
    world = await openWorld()
    olga = newOperator(world)
  })
  afterEach(() => world.close())

  async function withOwner() {
    const joined = await olga.join((await firstLink())?.link ?? '', { email: ' Olga@Example.com ' })
    expect(joined.status).toBe(200)
    return joined.body.savedCodes ?? []
  }

  it('makes the reader of the first link the owner, once', async () => {
    const link = (await firstLink())?.link ?? ''
    const [one, other] = await Promise.all([
      olga.join(link, { email: EMAIL }),
      newOperator(world).join(link, { email: 'mallory@example.com' }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 410])
    const late = await newOperator(world).join(link, { email: 'late@example.com' })
    expect([late.status, late.body.code]).toEqual([410, 'link-refused'])
  })

  it('closes the first link for good once an owner exists, and after an hour', async () => {
    const early = (await firstLink())?.link ?? ''
    world.turnClock(60 * MINUTE)
    expect((await olga.join(early, { email: EMAIL })).status).toBe(410)
    await withOwner()
    expect(await firstLink()).toBeUndefined()
  })

  it('invalidates an earlier first link when another one is made', async () => {
    const [one, other] = [(await firstLink())?.link ?? '', (await firstLink())?.link ?? '']
    expect((await newOperator(world).join(one, { email: EMAIL })).status).toBe(410)
    expect((await olga.join(other, { email: EMAIL })).status).toBe(200)
  })

  it('signs in with password and code together, and returns the permissions of the role', async () => {
    await withOwner()
    olga.jar.clear()
    const entered = await signIn()
    expect(entered.status).toBe(200)
    expect(entered.headers.getSetCookie()[0]).toMatch(/^__Host-regain-operator=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    const me = await olga.send('GET /me')
    expect(me.body).toMatchObject({ email: EMAIL, role: 'owner', name: 'Olga Owner' })
    expect(me.body.permissions).toContain('operators.change')
    expect(me.headers.get('cache-control')).toBe('no-store')
    expect(me.headers.has('access-control-allow-origin')).toBe(false)
  })

  it('gives the same reply to a wrong name, a wrong password and a wrong code', async () => {
    await withOwner()
    world.turnClock(MINUTE)
    const wrongCode = olga.code() === '000000' ? '111111' : '000000'
    const replies = [
      await olga.signIn('nobody@example.com', { code: olga.code() }),
      await olga.signIn(EMAIL, { password: 'a wrong one, quite long', code: olga.code() }),
      await olga.signIn(EMAIL, { code: wrongCode }),
      await olga.signIn(EMAIL, { code: 'AAAA-BBBB-CCCC-DDDD' }),
    ]
    const seen = replies.map(({ status, body }) => JSON.stringify([status, { ...body, requestId: '' }]))
    expect(new Set(seen).size).toBe(1)
    expect(replies[0]?.body.code).toBe('sign-in-refused')
  })

  it('accepts a code of the app once of five tries, also the previous one, and never an older one', async () => {
    await withOwner()
    world.turnClock(MINUTE)
    const code = olga.code()
    world.turnClock(30_000)
    const replies = await Promise.all(Array.from({ length: 5 }, () => newOperator(world).signIn(EMAIL, { code })))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401])
    const old = olga.code()
    world.turnClock(60_000)
    expect((await newOperator(world).signIn(EMAIL, { code: old })).status).toBe(401)
  })

  it('accepts a saved code once, and returns another in its place', async () => {
    const [code = ''] = await withOwner()
    const used = await olga.signIn(EMAIL, { code: code.toLowerCase().replaceAll('-', ' ') })
    expect(used.status).toBe(200)
    expect((await olga.signIn(EMAIL, { code })).status).toBe(401)
    expect((await olga.signIn(EMAIL, { code: used.body.savedCode ?? '' })).status).toBe(200)
    expect((await olga.send('GET /me/credentials')).body).toMatchObject({ password: true, savedCodes: 10 })
  })

  it('limits guesses of call codes', async () => {
    await withOwner()
    const statuses: number[] = []
    for (let n = 0; n < 60; n += 1) {
      world.comeFrom(`198.51.100.${n}`)
      world.turnClock(MINUTE)
      statuses.push((await newOperator(world).signIn(EMAIL, { code: 'AAAA-AAAA-AAAA-AAAA' })).status)
    }
    expect(statuses.slice(0, 50).every((status) => status === 401)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
  })

  it('refuses passwords that are short, common or contain the operator’s name', async () => {
    const secret = (await firstLink())?.link.split('#')[1] ?? ''
    const { body } = await olga.send('POST /join/authenticator', { secret, email: EMAIL })
    olga.scan(body.secret)
    for (const [password, why] of [
      ['short', 'too-short'],
      ['password12345678', 'guessable'],
      ['olga@example.com', 'context'],
    ] as const) {
      const credential = { type: 'password' as const, password, ceremony: body.ceremony, code: olga.code() }
      const refused = await olga.send('POST /join', { secret, email: EMAIL, name: 'Olga', credential })
      expect(refused.status).toBe(422)
      expect(refused.body).toMatchObject({ errors: [{ path: 'password', message: why }] })
    }
    const credential = { type: 'password' as const, password: PASSWORD, ceremony: body.ceremony, code: olga.code() }
    expect((await olga.send('POST /join', { secret, email: EMAIL, name: 'Olga', credential })).status).toBe(200)
  })

  it('ends a session after fifteen idle minutes, and after eight hours in any case', async () => {
    await withOwner()
    world.turnClock(15 * MINUTE - 1)
    expect((await olga.send('POST /me/here')).status).toBe(200)
    world.turnClock(15 * MINUTE - 1)
    // Requests that the console sends by itself are no activity.
    expect((await olga.send('GET /me')).status).toBe(200)
    world.turnClock(1)
    expect((await olga.send('GET /me')).status).toBe(401)
    await signIn()
    for (let minutes = 0; minutes < 470; minutes += 10) {
      world.turnClock(10 * MINUTE)
      expect((await olga.send('POST /me/here')).status).toBe(200)
    }
    world.turnClock(10 * MINUTE)
    expect((await olga.send('POST /me/here')).status).toBe(401)
  })

  it('gives a new session secret at each step-up, and the old one is invalid', async () => {
    await withOwner()
    const planted = new Map(olga.jar)
    await signIn()
    expect((await withJar(planted)).status).toBe(401)
    const before = new Map(olga.jar)
    world.turnClock(6 * MINUTE)
    expect((await olga.send('POST /me/saved-codes')).body.code).toBe('step-up-needed')
    expect((await olga.send('POST /me/step-up', { type: 'password', email: EMAIL, password: PASSWORD, code: olga.code() })).status).toBe(
      200,
    )
    expect((await withJar(before)).status).toBe(401)
    expect((await olga.send('POST /me/saved-codes')).body.savedCodes).toHaveLength(10)
  })

  it("does not step up with another operator's proof", async () => {
    await withOwner()
    const vic = newOperator(world)
    await vic.join(await inviteLink('vic@example.com', 'viewer'), { name: 'Vic' })
    world.turnClock(6 * MINUTE)
    const proof = { type: 'password', email: EMAIL, password: PASSWORD, code: olga.code() } as const
    expect((await vic.send('POST /me/step-up', proof)).status).toBe(401)
  })

  it('lists sessions, and ends the one that is chosen at the next click', async () => {
    await withOwner()
    const other = newOperator(world)
    world.turnClock(MINUTE)
    await other.signIn(EMAIL, { code: olga.code() })
    const { sessions } = (await olga.send('GET /me/sessions')).body
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true])
    const session = sessions.find(({ current }) => !current)?.id ?? ''
    expect((await olga.send('DELETE /me/sessions/:session', {}, { params: { session } })).status).toBe(204)
    expect((await other.send('GET /me')).status).toBe(401)
    expect((await olga.send('POST /me/sign-out')).status).toBe(204)
    expect((await olga.send('GET /me')).status).toBe(401)
  })

  it('never lets an operator back in by mail alone: an owner must invite them again, and all old credentials are invalid', async () => {
    const [saved = ''] = await withOwner()
    const before = new Map(olga.jar)
    const link = await inviteLink(EMAIL, 'owner', true)
    const again = newOperator(world)
    expect((await again.join(link, { name: 'Olga Again' })).status).toBe(200)
    expect((await withJar(before)).status).toBe(401)
    world.turnClock(MINUTE)
    expect((await newOperator(world).signIn(EMAIL, { code: olga.code() })).status).toBe(401)
    expect((await newOperator(world).signIn(EMAIL, { code: saved })).status).toBe(401)
    expect((await newOperator(world).signIn(EMAIL, { code: again.code() })).status).toBe(200)
  })

  it('refuses to remove the last credential', async () => {
    await withOwner()
    expect((await olga.send('DELETE /me/password')).status).toBe(422)
    expect((await olga.send('GET /me/credentials')).body.password).toBe(true)
  })

  it('stores no secret in the clear', async () => {
    const codes = await withOwner()
    const dump = JSON.stringify(
      await Promise.all(
        ['operators', 'operator_saved_codes', 'operator_sessions', 'operator_invitations', 'operator_ceremonies', 'audit_events'].map(
          async (table) => (await world.db.read.all(`SELECT * FROM ${table}`)) as unknown[],
        ),
      ),
    )
    for (const secret of [...codes, ...codes.map((code) => code.replaceAll('-', '')), ...olga.jar.values(), PASSWORD])
      expect(dump.includes(secret)).toBe(false)
    expect(dump).toContain(EMAIL)
  })

  async function withJar(jar: Map<string, string>) {
    const thief = newOperator(world)
    for (const [name, value] of jar) thief.jar.set(name, value)
    return await thief.send('GET /me')
  }
})
