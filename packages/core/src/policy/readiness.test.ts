import { describe, expect, it } from 'vitest'
import type { MethodName } from '../methods/method.ts'
import { methodNames } from '../methods/method.ts'
import { gateOf } from './gate.ts'
import { defaultPolicy } from './policy.ts'
import type { Has } from './readiness.ts'
import { readinessOf, standingOf } from './readiness.ts'

const one = { needed: 1, proofs: 'different-methods' } as const
const mail = { channel: 'email' } as const
const phone = { channel: 'phone' } as const
const lossesOf = (has: Partial<Has>, rule: Parameters<typeof readinessOf>[2] = one, usable: readonly MethodName[] = methodNames) =>
  Object.fromEntries(
    readinessOf({ destinations: [], kept: [], ...has }, usable, rule).map(({ lost, ready, by, add }) => [lost, ready ? by : { add }]),
  )

describe('readiness', () => {
  it('says that losing the only address locks the person out, and what would help', () => {
    expect(lossesOf({ destinations: [mail] })).toEqual({ mailbox: { add: ['sms-code', 'saved-code', 'totp', 'passkey', 'contacts'] } })
  })
  it('knows that an authenticator app and a passkey go with the phone', () => {
    for (const method of ['totp', 'passkey'] as const)
      expect(lossesOf({ destinations: [phone], kept: [method] })).toEqual({ phone: { add: ['email-code', 'saved-code', 'contacts'] } })
  })
  it('knows that contacts are not lost with a person’s things', () => {
    const by = ['contacts']
    expect(lossesOf({ destinations: [mail, phone], kept: ['contacts'] })).toEqual({
      phone: ['email-code', ...by],
      mailbox: ['sms-code', ...by],
    })
  })
  it('counts two mailboxes as two', () => {
    expect(lossesOf({ destinations: [mail, mail] })).toEqual({ mailbox: ['email-code'] })
  })
  it('is complete with a mailbox, a phone and a sheet', () => {
    expect(lossesOf({ destinations: [mail, phone], kept: ['saved-code', 'totp'] })).toEqual({
      phone: ['email-code', 'saved-code'],
      mailbox: ['sms-code', 'saved-code', 'totp'],
      sheet: ['email-code', 'sms-code', 'totp'],
    })
  })
  it('needs as many proofs as the realm, of as many kinds', () => {
    const has: Partial<Has> = { destinations: [mail, mail, phone], kept: ['saved-code'] }
    expect(lossesOf(has, { needed: 2, proofs: 'different-methods' })).toEqual({
      phone: ['email-code', 'saved-code'],
      mailbox: ['email-code', 'sms-code', 'saved-code'],
      sheet: ['email-code', 'sms-code'],
    })
    expect(lossesOf(has, { needed: 2, proofs: 'different-classes' }).sheet).toEqual({ add: ['totp', 'passkey', 'contacts'] })
  })
  it('needs as many proofs as the account’s gate', () => {
    const gate = gateOf({ strong: true }, defaultPolicy)
    expect(lossesOf({ destinations: [mail, phone] }, gate)).toEqual({
      phone: { add: ['saved-code', 'contacts'] },
      mailbox: { add: ['saved-code', 'totp', 'passkey', 'contacts'] },
    })
    expect(lossesOf({ destinations: [mail, phone], kept: ['saved-code', 'totp'] }, gate)).toMatchObject({
      mailbox: ['sms-code', 'saved-code', 'totp'],
      sheet: ['email-code', 'sms-code', 'totp'],
    })
  })
  it('suggests no method that the realm does not offer', () => {
    expect(lossesOf({ destinations: [mail], kept: ['totp'] }, one, ['email-code', 'saved-code'])).toEqual({
      mailbox: { add: ['saved-code'] },
    })
  })
})

describe('a person’s readiness', () => {
  const of = (has: Partial<Has>, rule: Parameters<typeof standingOf>[2] = one) =>
    standingOf({ destinations: [], kept: [], ...has }, methodNames, rule)

  it('says how many losses would lock the person out, and what they could lose', () => {
    expect(of({})).toMatchObject({ ways: 0, lockedOutBy: 'nothing' })
    expect(of({ destinations: [{ channel: 'email' }] })).toEqual({
      ways: 1,
      lockedOutBy: 'one-loss',
      without: { phone: true, mailbox: false, sheet: true },
    })
    // A phone is lost with everything on it: two ways, but one loss.
    expect(of({ destinations: [{ channel: 'phone' }], kept: ['totp'] })).toMatchObject({ ways: 2, lockedOutBy: 'one-loss' })
    expect(of({ destinations: [{ channel: 'email' }, { channel: 'email' }] })).toMatchObject({ ways: 2, lockedOutBy: 'several' })
    expect(of({ destinations: [{ channel: 'email' }], kept: ['saved-code'] })).toMatchObject({ ways: 2, lockedOutBy: 'several' })
  })

  it('is "nothing" if the realm needs more than the account has', () => {
    expect(of({ destinations: [{ channel: 'email' }] }, { ...one, needed: 2 })).toMatchObject({ lockedOutBy: 'nothing' })
  })
})
