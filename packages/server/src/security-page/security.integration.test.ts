import type { SecurityView } from '@regain/core'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'

const PHONE = '+4915112345678'
const jane = {
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
  password: 'old lanterns never rust',
}

describe('the security page', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld({ methods: ['email-code', 'sms-code', 'saved-code', 'totp'] })
    await world.addAccount('jane', jane)
  })
  afterEach(() => world.close())
  const view = async (): Promise<SecurityView> => (await (await world.enrol('jane')).read()).body.security

  it('shows masked addresses, existing methods, and whether the person could recover the account', async () => {
    const before = await view()
    expect(before).toMatchObject({
      site: 'Corner Shop',
      destinations: [
        { channel: 'email', masked: 'j•••@e•••', verified: true },
        { channel: 'phone', masked: '••••••78', verified: true },
      ],
      methods: [
        { method: 'saved-code', state: 'none' },
        { method: 'totp', state: 'none' },
      ],
      readiness: [
        { lost: 'phone', ready: true, by: ['email-code'], add: [] },
        { lost: 'mailbox', ready: true, by: ['sms-code'], add: [] },
      ],
    })
    const own = await world.enrol('jane')
    const { body } = await own.call<{ security: SecurityView }>('/set-up', { method: 'saved-code' })
    const time = expect.any(String)
    expect(body.security.methods[0]).toEqual({ method: 'saved-code', state: 'ready', since: time, heldUntil: time, left: 10 })
    expect(body.security.readiness.map(({ lost, by }) => [lost, by])).toEqual([
      ['phone', ['email-code', 'saved-code']],
      ['mailbox', ['sms-code', 'saved-code']],
      ['sheet', ['email-code', 'sms-code']],
    ])
    expect(body.security.activity[0]).toMatchObject({ what: 'method-set-up', method: 'saved-code' })
    for (const { text } of [await own.read(), await own.call('/set-up', { method: 'totp' })])
      for (const whole of [MAIL, encodeURIComponent(MAIL), PHONE]) expect(text).not.toContain(whole)
  })

  it('shows what was done to the account however often strangers ask for its name', async () => {
    await (await world.enrol('jane')).call('/set-up', { method: 'saved-code' })
    for (let n = 0; n < 120; n += 1) {
      world.turnClock(400_000)
      world.comeFrom(`192.0.2.${n}`)
      await world.name(MAIL)
    }
    const { activity } = await view()
    expect(activity.map(({ what }) => what)).toEqual([...Array(5).fill('recovery-started'), 'method-set-up', 'account-changed'])
  })

  it('notifies every address of each change, and logs it', async () => {
    const own = await world.enrol('jane')
    await own.call('/set-up', { method: 'saved-code' })
    await own.call('/set-up', { method: 'saved-code' })
    await own.call('/removal', { method: 'saved-code' })
    await own.call('/removal', { method: 'saved-code' })
    await world.deliver()
    const told = (all: (string | undefined)[], part: string) => all.filter((text) => text?.includes(part)).length
    const texts = [world.mails.map(({ text }) => text), world.texts.map(({ body }) => body)]
    for (const all of texts) {
      expect(told(all, 'New saved codes were created')).toBe(2)
      expect(told(all, 'were removed')).toBe(1)
    }
    const { activity } = await view()
    expect(activity.map(({ what }) => what).slice(0, 3)).toEqual(['method-removed', 'method-renewed', 'method-set-up'])
  })

  it('can’t be opened from another origin, with another token, after it expired, or after a change', async () => {
    expect((await (await world.enrol('jane', 'https://evil.example')).read()).status).toBe(403)
    const own = await world.enrol('jane')
    expect((await own.read()).status).toBe(200)
    const wrong = { authorization: `Bearer ${own.token.slice(1)}x`, origin: world.shop.origin }
    expect((await world.call('GET', '/v1/security', undefined, wrong)).status).toBe(401)
    expect((await world.call('GET', '/v1/security', undefined, { origin: world.shop.origin })).status).toBe(401)
    world.turnClock(900_001)
    expect((await own.read()).status).toBe(401)

    const next = await world.enrol('jane')
    await world.addAccount('jane', { ...jane, password: 'somebody chose another' })
    expect((await next.call('/set-up', { method: 'saved-code' })).status).toBe(401)
    const last = await world.enrol('jane')
    await world.call('POST', '/v1/accounts/jane/lock', { cause: 'compromised' }, world.back)
    expect((await last.call('/set-up', { method: 'saved-code' })).status).toBe(401)
    expect((await world.call('POST', '/v1/accounts/nobody/enrolments', undefined, world.back)).status).toBe(404)
    expect((await world.call('POST', '/v1/accounts/jane/enrolments')).status).toBe(401)
  })

  it('ends attempts that the removed method had proven, and no others of the owner, however often a thief changes methods', async () => {
    const { codes } = (await (await world.enrol('jane')).call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body
    world.turnClock(2 * 86_400_000)
    const { flow: proven, named } = await world.name(MAIL)
    const { step } = named.body.flow
    const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'saved-code')?.ref) || ''
    await world.answer(proven, { type: 'choose-method', ref })
    expect((await world.answer(proven, { type: 'challenge', code: codes[0] ?? '' })).body.flow.step.type).toBe('new-password')
    const owners = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    const thief = await world.enrol('jane')
    for (let n = 0; n < 3; n += 1) {
      await thief.call('/set-up', { method: 'saved-code' })
      await thief.call('/removal', { method: 'saved-code' })
    }
    expect((await world.answer(proven, { type: 'new-password', password: 'nine grey herons wading' })).status).toBe(409)
    const { body } = await world.answer(owners.flow, { type: 'challenge', code: world.codeFor(MAIL) })
    expect(body.flow.step.type).toBe('new-password')
  })

  it('ends attempts at a lower gate, when an authenticator counts at once', async () => {
    await world.close()
    world = await openWorld({ methods: ['email-code', 'totp'], gates: { byAuthenticator: true }, hold: { newHours: 0 } })
    await world.addAccount('jane', jane)
    const begun = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    const { body } = await world.answer(begun.flow, { type: 'challenge', code: world.codeFor(MAIL) })
    expect(body.flow.step.type).toBe('new-password')
    const own = await world.enrol('jane')
    const { setUp, secret } = (await own.call<{ setUp: string; secret: string }>('/set-up', { method: 'totp' })).body
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() })
    expect((await own.call('/confirmation', { setUp, code })).status).toBe(200)
    expect((await world.answer(begun.flow, { type: 'new-password', password: 'nine grey herons wading' })).status).toBe(409)
  })

  it('can be called from the site’s pages, and from no other', async () => {
    const preflight = (origin: string) =>
      world.app.request('http://localhost:4300/v1/security/set-up', { method: 'OPTIONS', headers: { origin } })
    const [own, other] = [await preflight(world.shop.origin), await preflight('https://evil.example')]
    expect(own.headers.get('access-control-allow-origin')).toBe(world.shop.origin)
    expect(own.headers.get('access-control-allow-methods')).toContain('POST')
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
  })
})
