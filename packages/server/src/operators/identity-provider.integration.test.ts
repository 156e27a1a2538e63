import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../testing/identity-provider.ts'
import { CLIENT, openIdentityProvider } from '../../testing/identity-provider.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { callbackOf } from './identity-sign-in.ts'
import { invite } from './invite.ts'

const uma: Person = { sub: 'u-1', email: 'uma@example.com', email_verified: true, name: 'Uma', groups: ['staff', 'support'] }

describe("the operators' identity provider", () => {
  let world: TestWorld
  let idp: Awaited<ReturnType<typeof openIdentityProvider>>
  let olga: TestOperator

  beforeEach(async () => {
    world = await openWorld()
    idp = await openIdentityProvider(callbackOf(ORIGIN))
    olga = newOperator(world)
    const needs = { ...world.deps, origin: ORIGIN }
    await olga.join((await world.db.write((tx) => invite(tx, { email: 'olga@example.com', role: 'owner', by: {} }, needs))).link)
    expect((await set({})).status).toBe(204)
  })
  afterEach(async () => {
    await idp.close()
    expect(world.faults).toEqual([])
    await world.close()
  })

  const set = (change: Record<string, unknown>) =>
    olga.send('PUT /identity-provider', {
      provider: {
        label: 'Example SSO',
        issuer: idp.issuer,
        clientId: CLIENT.id,
        clientSecret: CLIENT.secret,
        roles: { support: 'agent', auditors: 'viewer', security: 'owner' },
        ...change,
      },
    })
  async function begin(by: TestOperator, person: Person) {
    idp.enter(person)
    const { body, status } = await by.send('POST /sign-in/identity-provider/begin')
    expect(status).toBe(200)
    return await idp.follow(body.url)
  }
  async function enter(person: Person, by = newOperator(world)) {
    const search = await begin(by, person)
    return { by, search, reply: await by.send('POST /sign-in/identity-provider', { search }) }
  }

  it('lets an operator in with the role of their groups, fresh enough for sensitive acts', async () => {
    expect((await newOperator(world).send('GET /sign-in')).body).toEqual({ identityProvider: 'Example SSO' })
    const { by, reply } = await enter(uma)
    expect(reply.status).toBe(204)
    expect((await by.send('GET /me')).body).toMatchObject({ email: 'uma@example.com', name: 'Uma', role: 'agent' })
    expect((await by.send('POST /me/credentials/passkey')).status).toBe(200)
    world.turnClock(5 * 60_000)
    expect((await by.send('POST /me/credentials/passkey')).body.code).toBe('step-up-needed')
    expect((await enter(uma, by)).reply.status).toBe(204)
    expect((await by.send('POST /me/credentials/passkey')).status).toBe(200)
  })

  it('asks for a code with PKCE, state and nonce', async () => {
    const { body } = await newOperator(world).send('POST /sign-in/identity-provider/begin')
    const asked = new URL(body.url).searchParams
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('redirect_uri')).toBe(`${ORIGIN}/admin/sign-in/callback`)
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/)
  })

  it('gives the role that the provider says today, and the highest of several', async () => {
    const { by } = await enter(uma)
    await enter({ ...uma, groups: ['auditors'] })
    expect((await by.send('GET /me')).body.role).toBe('viewer')
    await enter({ ...uma, groups: ['auditors', 'security', 'support'] })
    expect((await by.send('GET /me')).body.role).toBe('owner')
  })

  it.each<[string, Partial<Person>]>([
    ['has no group that gives a role', { groups: ['staff'] }],
    ['has a group that is named like a part of the language', { groups: ['constructor', '__proto__', 'toString'] }],
    ['has the mail address of a local operator', { email: 'Olga@example.com' }],
    ['has an address that the provider did not check', { email_verified: false }],
  ])('refuses an operator who %s', async (_, change) => {
    const { reply } = await enter({ ...uma, sub: 'u-2', ...change })
    expect(reply.body.code).toBe('sign-in-refused')
    expect((await olga.send('GET /operators')).body.operators.map(({ email }) => email)).toEqual(['olga@example.com'])
  })

  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
  it.each<[string, (header: string, claims: string, signature: string) => string[]]>([
    ['that was changed', (header, claims, signature) => [header, part({ ...read(claims), groups: ['security'] }), signature]],
    ['that is missing', (header, claims) => [header, claims, '']],
    ['of a token that asks for none', (header, claims) => [part({ ...read(header), alg: 'none' }), claims, '']],
    [
      'by another key',
      (header, claims) => [header, claims, sign('RSA-SHA256', Buffer.from(`${header}.${claims}`), other).toString('base64url')],
    ],
    [
      'by the secret that both sides know',
      (header, claims) => {
        const asked = part({ ...read(header), alg: 'HS256' })
        return [asked, claims, createHmac('sha256', CLIENT.secret).update(`${asked}.${claims}`).digest('base64url')]
      },
    ],
    [
      'by a key that the provider does not name',
      (header, claims, signature) => [part({ ...read(header), kid: 'another' }), claims, signature],
    ],
  ])('refuses an ID token with a signature %s', async (_, forge) => {
    expect((await enter(uma)).reply.status).toBe(204)
    idp.forge((token) => forge(...(token.split('.') as [string, string, string])).join('.'))
    expect((await enter(uma)).reply.body.code).toBe('sign-in-refused')
    idp.forge((token) => token)
    expect((await enter(uma)).reply.status).toBe(204)
  })

  it('accepts an answer once, and only in the browser that began', async () => {
    const victim = newOperator(world)
    const search = await begin(victim, uma)
    expect((await newOperator(world).send('POST /sign-in/identity-provider', { search })).body.code).toBe('sign-in-refused')
    const thief = newOperator(world)
    await begin(thief, uma)
    expect((await thief.send('POST /sign-in/identity-provider', { search })).body.code).toBe('sign-in-refused')
    const jar = new Map(victim.jar)
    expect((await victim.send('POST /sign-in/identity-provider', { search })).status).toBe(204)
    const again = newOperator(world)
    for (const [name, value] of jar) again.jar.set(name, value)
    expect((await again.send('POST /sign-in/identity-provider', { search })).body.code).toBe('sign-in-refused')
  })

  it('refuses a disabled operator, whatever the provider says', async () => {
    const { by } = await enter(uma)
    const { id } = (await by.send('GET /me')).body
    await olga.send('POST /operators/:operator/disable', {}, { params: { operator: id } })
    expect((await enter(uma)).reply.status).toBe(401)
  })

  it('lets the local owner in when the provider is down', async () => {
    await idp.close()
    expect((await newOperator(world).send('POST /sign-in/identity-provider/begin')).status).toBe(503)
    expect(world.faults.splice(0)).toHaveLength(1)
    world.turnClock(60_000)
    expect((await olga.signIn('olga@example.com', { code: olga.code() })).status).toBe(200)
    idp = await openIdentityProvider(callbackOf(ORIGIN))
  })

  it('keeps its client secret hidden, and sends it to no other issuer', async () => {
    const shown = await olga.send('GET /identity-provider')
    expect(JSON.stringify(shown.body)).not.toContain(CLIENT.secret)
    expect(JSON.stringify(await world.db.read.all("SELECT * FROM meta WHERE name = 'identity-provider'"))).not.toContain(CLIENT.secret)
    expect((await set({ clientSecret: undefined })).status).toBe(204)
    expect((await set({ clientSecret: undefined, issuer: 'https://elsewhere.example' })).status).toBe(422)
    for (const issuer of ['http://idp.example', 'ftp://idp.example', 'http://localhost.evil.example'])
      expect((await set({ issuer })).status, issuer).toBe(400)
  })
})
