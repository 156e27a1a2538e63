import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Place } from '../../testing/open-test-database.ts'
import { openPlace, sqldPlace, TEST_SECRET, testPlace } from '../../testing/open-test-database.ts'
import { deriveKeys } from '../crypto/keys.ts'
import type { Database } from '../db/database.ts'
import { auditCheckpoints, auditEvents } from '../db/schema.ts'
import { createChain } from './chain.ts'
import { createNotary } from './checkpoint.ts'
import { makeCheckpoint, makeCheckpoints, RecordBroken } from './make-checkpoints.ts'
import { record } from './record.ts'
import { verifyRecord } from './verify.ts'

const keys = deriveKeys(TEST_SECRET)
const chain = createChain(keys)
const notary = createNotary(keys)
const clock = { now: () => Date.UTC(2026, 10, 24, 9), wait: async () => undefined }

const places: [string, () => Promise<Place>][] = [
  ['in a file', testPlace],
  ['on a libSQL server', sqldPlace],
]

describe.each(places)('the audit log %s', (where, open) => {
  let place: Place
  let db: Database
  beforeEach(async () => {
    place = await open()
    db = await openPlace(place.settings)
  })
  afterEach(async () => {
    await db.close()
    await place.remove()
  })

  const write = (count: number, to = db, realm = 'r_1') =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        to.write((tx) =>
          record(tx, {
            at: clock.now() + n,
            name: 'flow.started',
            actor: 'person',
            realm,
            flow: `f_${n}`,
            details: { n, said: 'ü "\0' },
          }),
        ),
      ),
    )
  const verify = (anchors = {}) => verifyRecord({ reader: db.read, chain, publicKey: notary.publicKey, ...anchors })
  const checkpoint = () => makeCheckpoints({ db, chain, notary, clock }, () => undefined)
  /** What an attacker can do with the database, but without the secret. */
  const tamper = (...statements: string[]) =>
    db.write(async (tx) => {
      for (const trigger of ['events_no_update', 'events_no_delete', 'checkpoints_no_update', 'checkpoints_no_delete'])
        await tx.run(sql.raw(`DROP TRIGGER IF EXISTS audit_${trigger}`))
      for (const statement of statements) await tx.run(sql.raw(statement))
    })

  it('is intact when nobody changed it, with and without checkpoints', async () => {
    expect(await verify()).toMatchObject({ events: 0, ok: true, firstBroken: null })
    await write(30)
    expect(await verify()).toMatchObject({ events: 30, ok: true, firstBroken: null, checkpoints: 0 })
    await checkpoint()
    await write(5)
    expect(await verify()).toMatchObject({ events: 35, ok: true, firstBroken: null, checkpoints: 1 })
  })

  it('is one chain when two processes write at once, and has no gap where a write was rolled back', async () => {
    const other = await openPlace(place.settings)
    const undone = db.write(async (tx) => {
      await record(tx, { at: 1, name: 'flow.started', actor: 'person' })
      throw new RangeError('mine')
    })
    await Promise.all([write(40), write(40, other), expect(undone).rejects.toThrow(RangeError)])
    await other.close()
    expect(await verify()).toMatchObject({ events: 80, ok: true })
    expect(await db.read.all(sql`SELECT max(id) AS last, count(*) AS count FROM audit_events`)).toEqual([{ last: 80, count: 80 }])
  })

  const attacks: [string, string[], number][] = [
    ['a changed name', ["UPDATE audit_events SET name = 'flow.cancelled' WHERE id = 7"], 7],
    ['a changed detail', [`UPDATE audit_events SET details = replace(details, '6', '9') WHERE id = 7`], 7],
    ['a changed time', ['UPDATE audit_events SET at = at + 1 WHERE id = 7'], 7],
    ['a time that no program can hold', ['UPDATE audit_events SET at = 9223372036854775807 WHERE id = 7'], 7],
    ['an empty field that was none', ["UPDATE audit_events SET account = '' WHERE id = 7"], 7],
    ['a changed link', ['UPDATE audit_events SET link = (SELECT link FROM audit_events WHERE id = 6) WHERE id = 7'], 7],
    ['a deleted event', ['DELETE FROM audit_events WHERE id = 7'], 7],
    [
      'a deleted event and the rest moved up',
      ['DELETE FROM audit_events WHERE id = 7', 'UPDATE audit_events SET id = id - 1 WHERE id > 7'],
      7,
    ],
    [
      'two swapped events',
      [
        'UPDATE audit_events SET id = -1 WHERE id = 7',
        'UPDATE audit_events SET id = 7 WHERE id = 9',
        'UPDATE audit_events SET id = 9 WHERE id = -1',
      ],
      7,
    ],
    [
      'an inserted event in the middle',
      [
        'UPDATE audit_events SET id = -id WHERE id >= 7',
        'UPDATE audit_events SET id = 1 - id WHERE id < 0',
        'INSERT INTO audit_events (id, at, name, actor, details, link) SELECT 7, at, name, actor, details, link FROM audit_events WHERE id = 6',
      ],
      7,
    ],
    [
      'an inserted event at the end',
      [
        'INSERT INTO audit_events (id, at, name, actor, details, link) SELECT 31, at, name, actor, details, link FROM audit_events WHERE id = 30',
      ],
      31,
    ],
    [
      'an inserted event far away',
      [
        'INSERT INTO audit_events (id, at, name, actor, details, link) SELECT 9223372036854775807, at, name, actor, details, link FROM audit_events WHERE id = 30',
      ],
      31,
    ],
    [
      'an inserted event before the first',
      [
        'INSERT INTO audit_events (id, at, name, actor, details, link) SELECT -3, at, name, actor, details, link FROM audit_events WHERE id = 30',
      ],
      1,
    ],
    ['the first events cut off', ['DELETE FROM audit_events WHERE id < 7'], 1],
    ['the last event cut off', ['DELETE FROM audit_events WHERE id = 30'], 30],
    ['all events cut off', ['DELETE FROM audit_events'], 1],
    [
      'the end cut off and the head copied from what is left',
      [
        'DELETE FROM audit_events WHERE id > 25',
        "UPDATE meta SET value = (SELECT '25 ' || link FROM audit_events WHERE id = 25) || ' ' || substr(value, -43) WHERE name = 'audit-head'",
      ],
      26,
    ],
    ['the end and the head cut off', ['DELETE FROM audit_events WHERE id > 25', "DELETE FROM meta WHERE name = 'audit-head'"], 26],
    [
      'a pruning that nobody recorded',
      [
        "INSERT INTO audit_events (id, at, name, actor, details, link) SELECT 31, at, 'audit.pruned', actor, '{\"through\":20}', link FROM audit_events WHERE id = 30",
        'DELETE FROM audit_events WHERE id <= 20',
      ],
      31,
    ],
  ]
  // Starting a server takes a second each time, and what could differ there is the same for each kind.
  const some = attacks.filter(([attack]) =>
    /^(a changed name|a deleted event|two swapped|an inserted event in|the last event|all events)/.test(attack),
  )
  it.each(where === 'in a file' ? attacks : some)('shows %s', async (_attack, statements, firstBroken) => {
    await write(20)
    await checkpoint()
    await write(10)
    await tamper(...statements)
    expect(await verify()).toMatchObject({ ok: false, firstBroken })
  })

  it('still shows the cut after the server has written more events', async () => {
    await write(30)
    await tamper(
      'DELETE FROM audit_events WHERE id > 25',
      "UPDATE meta SET value = (SELECT '25 ' || link FROM audit_events WHERE id = 25) || ' ' || substr(value, -43) WHERE name = 'audit-head'",
    )
    await write(10)
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 26 })
  })

  it('shows a changed, a removed and a forged checkpoint, and signs nothing that is broken', async () => {
    await write(20)
    await checkpoint()
    await write(10)
    await checkpoint()
    expect(await verify()).toMatchObject({ ok: true, checkpoints: 2 })
    await tamper('UPDATE audit_checkpoints SET at = at + 1 WHERE number = 2')
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 21 })
    await tamper('DELETE FROM audit_checkpoints WHERE number = 1')
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 1 })
    await tamper('DELETE FROM audit_checkpoints', 'UPDATE audit_events SET at = 1 WHERE id = 1')
    await expect(makeCheckpoint({ db, chain, notary, clock })).rejects.toThrow(RecordBroken)
  })

  it('shows by checkpoints kept elsewhere that an old copy of the whole database was put back', async () => {
    await write(20)
    await checkpoint()
    const copy = await db.read.select().from(auditEvents)
    const [head] = await db.read.all<{ value: string }>(sql`SELECT value FROM meta WHERE name = 'audit-head'`)
    await write(10)
    await checkpoint()
    const anchors = await db.read.select().from(auditCheckpoints)
    await tamper(
      `DELETE FROM audit_events WHERE id > ${copy.length}`,
      'DELETE FROM audit_checkpoints WHERE number = 2',
      `UPDATE meta SET value = '${head?.value}' WHERE name = 'audit-head'`,
    )
    expect(await verify(), 'the copy alone verifies').toMatchObject({ ok: true, events: 20 })
    expect(await verify({ anchors })).toMatchObject({ ok: false, firstBroken: 21 })
    await write(10, db, 'r_2')
    await checkpoint()
    expect(await verify(), 'and it continues').toMatchObject({ ok: true, events: 30 })
    expect(await verify({ anchors }), 'as a different audit log than the signed one').toMatchObject({ ok: false, firstBroken: 21 })
  })

  it('makes no checkpoint for each event while events keep arriving', async () => {
    await write(10)
    let isOver = false
    const writer = (async () => {
      while (!isOver) await write(1)
    })()
    await checkpoint()
    isOver = true
    await writer
    expect((await db.read.select().from(auditCheckpoints)).length).toBeLessThanOrEqual(2)
    await checkpoint()
    expect(await verify()).toMatchObject({ ok: true })
  })

  it('has one sequence of checkpoints, whichever process makes them', async () => {
    await write(50)
    const other = await openPlace(place.settings)
    const made = await Promise.all([db, other].map((each) => makeCheckpoint({ db: each, chain, notary, clock })))
    await other.close()
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await verify()).toMatchObject({ ok: true, checkpoints: 1 })
  })
})
