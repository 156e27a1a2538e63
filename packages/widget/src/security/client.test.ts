import { SecurityReplySchema, SetUpReplySchema } from '@regain/core'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { fits } from '../check-shape.ts'
import { securityReply, setUpReply } from './client.ts'

const at = '2026-11-24T09:00:00.000Z'
const security = {
  site: 'Shop',
  expiresAt: at,
  destinations: [{ channel: 'email', masked: 'j•••@e•••', verified: true, since: at, heldUntil: at }],
  methods: [
    { method: 'saved-code', state: 'ready', since: at, heldUntil: at, usedAt: at, left: 9 },
    { method: 'passkey', state: 'ready', since: at, each: [{ id: 'c', name: 'Firefox (Linux)', since: at, heldUntil: at, usedAt: at }] },
  ],
  gate: { needed: 2, proofs: 'different-classes', reached: false },
  readiness: [{ lost: 'phone', ready: false, by: ['email-code'], add: ['totp'] }],
  holds: [{ hold: 'address-0', by: [{ method: 'email-code', place: 1 }, { method: 'totp' }] }],
  activity: [{ at, what: 'method-set-up', method: 'totp' }],
}
const codes = { method: 'saved-code', codes: ['AAAA-BBBB'], security }
const options = {
  challenge: 'c',
  rp: { id: 'shop.example', name: 'Shop' },
  user: { id: 'u', name: 'j', displayName: 'j' },
  algorithms: [-7],
  known: ['k'],
}
const passkey = { method: 'passkey', options, setUp: 's' }
const app = { method: 'totp', secret: 'ABCD', uri: 'otpauth://totp/x', qr: ['101'], setUp: 's' }

describe('replies of the security page', () => {
  it('are accepted as core describes them', () => {
    expect([v.is(SecurityReplySchema, { security }), fits({ security }, securityReply)]).toEqual([true, true])
    for (const reply of [codes, app, passkey]) expect([v.is(SetUpReplySchema, reply), fits(reply, setUpReply)]).toEqual([true, true])
  })
  it('are refused when a value has another type', () => {
    for (const [key, inner] of Object.entries(security)) {
      const others = Array.isArray(inner) ? [[17], 'x', null] : [17, {}, null]
      for (const other of others) expect(fits({ security: { ...security, [key]: other } }, securityReply), key).toBe(false)
    }
  })
  it('contain a link to an app and no other link', () => {
    for (const uri of ['javascript:alert(1)', 'https://evil.example', 'otpauth:x']) expect(fits({ ...app, uri }, setUpReply)).toBe(false)
  })
})
