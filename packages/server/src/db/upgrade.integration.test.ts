import { getTableName, is, sql } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReleaseFacts } from '../../testing/open-release.ts'
import { loadRelease, openRelease, releases } from '../../testing/open-release.ts'
import type { Place } from '../../testing/open-test-database.ts'
import { openPlace, TEST_SECRET } from '../../testing/open-test-database.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN } from '../../testing/open-world.ts'
import { newOperator } from '../../testing/operator.ts'
import { undoing } from '../../testing/undoing.ts'
import { createChain } from '../audit/chain.ts'
import { createNotary } from '../audit/checkpoint.ts'
import { verifyRecord } from '../audit/verify.ts'
import { deriveKeys } from '../crypto/keys.ts'
import { createSeal } from '../crypto/seal.ts'
import { listLostNames } from '../upgrade/list-lost-names.ts'
import { upgradeNames } from '../upgrade/upgrade-names.ts'
import { systemChance } from '../world/chance.ts'
import { systemClock } from '../world/clock.ts'
import { connection } from './connect.ts'
import { migrate } from './migrate.ts'
import * as schema from './schema.ts'

const NEW = 'quiet lanterns drift over stones'
const tables = Object.values<unknown>(schema).filter((one): one is SQLiteTable => is(one, SQLiteTable))

describe.each(releases)('a database of release %s', (release) => {
  let world: TestWorld
  let facts: ReleaseFacts
  beforeEach(async () => {
    ;({ world, facts } = await openRelease(release))
  })
  afterEach(() => world.close())

  const shownTo = async (typed: string) => {
    const { step } = (await world.name(typed)).named.body.flow
    return step.type === 'choose-method' ? [JSON.stringify(step.methods.map(({ method, masked }) => [method, masked]))] : []
  }
  const prove = async (flow: ReleaseFacts['flows']['proven'], to: string) => {
    await world.deliver()
    return (await world.answer(flow, { type: 'challenge', code: world.codeFor(to) })).body.flow.step
  }

  it('has a row in each table of that release, and each of this program’s tables can be read', async () => {
    const names = await world.db.read.all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'table'`)
    for (const table of tables) {
      expect(names.map(({ name }) => name)).toContain(getTableName(table))
      await world.db.read.select().from(table).limit(1)
    }
    expect(await world.db.read.all(sql`PRAGMA foreign_key_check`)).toEqual([])
    for (const name of facts.made) expect(tables.map((table) => getTableName(table))).toContain(name)
  })

  it('keeps its audit log intact', async () => {
    const keys = deriveKeys(TEST_SECRET)
    const verdict = await verifyRecord({ reader: world.db.read, chain: createChain(keys), publicKey: createNotary(keys).publicKey })
    expect(verdict).toMatchObject({ ok: true, firstBroken: null, checkpoints: 1 })
    expect(verdict.events).toBeGreaterThan(50)
  })

  it('lets people sign in with the passwords, codes and devices that they had', async () => {
    const { people } = facts
    expect((await world.signIn(people.jane, people.password, { device: people.device })).body).toMatchObject({
      result: 'ok',
      accountId: 'jane',
    })
    expect((await world.signIn('JANE_DOE', people.password)).body).toMatchObject({ accountId: 'jane' })
    expect((await world.signIn(people.bob, people.password)).body).toMatchObject({ result: 'ok', accountId: 'bob' })
    expect((await world.signIn(people.bob, people.password)).body, 'hashed again meanwhile').toMatchObject({ accountId: 'bob' })
    expect((await world.signIn('locked@example.com', people.password)).body).toMatchObject({ result: 'locked', because: 'operator' })
  })

  it('continues open attempts, and sends waiting codes', async () => {
    expect((await world.look(facts.flows.choosing)).body.flow.step.type).toBe('choose-method')
    expect(await prove(facts.flows.proven, facts.codes.proven)).toMatchObject({ type: 'new-password' })
    const done = await world.answer(facts.flows.proven, { type: 'new-password', password: NEW })
    expect(done.body.flow.step).toMatchObject({ type: 'done', outcome: 'password-changed' })
    expect((await world.signIn(facts.people.jane, NEW)).body.result).toBe('ok')
    expect(await prove(facts.flows.challenged, facts.codes.challenged)).toMatchObject({ type: 'new-password' })
    const nobody = (await world.look(facts.flows.nobody)).body.flow.step
    expect(nobody).toMatchObject({ type: 'challenge', guessesLeft: 5 })
    expect((await world.answer(facts.flows.nobody, { type: 'challenge', code: '00000000' })).body.problem?.code).toBe('code-wrong')
  })

  it('accepts the saved codes and the authenticator app that were set up in it', async () => {
    const ask = async (method: string, code: string) => {
      const { flow, named } = await world.name('kept@example.com')
      const { step } = named.body.flow
      const ref = step.type === 'choose-method' ? step.methods.find((one) => one.method === method)?.ref : undefined
      await world.answer(flow, { type: 'choose-method', ref: ref ?? '' })
      return (await world.answer(flow, { type: 'challenge', code })).body.flow.step.type
    }
    const { saved, secret } = facts.people.kept
    expect(await ask('saved-code', saved[0] ?? '')).toBe('new-password')
    expect(await ask('totp', new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() }))).toBe('new-password')
  })

  it('keeps its links, tokens and keys valid', async () => {
    const headers = { origin: world.shop.origin, authorization: `Bearer ${facts.enrolment}` }
    expect((await world.call('GET', '/v1/security', undefined, headers)).status).toBe(200)
    expect((await world.call('GET', '/v1/accounts/kept', undefined, world.back)).status).toBe(200)
    const owner = undoing(() => world)
    expect(await owner.press(facts.undo)).toBe(200)
    const flow = await owner.begin(facts.undo)
    expect(await owner.prove(flow, 'undone@example.com')).toMatchObject({ flow: { step: { type: 'new-password' } } })
    expect((await owner.choose(flow)).body.flow.step).toMatchObject({ type: 'done' })
  })

  it('gives a name that became equal to another to the older account, lists the pair, and lets nobody into another’s account', async () => {
    const { password } = facts.people
    for (const [n, spellings] of facts.meeting.entries()) {
      const shown = await shownTo(spellings[0])
      for (const spelling of spellings) {
        expect((await world.signIn(spelling, password)).body, spelling).toMatchObject({ accountId: `older${n}` })
        expect(await shownTo(spelling), spelling).toEqual(shown)
      }
      expect((await world.signIn(`newer${n}@example.com`, password)).body).toMatchObject({ accountId: `newer${n}` })
    }
    const met = (await listLostNames(world.db.read)).map(({ account, kept }) => [account, kept])
    expect(met).toEqual(facts.meeting.map((_, n) => [`newer${n}`, `older${n}`]))
  })

  it('draws one decoy for all spellings of an unknown name', async () => {
    for (const spellings of [
      ['Ümläut', 'ümläut', 'U\u0308MLA\u0308UT', '@Ümläut'],
      ['+49 151 00000001', '004915100000001'],
    ]) {
      const shown = await shownTo(spellings[0] ?? '')
      expect(shown).toHaveLength(1)
      for (const spelling of spellings) expect(await shownTo(spelling), spelling).toEqual(shown)
    }
  })

  it('lets its operators continue: the open case, the accounts, the audit log', async () => {
    const olga = newOperator(world)
    for (const [name, value] of facts.operators.olga) olga.jar.set(name, value)
    expect((await olga.send('GET /cases')).status).toBe(200)
    expect((await olga.send('GET /overview')).status).toBe(200)
    const account = await olga.send('GET /accounts/:realm/:account', undefined, { params: { realm: facts.realm, account: 'jane' } })
    expect(account.status).toBe(200)
    expect((await world.app.request(`${ORIGIN}/readyz`)).status).toBe(200)
  })
})

describe.each(releases)('an upgrade from release %s', (release) => {
  let place: Place
  let facts: ReleaseFacts
  beforeEach(async () => {
    ;({ place, facts } = await loadRelease(release))
  })
  afterEach(() => place.remove())

  it('that is killed at any statement is completed by the next start', async () => {
    const connect = connection(place.settings, 'writer')
    let killed = 0
    for (let at = 1; ; at += 7) {
      let left = at
      const dying: typeof connect = async () => {
        const client = await connect()
        const transaction = async (mode: 'write') => {
          const real = await client.transaction(mode)
          return {
            ...real,
            execute: (statement: Parameters<typeof real.execute>[0]) => {
              left -= 1
              if (left <= 0) throw new Error('killed')
              return real.execute(statement)
            },
            commit: () => real.commit(),
            close: () => real.close(),
          }
        }
        return { ...client, transaction, execute: (statement) => client.execute(statement), close: () => client.close() } as typeof client
      }
      const ended = await migrate(dying).then(
        () => 'whole',
        (error: Error) => error.message,
      )
      if (ended === 'whole') break
      expect(ended).toBe('killed')
      killed += 1
    }
    expect(killed).toBeGreaterThan(0)
    const { world } = await openRelease(release, { place: { ...place, remove: async () => undefined }, facts })
    expect((await world.signIn(facts.people.jane, facts.people.password)).body.result).toBe('ok')
    await world.close()
  })

  it('continues where it was after being killed while it rewrote names', async () => {
    const loaded = { place: { ...place, remove: async () => undefined }, facts }
    const db = await openPlace(place.settings)
    const keys = deriveKeys(TEST_SECRET, 'test')
    const needs = { db, keys, seal: createSeal(keys, 'sealed-column', systemChance), clock: { ...systemClock, now: () => facts.now } }
    const killed = () => {
      throw new Error('killed')
    }
    // One batch at a time, until the last.
    let starts = 1
    while (
      await upgradeNames({ ...needs, onProgress: killed }).then(
        () => false,
        () => true,
      )
    )
      starts += 1
    await db.close()
    expect(starts).toBeGreaterThan(1)
    const { world } = await openRelease(release, loaded)
    expect((await world.signIn('ÖZGÜR', facts.people.password)).body).toMatchObject({ accountId: 'older0' })
    await world.close()
  })

  it('cannot be undone by an older program, which refuses the file in a sentence', async () => {
    await (await openPlace(place.settings)).close()
    const client = await connection(place.settings, 'writer')()
    await client.execute("INSERT INTO migrations (name, at) VALUES ('9999_of-a-later-release.sql', 0)")
    client.close()
    await expect(openPlace(place.settings)).rejects.toThrow(
      'The database was changed by a newer Regain (9999_of-a-later-release.sql): run that version, or restore a backup.',
    )
  })
})
