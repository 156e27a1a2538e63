import { pbkdf2Sync, scryptSync } from 'node:crypto'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { defaultPolicy } from '@regain/core'
import { describe, expect, it } from 'vitest'
import { isPasswordHash } from './hash-forms.ts'
import { createPasswordHasher } from './password-hash.ts'
import { findWeakness, weaknessOf } from './weak-passwords.ts'

const password = 'quiet lanterns drift'
const hasher = createPasswordHasher()
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

describe('a password hash', () => {
  it('is Argon2id with OWASP’s minimum cost, and needs no renewal', async () => {
    const made = await hasher.hash(password)
    expect(made).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await hasher.verify(made, password)).toEqual({ matches: true })
    expect(await hasher.verify(made, `${password} `)).toEqual({ matches: false })
  })
  it('of another system is verified, and renewed', async () => {
    const salt = Buffer.from('sixteen byte sal')
    const forms = [
      await bcrypt(password, { cost: 10 }),
      `$scrypt$ln=14,r=8,p=1$${base64(salt)}$${base64(scryptSync(password, salt, 32, { N: 2 ** 14, r: 8, p: 1 }))}`,
      `$pbkdf2-sha256$600000$${base64(salt)}$${base64(pbkdf2Sync(password, salt, 600_000, 32, 'sha256'))}`,
    ]
    for (const form of forms) {
      expect(await hasher.verify(form, password), form).toEqual({ matches: true, renew: password })
      expect(await hasher.verify(form, 'something else'), form).toEqual({ matches: false })
    }
  })
  it('with a cost that would be a denial of service is refused', () => {
    for (const form of [
      'plain',
      `$2b$31$${'a'.repeat(53)}`,
      `$scrypt$ln=30,r=8,p=1$c2FsdHNhbHQ$${'a'.repeat(43)}`,
      `$argon2id$v=19$m=9999999,t=2,p=1$c2FsdHNhbHQ$${'a'.repeat(43)}`,
    ])
      expect(isPasswordHash(form), form).toBe(false)
  })
  it('of another system matches every Unicode form of the password, and in bcrypt its first 72 bytes; its renewal has one form', async () => {
    const accented = 'grüße aus ﬁnnland, 東京'
    const one = (form: 'NFC' | 'NFD' | 'NFKC') => bcrypt(accented.normalize(form), { cost: 4 })
    for (const form of ['NFC', 'NFD', 'NFKC'] as const) {
      const renew = accented.normalize(form === 'NFKC' ? 'NFKC' : 'NFC')
      for (const typed of [accented, accented.normalize('NFD')])
        expect(await hasher.verify(await one(form), typed), form).toEqual({ matches: true, renew })
      expect(await hasher.verify((await hasher.hash(renew)) as string, accented.normalize('NFD'))).toEqual({ matches: true })
    }
    const made = await hasher.hash(accented.normalize('NFD'))
    expect(await hasher.verify(made as string, accented)).toEqual({ matches: true, renew: accented })

    const long = 'quiet lanterns drift over mossy stones and down the river past the old mill'
    const cut = await bcrypt(long, { cost: 4 })
    expect(Buffer.byteLength(long)).toBeGreaterThan(72)
    expect(await hasher.verify(cut, long)).toEqual({ matches: true, renew: long })
    expect(await hasher.verify((await hasher.hash(long)) as string, long.slice(0, 72))).toEqual({ matches: false })
    expect(await hasher.verify(await bcrypt('abc', { cost: 4 }), 'abc\0abc')).toEqual({ matches: false })
  })
  it('that is accepted can be verified: a hash that the library rejects is refused', async () => {
    const argon = (cost: string, digest = 'A'.repeat(43)) => `$argon2id$v=19$${cost}$c2FsdHNhbHQ$${digest}`
    for (const form of [
      ...[argon('m=7,t=1,p=1'), argon('m=64,t=0,p=1'), argon('m=64,t=1,p=0'), argon('m=64,t=1,p=1', 'a'.repeat(43)), argon('m=8,t=1,p=2')],
      ...[`$2b$03$${'a'.repeat(53)}`, `$scrypt$ln=10,r=0,p=1$c2FsdA$${'a'.repeat(43)}`, `$scrypt$ln=10,r=8,p=0$c2FsdA$${'a'.repeat(43)}`],
    ])
      expect(isPasswordHash(form), form).toBe(false)
    for (const form of [argon('m=64,t=1,p=1'), `$scrypt$ln=1,r=1,p=8$c2FsdA$${'a'.repeat(43)}`, `$2b$04$${'a'.repeat(53)}`]) {
      expect(isPasswordHash(form), form).toBe(true)
      expect(await hasher.verify(form, password), form).toEqual({ matches: false })
    }
  })
  it('is compared for unknown names too, and never matches', async () => {
    expect(await hasher.verify(null, password)).toEqual({ matches: false })
  })
  it('does not wait in an endless queue', async () => {
    const small = createPasswordHasher(1)
    const cheap = await bcrypt(password, { cost: 4 })
    const results = await Promise.all(Array.from({ length: 135 }, () => small.verify(cheap, password)))
    expect(results.filter((result) => result === 'busy')).toHaveLength(135 - 129)
  })
})

describe('a weak password', () => {
  it('is recognised with substituted letters, doubled, as a keyboard pattern and in full width', async () => {
    const typed = [
      'P@ssw0rd2026!!',
      'password12345678',
      'iloveyou  sunshine',
      'Qwertyuiop1234567',
      'football baseball',
      'qwertyuiopasdfgh',
      'ｐａｓｓｗｏｒｄ１２３４５６７８',
    ]
    for (const one of typed) expect(await weaknessOf(one), one).toBe('guessable')
    expect(await weaknessOf('password12345678'.repeat(9))).toBe('guessable')
    for (const one of ['password', 'Sunshine']) expect(await weaknessOf(one), one).toBe('common')
    expect(await findWeakness('password12345678', defaultPolicy)).toBe('guessable')
  })
  it('does not include a row of unrelated words, even if each of them is on a list', async () => {
    const typed = [
      'brand new meadow 4471',
      password,
      'seven mossy stones by noon',
      'purple harbor ticket',
      'welcome to the jungle',
      'correcthorsebatterystaple',
    ]
    for (const one of typed) expect(await weaknessOf(one), one).toBeUndefined()
  })
  it('does not include unusual passwords, in any script and of any length', async () => {
    for (const one of ['雨の日は本を読んで過ごすのが好きです', 'kX9#qLm2', '🌵🐝🎈🧊🥨🪁🧵🎻'])
      expect(await weaknessOf(one), one).toBeUndefined()
  })
  it('is estimated quickly, however long it is', async () => {
    const began = performance.now()
    for (const piece of ['a1@$s!0eo3l', 'qwe4sd', 'correct horse ']) await weaknessOf(piece.repeat(80).slice(0, 1000))
    expect(performance.now() - began).toBeLessThan(5000)
  })
})
