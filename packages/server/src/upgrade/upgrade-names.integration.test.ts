/** A database of the first release: its names are rewritten in today's form, in batches that may be interrupted. */
import { and, eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { accounts, auditEvents, destinations, flows, identifiers, lostNames, meta, realms, signInFailures } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { failuresOfName } from '../directory/count-sign-in.ts'
import { upgradeNames } from './upgrade-names.ts'

let world: TestWorld
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

type Kind = 'email' | 'phone' | 'handle'
/** Written as by the first release. */
async function old(id: string, names: [Kind, string][], createdAt: number, more: { to?: string; phone?: string } = {}) {
  await world.db.write(async (tx) => {
    const realm = world.realm
    await tx.insert(accounts).values({ realm, id, createdAt, updatedAt: createdAt })
    for (const [place, [kind, value]] of names.entries()) await tx.insert(identifiers).values({ realm, kind, value, account: id, place })
    const to = { realm, account: id, verified: true, since: createdAt }
    await tx.insert(destinations).values({ ...to, channel: 'email', value: more.to ?? `${id}@example.com`, place: 0 })
    if (more.phone) await tx.insert(destinations).values({ ...to, channel: 'phone', value: more.phone, place: 1 })
  })
}
const run = (onProgress?: () => void) => {
  const { db, keys, seal, clock } = world.deps
  return upgradeNames({ db, keys, seal, clock, ...(onProgress && { onProgress }) })
}
const namesOf = async (account: string) =>
  (await world.db.read.select({ value: identifiers.value }).from(identifiers).where(eq(identifiers.account, account))).map(
    ({ value }) => value,
  )
const shownTo = async (typed: string) => {
  const { named } = await world.name(typed)
  const step = named.body.flow?.step
  return step?.type === 'choose-method' ? step.methods.flatMap(({ masked }) => masked ?? []) : named.text
}

it('rewrites each name in the form in which it is compared now, and every spelling leads to the same account', async () => {
  await old(
    'a',
    [
      ['handle', 'Özgür'],
      ['email', 'straße@example.org'],
    ],
    1,
  )
  await old('b', [['phone', '+5215512345678']], 2, { phone: '+5215512345678' })
  await old('c', [['handle', 'ja\ufe0fne']], 3)
  await run()
  expect(await namesOf('a')).toEqual(expect.arrayContaining(['özgür', 'strasse@example.org']))
  expect(await namesOf('b')).toEqual(['+525512345678'])
  expect(await namesOf('c')).toEqual(['jane'])
  const numbers = await world.db.read.select().from(destinations).where(eq(destinations.channel, 'phone'))
  expect(numbers.map(({ value }) => value)).toEqual(['+525512345678'])
  for (const typed of ['ÖZGÜR', 'özgür', 'O\u0308zgu\u0308r', '@Özgür', 'STRASSE@example.org', 'straße@EXAMPLE.org'])
    expect(await shownTo(typed), typed).toEqual(['a•••@e•••'])
  const [row] = await world.db.read.select().from(identifiers).where(eq(identifiers.value, 'özgür'))
  expect(row?.skeleton).toBeTruthy()
})

it('gives a name that became equal to another to the older account, and nobody gets into another’s', async () => {
  await old(
    'young',
    [
      ['handle', 'ıŞık'],
      ['email', 'young@example.com'],
    ],
    300,
  )
  await old('old', [['handle', 'işik']], 100)
  await old('middle', [['handle', 'Işik']], 200)
  await run()
  expect(await namesOf('old')).toEqual(['işik'])
  expect(await namesOf('young')).toEqual(['young@example.com'])
  expect(await namesOf('middle')).toEqual([])
  for (const typed of ['IŞIK', 'ışık', 'işik', 'İŞİK']) expect(await shownTo(typed), typed).toEqual(['o•••@e•••'])
  const lost = await world.db.read.select().from(lostNames)
  expect(lost.map(({ account, keptBy }) => [account, keptBy]).sort()).toEqual([
    ['middle', 'old'],
    ['young', 'old'],
  ])
  const events = await world.db.read.select().from(auditEvents).where(eq(auditEvents.name, 'account.name-lost'))
  expect(new Set(events.map(({ account }) => account))).toEqual(
    new Set(['middle', 'young'].map((id) => accountDigest(world.deps.keys, world.realm, id))),
  )
})

it('lists for every account that lost a name which one has it in the end, in any order of comparison', async () => {
  // "Ⅸ" sorts after "ix" and last of all, so the older accounts are read later.
  await old('youngest', [['handle', 'ix']], 300)
  await old('middle', [['handle', 'Ⅸ']], 200)
  await old('oldest', [['handle', 'ⅸ']], 100)
  await run()
  expect([await namesOf('youngest'), await namesOf('middle'), await namesOf('oldest')]).toEqual([[], [], ['ix']])
  const lost = await world.db.read.select().from(lostNames)
  expect(lost.map(({ account, keptBy }) => [account, keptBy]).sort()).toEqual([
    ['middle', 'oldest'],
    ['youngest', 'oldest'],
  ])
})

it('removes an entry from the list when the site gives the account another name', async () => {
  await old('young', [['handle', 'Özil']], 200)
  await old('old', [['handle', 'özil']], 100)
  await run()
  expect(await world.db.read.select().from(lostNames)).toHaveLength(1)
  await world.addAccount('young', { identifiers: [{ kind: 'handle', value: 'ozil2' }], destinations: [] })
  expect(await world.db.read.select().from(lostNames)).toEqual([])
})

it('continues after being killed in the middle, handles each row once, and does nothing when it is done', async () => {
  const many = Array.from({ length: 2500 }, (_, n) => [`Ü${n}`, `id${n}`])
  await world.db.write(async (tx) => {
    await tx.run(sql`INSERT INTO ${accounts} (realm, id, generation, created_at, updated_at)
      SELECT ${world.realm}, value->>1, 1, 1, 1 FROM json_each(${JSON.stringify(many)})`)
    await tx.run(sql`INSERT INTO ${identifiers} (realm, kind, value, account, place)
      SELECT ${world.realm}, 'handle', value->>0, value->>1, 0 FROM json_each(${JSON.stringify(many)})`)
  })
  const kill = () => {
    throw new Error('killed')
  }
  let killed = 0
  for (;;) {
    const ended = await run(kill).catch((error: Error) => error)
    if (ended === undefined) break
    expect(ended.message).toBe('killed')
    killed += 1
  }
  expect(killed).toBeGreaterThanOrEqual(3)
  const [{ count } = { count: 0 }] = await world.db.read.all<{ count: number }>(
    sql`SELECT count(*) AS count FROM ${identifiers} WHERE value GLOB 'ü*' AND skeleton IS NOT NULL`,
  )
  expect(count).toBe(2500)
  await run(kill)
  expect(await world.db.read.select().from(meta).where(eq(meta.name, 'names upgrade'))).toEqual([])
})

it('does the same if two processes run it at once', async () => {
  await old('young', [['handle', 'Özil']], 200)
  await old('old', [['handle', 'özil']], 100)
  await Promise.all([run(), run()])
  expect([await namesOf('old'), await namesOf('young')]).toEqual([['özil'], []])
  expect(await world.recorded('account.name-lost')).toEqual([{ kind: 'handle' }])
})

it('opens no lock: counts under the old form are kept', async () => {
  await old('a', [['handle', 'Özil']], 1)
  const { keys } = world.deps
  const [before, after] = ['Özil', 'özil'].map((value) => failuresOfName(keys, world.realm, { kind: 'handle', value }).others)
  const row = { realm: world.realm, name: before ?? '', count: 7, recent: [], lockedUntil: 9e15, updatedAt: world.now() }
  await world.db.write((tx) => tx.insert(signInFailures).values(row))
  await run()
  const rows = await world.db.read.select().from(signInFailures)
  expect(rows.map(({ name, count, lockedUntil }) => ({ name, count, lockedUntil }))).toEqual([{ name: after, count: 7, lockedUntil: 9e15 }])
  expect((await world.signIn('ÖZİL', 'anything')).body.result).toBe('locked')
})

it('keeps old attempts findable by the name they were made for', async () => {
  await old('a', [['handle', 'Özil']], 1)
  const digest = (value: string) => world.deps.keys.digest('flow-identifier', world.realm, 'name', 'handle', value)
  const { body } = await world.start()
  await world.db.write((tx) =>
    tx
      .update(flows)
      .set({ name: digest('Özil') })
      .where(eq(flows.id, body.flow.id)),
  )
  await run()
  const isIt = and(eq(flows.id, body.flow.id), eq(flows.name, digest('özil')))
  expect(await world.db.read.select().from(flows).where(isIt)).toHaveLength(1)
})

it('detects which realms have numeric user names', async () => {
  await old('a', [['handle', '4711234']], 1)
  await run()
  const [realm] = await world.db.read.select().from(realms).where(eq(realms.id, world.realm))
  expect(realm?.numericHandles).toBe(true)
  world.turnClock(2000)
  expect(await shownTo('4711234')).toEqual(['a•••@e•••'])
})

it('draws one decoy for all spellings of an unknown name', async () => {
  await run()
  const drawn = new Set<string>()
  for (const typed of ['ÖTZI', 'ötzi', 'Ötzi', 'o\u0308tzi', '@ötzi', 'ötzı', 'Ｏ\u0308tzi'])
    drawn.add(JSON.stringify(await shownTo(typed)))
  expect(drawn.size).toBe(1)
})

it('skips a realm that cannot be read, and continues with the others', async () => {
  await old('a', [['handle', 'Özil']], 1)
  const broken = await world.found('Broken', 'https://broken.example', {})
  const isBroken = eq(realms.id, broken.realm)
  const [{ policy } = { policy: '' }] = await world.db.read.select({ policy: realms.policy }).from(realms).where(isBroken)
  await world.db.write(async (tx) => {
    await tx.update(realms).set({ policy: '{' }).where(isBroken)
    await tx.insert(accounts).values({ realm: broken.realm, id: 'b', createdAt: 1, updatedAt: 1 })
    await tx.insert(identifiers).values({ realm: broken.realm, kind: 'handle', value: 'Ümit', account: 'b', place: 0 })
  })
  await run()
  expect([await namesOf('a'), await namesOf('b')]).toEqual([['özil'], ['Ümit']])
  await world.db.write((tx) => tx.update(realms).set({ policy }).where(isBroken))
  await run()
  expect(await namesOf('b')).toEqual(['ümit'])
})
