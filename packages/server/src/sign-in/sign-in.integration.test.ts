import { pbkdf2Sync, scryptSync } from 'node:crypto'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { accounts, auditEvents } from '../db/schema.ts'

const PASSWORD = 'quiet lanterns drift'
const jane = {
  identifiers: [
    { kind: 'email', value: MAIL },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [{ channel: 'email', value: MAIL, verified: true }],
  password: PASSWORD,
}

describe('a sign-in', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld({
      limits: { identifyPerAddress: MANY, answerPerAddress: MANY, signInPerAddress: { burst: 5, perSeconds: 500 } },
    })
    await world.addAccount('jane', jane)
  })
  afterEach(() => world.close())
  const results = async (name: string, passwords: string[], more = {}) => {
    const seen: string[] = []
    for (const password of passwords) seen.push((await world.signIn(name, password, more)).body.result)
    return seen
  }
  const guesses = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `guess number ${n + from}`)

  it('locks the name after four mistakes, longer each time, for unknown names as well', async () => {
    for (const name of ['jane_doe', 'nobody_at_all']) {
      expect(await results(name, guesses(6))).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'locked'])
      for (const [n, seconds] of [30, 120, 600, 3600, 3600].entries()) {
        world.turnClock(seconds * 1000 - 1)
        expect(await results(name, [PASSWORD])).toEqual(['locked'])
        world.turnClock(1)
        expect(await results(name, guesses(1, 10 + n))).toEqual(['refused'])
      }
    }
    expect(await world.db.read.$count(auditEvents, eq(auditEvents.name, 'sign-in.locked'))).toBe(12)
  })

  it('counts the same wrong password once', async () => {
    expect(
      await results(
        MAIL,
        Array.from({ length: 12 }, () => 'the one from before'),
      ),
    ).toEqual(Array.from({ length: 12 }, () => 'refused'))
    expect(await results(MAIL, [PASSWORD])).toEqual(['ok'])
  })

  it('allows five of forty parallel guesses', async () => {
    const replies = await Promise.all(guesses(40).map((password) => world.signIn(MAIL, password)))
    expect(replies.filter(({ body }) => body.result === 'refused')).toHaveLength(5)
  })

  it('lets a familiar device in while strangers keep the name locked, and lets the owner back in by recovery', async () => {
    const { device } = (await world.signIn(MAIL, PASSWORD)).body
    await results(MAIL, guesses(8))
    expect(await results(MAIL, [PASSWORD])).toEqual(['locked'])
    expect(await results(MAIL, [PASSWORD], { device })).toEqual(['ok'])
    expect(await results(MAIL, [PASSWORD], { device: 'somebody else’s' })).toEqual(['ok'])
    await results(MAIL, guesses(8))
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    await world.answer(flow, { type: 'new-password', password: 'another lantern by the sea' })
    expect(await results(MAIL, [PASSWORD], { device })).toEqual(['refused'])
    expect(await results(MAIL, ['another lantern by the sea'])).toEqual(['ok'])
  })

  it('counts only failures of an address, and accepts no text as an address', async () => {
    const ip = '203.0.113.5'
    expect(
      await results(
        MAIL,
        Array.from({ length: 9 }, () => PASSWORD),
        { ip },
      ),
    ).toEqual(Array.from({ length: 9 }, () => 'ok'))
    for (const name of guesses(5)) await world.signIn(name, 'x', { ip })
    expect((await world.signIn('somebody', 'x', { ip })).body.result).toBe('locked')
    expect((await world.signIn('somebody', 'x', { ip: '::ffff:203.0.113.5' })).body.result).toBe('locked')
    expect((await world.signIn('somebody', 'x', { ip: 'unknown' })).status).toBe(400)
  })

  it('renews hashes of four other kinds, and is not fooled by their weaknesses', async () => {
    const salt = Buffer.from('sixteen byte sal')
    const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
    const forms = {
      bcrypt: await bcrypt(PASSWORD, { cost: 10 }),
      scrypt: `$scrypt$ln=14,r=8,p=1$${base64(salt)}$${base64(scryptSync(PASSWORD, salt, 32, { N: 2 ** 14, r: 8, p: 1 }))}`,
      pbkdf2: `$pbkdf2-sha256$100000$${base64(salt)}$${base64(pbkdf2Sync(PASSWORD, salt, 100_000, 32, 'sha256'))}`,
    }
    for (const [kind, passwordHash] of Object.entries(forms)) {
      await world.addAccount(kind, { identifiers: [{ kind: 'handle', value: kind }], destinations: [], passwordHash })
      expect(await results(kind, [`${PASSWORD}\0${PASSWORD}`, `${PASSWORD}${'x'.repeat(80)}`, PASSWORD, PASSWORD]), kind).toEqual([
        'refused',
        'refused',
        'ok',
        'ok',
      ])
      const [row] = await world.db.read.select().from(accounts).where(eq(accounts.id, kind))
      expect(row).toMatchObject({ generation: 1, passwordHash: expect.stringContaining('$argon2id$v=19$m=19456,t=2,p=1$') })
    }
    for (const weak of ['plain', '$2b$31$aaaa', '5f4dcc3b5aa765d61d8327deb882cf99'])
      expect(
        (await world.addAccount('weak', { identifiers: [{ kind: 'handle', value: 'weak' }], destinations: [], passwordHash: weak })).status,
      ).toBe(422)
  })

  // On a libSQL server counting takes longer than hashing, and the queue of hashes never fills.
  it.runIf(process.env.TEST_DATABASE !== 'sqld')(
    'refuses with 503 what is more than it can hash, and drops nobody who is waiting',
    async () => {
      const replies = await Promise.all(Array.from({ length: 170 }, (_, n) => world.signIn(`nobody${n}`, 'x')))
      const [busy, refused] = [503, 200].map((status) => replies.filter((reply) => reply.status === status))
      expect((busy?.length ?? 0) + (refused?.length ?? 0)).toBe(170)
      expect(busy?.length).toBeGreaterThan(0)
      expect(busy?.every(({ headers }) => headers.get('retry-after') === '2')).toBe(true)
      expect(await results(MAIL, [PASSWORD])).toEqual(['ok'])
      world.faults.length = 0
    },
  )
})
