import { pbkdf2Sync, scryptSync } from 'node:crypto'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { defaultPolicy } from '@regain/core'
import { describe, expect, it } from 'vitest'
import { isCommon, isListed } from './common-passwords.ts'
import { isPasswordHash } from './hash-forms.ts'
import { createPasswordHasher } from './password-hash.ts'

const password = 'quiet lanterns drift'
const hasher = createPasswordHasher()
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

describe('a password hash', () => {
  it('is Argon2id at the floor of OWASP, and not outdated', async () => {
    const made = await hasher.hash(password)
    expect(made).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await hasher.verify(made, password)).toEqual({ matches: true, outdated: false })
    expect(await hasher.verify(made, `${password} `)).toEqual({ matches: false, outdated: false })
  })
  it('of another system is read, and made new', async () => {
    const salt = Buffer.from('sixteen byte sal')
    const forms = [
      await bcrypt(password, { cost: 10 }),
      `$scrypt$ln=14,r=8,p=1$${base64(salt)}$${base64(scryptSync(password, salt, 32, { N: 2 ** 14, r: 8, p: 1 }))}`,
      `$pbkdf2-sha256$600000$${base64(salt)}$${base64(pbkdf2Sync(password, salt, 600_000, 32, 'sha256'))}`,
    ]
    for (const form of forms) {
      expect(await hasher.verify(form, password), form).toEqual({ matches: true, outdated: true })
      expect(await hasher.verify(form, 'something else'), form).toEqual({ matches: false, outdated: true })
    }
  })
  it('with a cost that would be an attack is refused', () => {
    for (const form of [
      'plain',
      `$2b$31$${'a'.repeat(53)}`,
      `$scrypt$ln=30,r=8,p=1$c2FsdHNhbHQ$${'a'.repeat(43)}`,
      `$argon2id$v=19$m=9999999,t=2,p=1$c2FsdHNhbHQ$${'a'.repeat(43)}`,
    ])
      expect(isPasswordHash(form), form).toBe(false)
  })
  it('is checked for nobody too, and never matches', async () => {
    expect(await hasher.verify(null, password)).toEqual({ matches: false, outdated: false })
  })
  it('is not waited for without end', async () => {
    const small = createPasswordHasher(1)
    const results = await Promise.all(Array.from({ length: 135 }, () => small.verify('unreadable', password)))
    expect(results.filter((result) => result === 'busy')).toHaveLength(135 - 129)
  })
})

describe('a common password', () => {
  it('is found in its dresses, and two of them in a row', async () => {
    for (const typed of ['password', 'P@ssw0rd2026!!', 'password12345678', 'iloveyou  sunshine', 'Qwertyuiop1234567'])
      expect(isListed(typed), typed).toBe(true)
    expect(await isCommon('password12345678', defaultPolicy)).toBe(true)
  })
  it('is not seen where there is none', () => {
    for (const typed of [password, 'seven mossy stones by noon', '雨の日は本を読んで過ごすのが好きです'])
      expect(isListed(typed), typed).toBe(false)
  })
})
