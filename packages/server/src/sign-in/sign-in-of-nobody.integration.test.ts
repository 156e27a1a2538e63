import { hash as bcrypt } from '@node-rs/bcrypt'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { newOperator } from '../../testing/operator.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { accounts, auditEvents, hashForms, signInFailures } from '../db/schema.ts'
import { invite } from '../operators/invite.ts'
import { drawDummyHash } from './dummy-hash.ts'

const PASSWORD = 'quiet lanterns drift'
const HOUR_MS = 3_600_000

let world: TestWorld
beforeEach(async () => {
  world = await openWorld({ limits: { identifyPerAddress: MANY, answerPerAddress: MANY } })
})
afterEach(() => world.close())
const result = async (name: string, password: string, more = {}) => (await world.signIn(name, password, more)).body.result
const handle = (value: string, passwordHash?: string) => ({ identifiers: [{ kind: 'handle', value }], destinations: [], passwordHash })

describe('the time of a sign-in', () => {
  const drawn = (name: string) => drawDummyHash(world.db.read, world.realm, name, world.deps.keys)
  const names = Array.from({ length: 400 }, (_, n) => `name ${n}`)
  const isBcrypt = (hash: string | undefined) => hash?.startsWith('$2b$10$') === true

  it('reveals no imported account: unknown names are checked against the realm’s hash forms, in their shares', async () => {
    expect(await drawn('somebody')).toBeUndefined()
    const imported = await bcrypt(PASSWORD, { cost: 10 })
    const pbkdf2 = `$pbkdf2-sha256$1000$c2FsdHNhbHQ=$${'A'.repeat(43)}=`
    for (const n of [0, 1, 2]) await world.addAccount(`bcrypt${n}`, handle(`bcrypt${n}`, imported))
    await world.addAccount('other', handle('other', pbkdf2))
    await world.addAccount('none', handle('none'))
    const before = await Promise.all(names.map(drawn))
    expect(before.filter(isBcrypt).length).toBeGreaterThan(250)
    expect(before.filter(isBcrypt).length).toBeLessThan(350)
    // A digest as long as theirs, without its padding: PBKDF2 would do its work twice for one byte more.
    expect(before.find((hash) => !isBcrypt(hash))).toBe(`$pbkdf2-sha256$1000$${'A'.repeat(22)}$${'A'.repeat(43)}`)

    // Two of them sign in: no unknown name changes to a form that became rarer.
    for (const n of [0, 1]) expect(await result(`bcrypt${n}`, PASSWORD)).toBe('ok')
    const after = await Promise.all(names.map(drawn))
    const turned = names.filter((_, at) => before[at] !== after[at])
    expect(turned.length).toBeGreaterThan(100)
    for (const name of turned) expect(isBcrypt(after[names.indexOf(name)])).toBe(false)
    for (const name of turned.filter((one) => !isBcrypt(before[names.indexOf(one)])))
      expect(after[names.indexOf(name)]).toMatch(/^\$argon2id\$/)
    await world.call('DELETE', '/v1/accounts/other', undefined, world.back)
    const counts = await world.db.read.select().from(hashForms).where(eq(hashForms.realm, world.realm))
    expect(Object.fromEntries(counts.map(({ form, count }) => [form, count]))).toEqual({
      '$2b$10$': 1,
      '$pbkdf2-sha256$1000$43': 0,
      '$argon2id$v=19$m=19456,t=2,p=1$43': 2,
    })
  })

  it('is the same for an imported hash, an account without a password, and an unknown name', async () => {
    // Several times slower than our own hash.
    await world.addAccount('slow', handle('slow', await bcrypt(PASSWORD, { cost: 12 })))
    await world.addAccount('none', handle('none'))
    const times: Record<string, number[]> = { slow: [], none: [], nobody: [] }
    for (let round = 0; round < 4; round += 1)
      for (const name of Object.keys(times)) {
        const began = performance.now()
        expect(await result(name, `wrong one ${round}`)).toBe('refused')
        times[name]?.push(performance.now() - began)
      }
    const least = (name: string) => Math.min(...(times[name] ?? []))
    for (const name of ['none', 'nobody']) {
      expect(least(name) / least('slow'), name).toBeGreaterThan(0.6)
      expect(least(name) / least('slow'), name).toBeLessThan(1.7)
    }
  })
})

describe('wrong passwords', () => {
  const names = [MAIL, 'jane_doe'] as const
  beforeEach(async () => {
    await world.addAccount('jane', {
      identifiers: [
        { kind: 'email', value: MAIL },
        { kind: 'handle', value: 'jane_doe' },
      ],
      destinations: [{ channel: 'email', value: MAIL, verified: true }],
      passwordHash: await bcrypt(PASSWORD, { cost: 4 }),
    })
  })

  /** As fast as the delays of each name allow. */
  async function guess(count: number, of: readonly string[], more = {}): Promise<Set<string>> {
    const seen = new Set<string>()
    for (let n = 0; n < count; n += 1) {
      world.turnClock(HOUR_MS)
      seen.add(await result(of[n % of.length] ?? '', `guess number ${n}`, more))
    }
    return seen
  }

  it('count for the account under any of its names: a hundred in a row stop sign-in by password, and nothing reveals it', async () => {
    const { device } = (await world.signIn(MAIL, PASSWORD)).body
    const nobody = ['nobody@example.com', 'nobody_at_all']
    expect(await guess(99, names)).toEqual(new Set(['refused']))
    world.turnClock(HOUR_MS)
    expect(await result(MAIL, PASSWORD)).toBe('ok')
    // A right password resets the count.
    expect(await guess(100, names)).toEqual(new Set(['refused']))
    expect(await guess(100, nobody)).toEqual(new Set(['refused']))
    for (const name of [...names, ...nobody]) {
      world.turnClock(HOUR_MS)
      expect(await result(name, PASSWORD), name).toBe('refused')
    }
    // Even after quiet days.
    world.turnClock(40 * 24 * HOUR_MS)
    expect(await result('jane_doe', PASSWORD)).toBe('refused')
    expect(await result(MAIL, PASSWORD, { device })).toBe('ok')
  })

  it('cost the same rows for an unknown name as for a known one', async () => {
    const rows = () => world.db.read.$count(signInFailures)
    await result('jane_doe', 'wrong')
    const once = await rows()
    await result('nobody_at_all', 'wrong')
    expect(await rows()).toBe(2 * once)
    const locked = () => world.db.read.$count(auditEvents, eq(auditEvents.name, 'sign-in.locked'))
    world.turnClock(400 * 24 * HOUR_MS)
    const before = await locked()
    await guess(101, ['jane_doe'])
    const somebody = (await locked()) - before
    await guess(101, ['nobody_at_all'])
    expect((await locked()) - before).toBe(2 * somebody)
  })

  it.each(['unlock', 'new password'])('that lock an account are shown to its owner after proof, and lifted by their %s', async (how) => {
    await guess(101, names)
    const { flow } = await world.toChallenge(MAIL, MAIL, { reason: 'cannot-sign-in' })
    await world.deliver()
    const { body } = await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    expect(body.flow.step).toMatchObject({ type: 'diagnosis', cause: 'too-many-sign-ins', remedies: expect.arrayContaining(['unlock']) })
    if (how === 'unlock') await world.answer(flow, { type: 'remedy', remedy: 'unlock' })
    else {
      await world.answer(flow, { type: 'remedy', remedy: 'new-password' })
      await world.answer(flow, { type: 'new-password', password: 'another lantern by the sea' })
    }
    expect(await result('jane_doe', how === 'unlock' ? PASSWORD : 'another lantern by the sea')).toBe('ok')
    const [row] = await world.db.read.select().from(accounts).where(eq(accounts.id, 'jane'))
    expect(row?.passwordHash).toMatch(/^\$argon2id\$/)
  })

  it('that stopped an account are shown to operators, who can lift the lock', async () => {
    const { link } = await world.db.write((tx) =>
      invite(tx, { email: 'olga@example.com', role: 'owner', by: {} }, { ...world.deps, origin: ORIGIN }),
    )
    const owner = newOperator(world)
    await owner.join(link)
    await guess(101, names)
    await owner.signIn('olga@example.com', { code: owner.code() })
    const at = { params: { realm: world.realm, account: 'jane' } }
    const shown = async () => (await owner.send('GET /accounts/:realm/:account', undefined, at)).body
    expect((await shown()).signIns).toMatchObject({ stoppedSince: world.now() })
    const why = { reason: 'the owner called, and strangers had guessed', cause: 'too-many-sign-ins' } as const
    expect((await owner.send('POST /accounts/:realm/:account/unlock', why, at)).status).toBe(200)
    expect((await shown()).signIns).toMatchObject({ stoppedSince: null, failures: 0 })
    expect(await result('jane_doe', PASSWORD)).toBe('ok')
  })
})
