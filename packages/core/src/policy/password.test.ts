import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPassword, normalisePassword } from './password.ts'

const rules = { minLength: 15, maxLength: 256, context: ['jane.doe@example.com', 'Corner Shop'] }
const check = (password: string) => checkPassword(normalisePassword(password), rules)

describe('a new password', () => {
  it('is measured in characters as people count them', () => {
    expect(check('ünïcödé-fourte')).toBe('too-short')
    expect(check('ünïcödé-fifteen')).toBeUndefined()
    expect(check('🌵🐝🎈🧊🥨🪁🧵🎻🪵🫐🥥🛶🧭🪴🔭')).toBeUndefined()
    expect(checkPassword('e\u0301'.repeat(8), { ...rules, minLength: 16 })).not.toBe(
      checkPassword(normalisePassword('e\u0301'.repeat(8)), { ...rules, minLength: 9 }),
    )
  })
  it('is refused above the maximum length, never cut', () => {
    expect(check('correct horse battery '.repeat(12))).toBe('too-long')
    expect(checkPassword('ab1日本語xyz'.repeat(80), { ...rules, maxLength: 1024 })).toBe('too-long')
  })
  it('needs no digits, capitals or special characters', () => {
    expect(check('quiet lanterns drift over mossy stones')).toBeUndefined()
  })
  it('must not be a sequence, a repetition, or a few letters', () => {
    for (const typed of ['aaaaaaaaaaaaaaaa', 'abcabcabcabcabcabc', '1234567890123456', 'abcdefghijklmnopq', 'passwordpasswordpassword'])
      expect(check(typed), typed).toBe('repetitive')
  })
  it('is not little more than the name of the account or the site', () => {
    expect(check('jane.doe@example.com1')).toBe('context')
    expect(check('CornerShop-Corner-2026!')).toBe('context')
    expect(check('jane likes purple rain and tea')).toBeUndefined()
  })
})

describe('any password at all', () => {
  it('gets the same result in both compositions, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (typed) => {
        expect(check(typed.normalize('NFD'))).toBe(check(typed.normalize('NFC')))
      }),
      { numRuns: 1000, seed: 6 },
    )
  })
  it('is recognised in full-width letters', () => {
    const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    expect(check(wide('jane.doe@example.com1'))).toBe('context')
    expect(check(wide('abcabcabcabcabcabc'))).toBe('repetitive')
  })
})
