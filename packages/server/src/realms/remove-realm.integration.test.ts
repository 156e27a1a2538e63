import { setImmediate as turn } from 'node:timers/promises'
import type { PolicyInput } from '@regain/core'
import { eq, getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { listEvents } from '../audit/list-events.ts'
import * as schema from '../db/schema.ts'
import { accounts, auditEvents, outbox, realms } from '../db/schema.ts'
import { countRealm, emptyRealm, shutRealm } from './remove-realm.ts'
import { kept } from './rows-of-realm.ts'

const NEW = 'quiet lanterns drift over stones'
const tables = Object.values<unknown>(schema).filter((one) => is(one, SQLiteTable))

describe('a realm that is removed', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.close())

  const named = (id: string) => ({ id, name: `realm ${id}` })
  const shut = (id: string) => world.db.write((tx) => shutRealm(tx, named(id), world.now()))
  const empty = (realm: string, onProgress: () => void = () => undefined) => emptyRealm({ realm, onProgress }, world.deps)
  const found = (name: string, policy: PolicyInput = {}) => world.found(name, `https://${name}.example`, policy)

  /** Rows that contain one of these words as text, by table. */
  async function rowsWith(words: readonly string[]): Promise<string[]> {
    const rows: string[] = []
    for (const table of tables.filter((one) => !kept.has(one)))
      for (const row of await world.db.read.all<Record<string, unknown>>(sql`SELECT * FROM ${table}`)) {
        const text = `${getTableName(table)} ${JSON.stringify(row)}`
        if (words.some((word) => text.includes(word))) rows.push(text)
      }
    return rows.sort()
  }

  // A realm has one row of these; tables that depend on others come later.
  const once: SQLiteTable[] = [schema.realms, schema.sites, schema.realmReadiness, schema.reminderRounds]
  const others = tables.filter((table) => !once.includes(table) && !kept.has(table))

  /** A row in each of these tables, generated from its columns; `n` distinguishes those of one realm. */
  const fill = (realm: string, n: number, these: readonly SQLiteTable[]) =>
    world.db.write(async (tx) => {
      const [flow, about, account] = ['flow', 'case', 'account'].map((what) => `${what} ${n} ${realm}`)
      const given: Record<string, string | undefined> = { realm, site: `site ${realm}`, flow, 'case': about, account }
      Object.assign(given, { 'realms.id': realm, 'sites.key': given.site, 'flows.id': flow, 'cases.id': about })
      given['meta.name'] = `import ${realm} ${n}`
      for (const table of these) {
        const row = Object.entries(getTableColumns(table)).flatMap(([column, { dataType, enumValues, notNull, primary, columnType }]) => {
          const value = given[`${getTableName(table)}.${column}`] ?? given[column]
          if (value !== undefined) return [[column, value]]
          // SQLite numbers them, or they may be absent.
          if ((primary && columnType === 'SQLiteInteger') || (!notNull && dataType !== 'string')) return []
          if (dataType === 'string') return [[column, enumValues?.[n % enumValues.length] ?? `${column} ${n} ${realm}`]]
          return [[column, dataType === 'boolean' ? false : n + 1]]
        })
        await tx.insert(table).values(Object.fromEntries(row))
      }
    })

  it('leaves no row in any table except those that are kept, and deletes none of another realm’s', async () => {
    for (const realm of ['r_gone', 'r_stays']) {
      await fill(realm, 0, [...once, ...others])
      await fill(realm, 1, others)
    }
    // More than one batch, with rows of another realm between them.
    const many = Array.from({ length: 600 }, (_, n) => n + 2)
    await Promise.all(many.flatMap((n) => ['r_gone', 'r_stays'].map((realm) => fill(realm, n, [schema.outbox]))))
    const stays = await rowsWith(['r_stays'])
    await shut('r_gone')
    await expect(
      empty('r_gone', () => {
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect((await rowsWith(['r_gone'])).length, 'it was stopped in the middle').toBeGreaterThan(600)
    await shut('r_gone')
    expect(await empty('r_gone')).toBeGreaterThan(600)
    expect(await rowsWith(['r_gone'])).toEqual([])
    expect(await rowsWith(['r_stays'])).toEqual(stays)
    expect(await world.recorded('realm.removed'), 'and it is logged once').toHaveLength(1)
  })

  it('no longer exists for its sites, ends open work, and sends nothing more', async () => {
    const other = await found('other')
    await world.addAccount('jane', personAt(MAIL))
    await world.addAccount('joan', personAt('joan@example.com'), other)
    const { flow } = await world.toChallenge(MAIL, MAIL)
    const theirs = await world.toChallenge('joan@example.com', 'joan@example.com', { at: other })
    expect(await countRealm(world.db.read, world.realm, world.now())).toEqual({ sites: 1, accounts: 1, openAttempts: 1, cases: 0 })
    await shut(world.realm)
    // This process knew the site a moment ago; the flow has ended anyway.
    expect((await world.look(flow)).body.flow.step).toEqual({ type: 'stopped', because: 'refused' })
    world.turnClock(1000)
    expect((await world.look(flow)).status).toBe(404)
    expect((await world.start()).status).toBe(404)
    expect((await world.signIn(MAIL, NEW)).status).toBe(401)
    expect((await world.call('GET', `/v1/sites/${world.site.siteKey}`, undefined, { origin: world.shop.origin })).status).toBe(404)
    expect(await world.mailsTo(MAIL)).toEqual([])
    expect(await world.mailsTo('joan@example.com')).toHaveLength(1)
    await empty(world.realm)
    expect((await world.look(theirs.flow, other)).body.flow.step.type).toBe('challenge')
    expect(await world.recorded('realm.removed')).toEqual([
      { operator: 'command-line', name: `realm ${world.realm}`, sites: 1, accounts: 1, openAttempts: 1, cases: 0 },
    ])
  })

  it('may be the last one, and its audit log can still be found', async () => {
    await world.addAccount('jane', personAt(MAIL))
    await world.name(MAIL)
    await shut(world.realm)
    await empty(world.realm)
    expect(await world.db.read.$count(realms)).toBe(0)
    const { events } = await listEvents(world.db.read, { actor: 'operator', name: 'realm' }, 10)
    expect(events.map(({ name, realm }) => [name, realm])).toEqual([
      ['realm.removed', world.realm],
      ['realm.created', world.realm],
    ])
    expect((await world.start()).status).toBe(404)
  })

  it.each(['before the change', 'while it is made', 'after it'])(
    'also removes a recovery that finishes at the same moment (%s)',
    async (when) => {
      await world.addAccount('jane', personAt(MAIL))
      const { flow } = await world.toChallenge(MAIL, MAIL)
      await world.deliver()
      await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
      const { account } = (await world.db.read.select().from(schema.flows).where(eq(schema.flows.id, flow.flow.id)))[0] ?? {}
      const isClaimed = sql`${schema.flows.claimedUntil} > 0`
      const remove = async () => {
        if (when === 'while it is made') while ((await world.db.read.$count(schema.flows, isClaimed)) === 0) await turn()
        if (when === 'after it') while ((await world.db.read.$count(accounts, eq(accounts.generation, 2))) === 0) await turn()
        await shut(world.realm)
        await empty(world.realm)
      }
      const [reply] = await Promise.all([world.answer(flow, { type: 'new-password', password: NEW }), remove()])
      const changed = await world.db.read.select().from(auditEvents).where(eq(auditEvents.name, 'password.changed'))
      const [removed] = await world.db.read.select().from(auditEvents).where(eq(auditEvents.name, 'realm.removed'))
      if (reply.status === 200 && reply.body.flow.step.type === 'done') {
        expect(changed).toHaveLength(1)
        expect(changed[0]?.id).toBeLessThan(removed?.id ?? 0)
      } else {
        expect([404, 409]).toContain(reply.status)
        expect(changed).toEqual([])
      }
      if (when === 'after it') expect(reply.status).toBe(200)
      expect(await rowsWith([world.realm, world.site.siteKey, account ?? 'nobody', flow.flow.id])).toEqual([])
      expect(await world.db.read.$count(outbox)).toBe(0)
    },
  )
})
