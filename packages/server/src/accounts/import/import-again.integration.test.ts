import { hash as bcrypt } from '@node-rs/bcrypt'
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importLines } from '../../../testing/import-lines.ts'
import type { TestWorld } from '../../../testing/open-world.ts'
import { openWorld } from '../../../testing/open-world.ts'
import { MAIL } from '../../../testing/people.ts'
import { accounts, destinations } from '../../db/schema.ts'

const OLD = 'quiet lanterns drift'
const NEW = 'another lantern by the sea'

describe('a file that is imported again', () => {
  let world: TestWorld
  let passwordHash: string
  beforeEach(async () => {
    world = await openWorld()
    passwordHash = await bcrypt(OLD, { cost: 4 })
  })
  afterEach(() => world.close())

  const jane = (more: object = {}) => ({
    accountId: 'jane',
    identifiers: [{ kind: 'email', value: MAIL }],
    destinations: [{ channel: 'email', value: MAIL, verified: true }],
    ...more,
  })
  const result = async (password: string) => (await world.signIn(MAIL, password)).body.result
  const row = async (id = 'jane') => (await world.db.read.select().from(accounts).where(eq(accounts.id, id)))[0]
  async function recover() {
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    const { body } = await world.answer(flow, { type: 'new-password', password: NEW })
    expect(body.flow.step.type).toBe('done')
  }

  it('never restores an old password, as a hash or in the clear, and counts the passwords that it kept', async () => {
    for (const secret of [{ passwordHash }, { password: OLD }]) {
      await importLines(world, [jane(secret)], { ifChosenHere: 'replace' })
      await recover()
      const before = await row()
      const again = await importLines(world, [jane(secret), jane({ accountId: 'joe', identifiers: [{ kind: 'handle', value: 'joe' }] })])
      expect(again).toMatchObject({ changed: expect.any(Number), passwordsKept: 1, refused: 0 })
      expect(await row()).toMatchObject({ generation: before?.generation, passwordHash: before?.passwordHash })
      expect(await result(OLD)).toBe('refused')
      expect(await result(NEW)).toBe('ok')
    }
  })

  it('keeps a password that was chosen here even if the file has another hash, unless it should be replaced', async () => {
    await importLines(world, [jane({ passwordHash })])
    await recover()
    const other = await bcrypt('the third lantern glows', { cost: 4 })
    expect(await importLines(world, [jane({ passwordHash: other })])).toMatchObject({ passwordsKept: 1 })
    expect(await result(NEW)).toBe('ok')
    expect(await importLines(world, [jane({ passwordHash: other })], { ifChosenHere: 'replace' })).toMatchObject({ passwordsKept: 0 })
    expect(await result(NEW)).toBe('refused')
    expect(await result('the third lantern glows')).toBe('ok')
    // The site owns the password again, so its changes are accepted.
    expect(await importLines(world, [jane({ passwordHash })])).toMatchObject({ passwordsKept: 0 })
    expect(await result(OLD)).toBe('ok')
  })

  it('changes nothing after a sign-in has renewed the hash, in whatever spelling and order it comes', async () => {
    const two = {
      identifiers: [
        { kind: 'email', value: MAIL },
        { kind: 'handle', value: 'jane_doe' },
      ],
      destinations: [
        { channel: 'email', value: MAIL, verified: true },
        { channel: 'phone', value: '+4915112345642', verified: true },
      ],
    }
    await importLines(world, [jane({ ...two, passwordHash })])
    expect(await result(OLD)).toBe('ok')
    const before = await row()
    const turned = { identifiers: two.identifiers.toReversed(), destinations: two.destinations.toReversed() }
    await importLines(world, [jane({ ...turned, passwordHash: passwordHash.replace('$2b$', '$2y$') })])
    expect(await row()).toMatchObject({ generation: before?.generation, passwordHash: before?.passwordHash, givenHash: before?.givenHash })
    expect(await result(OLD)).toBe('ok')
  })

  it('only remembers the first hash of an account from before hashes were remembered, and sets the next one as its password', async () => {
    await importLines(world, [jane({ passwordHash })])
    await recover()
    await world.db.write((tx) => tx.update(accounts).set({ givenHash: '' }))
    expect(await importLines(world, [jane({ passwordHash })])).toMatchObject({ passwordsKept: 1 })
    expect(await result(OLD)).toBe('refused')
    expect((await world.addAccount('jane', { ...jane({ passwordHash }), accountId: undefined })).status).toBe(200)
    expect(await result(NEW)).toBe('ok')
  })

  it('leaves out a value that can’t be read, imports the account, and reports line, property and reason', async () => {
    const phone = (value: string) => ({ destinations: [{ channel: 'phone', value, verified: true }] })
    const of = (n: number, more: object) => ({
      accountId: `a${n}`,
      identifiers: [
        { kind: 'email', value: `person${n}@example.com` },
        { kind: 'phone', value: '+4930123456 ext. 12' },
        { kind: 'colour', value: 'red' },
        { kind: 'email', value: `Person${n}@Example.com` },
        { kind: 'handle', value: 'taken' },
      ],
      ...more,
    })
    const lines = [
      jane({ identifiers: [{ kind: 'handle', value: 'taken' }] }),
      of(2, {
        ...phone('+4930123456 ext. 12'),
        locale: 'no locale!',
        signsInWith: ['Google', '<b>'],
        facts: { 'account-made': 'last year' },
      }),
    ]
    const reasons = [
      ['identifiers.1.value', /^is a phone number with an extension/],
      ['identifiers.2.kind', /^expected .*"email"/],
      ['identifiers.3', /^is given twice$/],
      ['destinations.0.value', /^is a phone number with an extension/],
      ['signsInWith.1', /plain name/],
      ['facts.account-made', /cannot be read/],
      ['locale', /./],
      ['identifiers.4', /^belongs to another account$/],
    ] as const
    const strict = await importLines(world, lines, { strict: true })
    expect(strict).toMatchObject({ created: 1, refused: 1, leftOutLines: [] })
    const done = await importLines(world, lines)
    expect(done).toMatchObject({ created: 1, changed: 1, refused: 0 })
    expect(done.leftOutLines).toEqual(reasons.map(([property, reason]) => ({ line: 2, property, reason: expect.stringMatching(reason) })))
    expect(done.leftOut).toMatchObject({ 'identifiers.value': 1, 'identifiers': 2, 'locale': 1 })
    const isMeant = and(eq(destinations.account, 'a2'), eq(destinations.channel, 'phone'))
    expect(await world.db.read.$count(destinations, isMeant)).toBe(0)
    expect(await row('a2')).toMatchObject({ signsInWith: ['Google'], facts: {} })
  })

  it('imports an account without an unverifiable hash, counts them by form, and keeps an existing password', async () => {
    const forms: Record<string, string> = {
      '$P$BVbptZRF6xk.gEQXJ0qbVpcyM9.tO3.': 'phpass (WordPress, phpBB)',
      '$wp$2y$10$607XKVrBjPEqujeOXNwbYuOJ.gPMd2TelMMknmeV70Kap1E81Ovo6': 'WordPress 6.8',
      'pbkdf2_sha256$600000$c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g=': 'Django',
      'argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA': 'Django',
      'AQAAAAIAAYagAAAAEDx5Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNA==': 'ASP.NET Identity',
      '$pbkdf2$29000$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaGhhc2g': 'passlib PBKDF2-SHA-1',
      '$S$DxVn7wubSRzoK9X2pkGx4njeDRkLEgdqPphc2ZXkkb8Viy8JEGf3': 'Drupal 7',
      '{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=': 'LDAP or Spring',
      '$5$rounds=5000$saltsalt$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g': 'crypt with SHA-256',
      '$6$saltsalt$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g': 'crypt with SHA-512',
      [`${'a1'.repeat(16)}:${'b2'.repeat(64)}`]: 'better-auth',
      'scrypt:32768:8:1$salt$0123456789abcdef': 'Werkzeug',
      '$2x$10$AgAeHUkt1.9W6tDyzZ6Vb.6UlkdPWwiFHuJ4XkxbGn2A6z8G4v2Te': 'bcrypt $2x$',
      '$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7': 'yescrypt',
      '$2b$31$AgAeHUkt1.9W6tDyzZ6Vb.6UlkdPWwiFHuJ4XkxbGn2A6z8G4v2Te': 'bcrypt that is damaged, or above cost 15',
      'plain-text': 'a form that is not known',
    }
    const lines = Object.keys(forms).map((form, n) => ({
      accountId: `a${n}`,
      identifiers: [{ kind: 'handle', value: `person${n}` }],
      destinations: [],
      passwordHash: form,
    }))
    const counts: Record<string, number> = {}
    for (const form of Object.values(forms)) counts[form] = (counts[form] ?? 0) + 1
    const done = await importLines(world, [
      ...lines,
      { ...lines[0], accountId: 'empty', identifiers: [{ kind: 'handle', value: 'empty' }], passwordHash: null },
    ])
    expect(done.refusals).toEqual([])
    expect(done).toMatchObject({ created: lines.length + 1, refused: 0, withoutPassword: { ...counts, 'a form that is not known': 2 } })
    expect(done.leftOutLines[0]).toEqual({
      line: 1,
      property: 'passwordHash',
      reason:
        'is not a form or cost that is verified (phpass (WordPress, phpBB)): write Argon2, bcrypt, scrypt or PBKDF2, in PHC or modular crypt form, or leave the hash out, and this person recovers',
    })
    expect(await row('a0')).toMatchObject({ passwordHash: null, givenHash: null })
    const put = await world.call('PUT', '/v1/accounts/a0', { ...lines[0], accountId: undefined }, world.back)
    expect(put.status).toBe(422)
    expect(put.body).toMatchObject({ errors: [{ path: 'passwordHash', message: expect.stringMatching(/bcrypt.*leave the hash out/) }] })

    await importLines(world, [jane({ passwordHash })])
    expect(await importLines(world, [jane({ passwordHash: Object.keys(forms)[0] })])).toMatchObject({ withoutPassword: {} })
    expect(await result(OLD)).toBe('ok')
  })
})
