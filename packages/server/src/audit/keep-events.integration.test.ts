import { once } from 'node:events'
import type { Server } from 'node:tls'
import { createServer } from 'node:tls'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loopbackCertificate } from '../../testing/loopback-certificate.ts'
import { openTestDatabase, TEST_SECRET } from '../../testing/open-test-database.ts'
import { deriveKeys } from '../crypto/keys.ts'
import type { Database } from '../db/database.ts'
import { createChain } from './chain.ts'
import { createNotary } from './checkpoint.ts'
import { escapeFormula, exportEvents } from './export-events.ts'
import { listEvents } from './list-events.ts'
import { makeCheckpoints } from './make-checkpoints.ts'
import { pruneRecord } from './prune.ts'
import { record } from './record.ts'
import { shipEvents } from './ship-events.ts'
import { verifyRecord } from './verify.ts'

const keys = deriveKeys(TEST_SECRET)
const chain = createChain(keys)
const notary = createNotary(keys)
const { publicKey } = notary
const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)

let world: Awaited<ReturnType<typeof openTestDatabase>>
let db: Database
beforeEach(async () => {
  world = await openTestDatabase()
  db = world.db
})
afterEach(() => world.close())

const names = ['flow.started', 'challenge.failed', 'challenge.passed', 'password.changed'] as const
/** Event `n` of a day; every tenth is an operator's. */
const writeDay = (day: number, count: number, realm = 'r_1') =>
  db.write(async (tx) => {
    for (let n = 0; n < count; n += 1)
      await record(tx, {
        at: START + day * DAY + Math.floor(n / 2),
        name: names[n % 4] ?? 'flow.started',
        actor: n % 10 === 0 ? 'operator' : 'person',
        realm,
        flow: `f_${day}_${n % 7}`,
        account: `a_${n % 5}`,
      })
  })
const checkpointAt = (day: number) => makeCheckpoints({ db, chain, notary, clock: { now: () => START + day * DAY } }, () => undefined)
const verify = () => verifyRecord({ reader: db.read, chain, publicKey })

describe('pruning', () => {
  const prune = (day: number) => pruneRecord({ db, chain, publicKey, now: START + 100 * DAY, before: START + day * DAY })

  it('deletes events that are past retention, and the rest still verifies and says so', async () => {
    for (const day of [0, 1, 2]) {
      await writeDay(day, 600)
      await checkpointAt(day)
    }
    expect(await prune(1.5)).toEqual({ pruned: 1200, through: 1200 })
    expect(await verify()).toMatchObject({ ok: true, events: 601, prunedThrough: 1200, checkpoints: 3 })
    expect(await prune(1.5), 'the second call changes nothing').toEqual({ pruned: 0, through: 1200 })
    await writeDay(3, 10)
    await checkpointAt(3)
    expect(await prune(2.5)).toEqual({ pruned: 600, through: 1800 })
    expect(await verify()).toMatchObject({ ok: true, prunedThrough: 1800 })
  })

  it('deletes nothing else: later events stay, and a change is still found', async () => {
    await writeDay(0, 20)
    await checkpointAt(0)
    await writeDay(1, 20)
    await prune(0.5)
    await expect(db.write((tx) => tx.run(sql`DELETE FROM audit_events WHERE id = 21`))).rejects.toThrow()
    await expect(db.write((tx) => tx.run(sql`DELETE FROM audit_events WHERE name = 'audit.pruned'`))).rejects.toThrow()
    await expect(db.write((tx) => tx.run(sql`DELETE FROM audit_checkpoints`))).rejects.toThrow()
    await db.write(async (tx) => {
      await tx.run(sql`DROP TRIGGER audit_events_no_delete`)
      await tx.run(sql`DELETE FROM audit_events WHERE id = 21`)
    })
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 21, prunedThrough: 20 })
    expect(await prune(0.5), 'what is broken is not pruned').toEqual({ firstBroken: 21 })
  })
})

describe('the list of events', () => {
  const walkAll = async (filter: Parameters<typeof listEvents>[1]) => {
    const ids: number[] = []
    for (let page = await listEvents(db.read, filter, 7); ; page = await listEvents(db.read, filter, 7, page.next)) {
      ids.push(...page.events.map(({ id }) => id))
      if (!page.next) return ids
    }
  }

  it('pages through each filter, newest first, without leaving out or repeating one', async () => {
    await writeDay(0, 60)
    await writeDay(1, 60, 'r_2')
    await writeDay(2, 60)
    const newest = (from: number, to: number, wanted: (n: number) => boolean) =>
      Array.from({ length: to - from + 1 }, (_, n) => to - n).filter((id) => wanted((id - 1) % 60))
    const mine = (wanted: (n: number) => boolean) => [...newest(121, 180, wanted), ...newest(1, 60, wanted)]
    const all = { realm: 'r_1' }
    expect(await walkAll(all)).toEqual(mine(() => true))
    expect(await walkAll({ ...all, name: 'challenge' })).toEqual(mine((n) => n % 4 === 1 || n % 4 === 2))
    expect(await walkAll({ ...all, name: 'challenge.failed' })).toEqual(mine((n) => n % 4 === 1))
    expect(await walkAll({ ...all, name: 'nothing' })).toEqual([])
    expect(await walkAll({ ...all, actor: 'operator' })).toEqual(mine((n) => n % 10 === 0))
    expect(await walkAll({ ...all, account: 'a_3' })).toEqual(mine((n) => n % 5 === 3))
    expect(await walkAll({ ...all, flow: 'f_2_6' })).toEqual(newest(121, 180, (n) => n % 7 === 6))
    expect(await walkAll({ ...all, flow: 'f_1_6' }), "another realm's").toEqual([])
    expect(await walkAll({ ...all, from: START + DAY, before: START + 2 * DAY + 5 })).toEqual(newest(121, 130, () => true))
  })
})

describe('an export', () => {
  const exported = async (format: 'csv' | 'ndjson', more = {}) => {
    let text = ''
    for await (const chunk of exportEvents({ reader: db.read, format, ...more })) text += chunk
    return text
  }

  it('contains every event, one per line', async () => {
    await writeDay(0, 2500)
    const lines = (await exported('ndjson')).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual(Array.from({ length: 2500 }, (_, n) => n + 1))
    expect((await exported('csv', { from: START, before: START + 10 })).split('\r\n')).toHaveLength(1 + 20 + 1)
  })

  it('contains no formula for a spreadsheet', async () => {
    const formulas = ['=cmd|x', '+1+1', '-2', '@SUM(A1)', '\t=1', '\r=1', '"=1"', '＝1', ' =1', '\n=1', '\u200b=1', '\0=1']
    for (const formula of formulas) expect(escapeFormula(formula), JSON.stringify(formula)).toBe(`'${formula}`)
    for (const plain of ['flow.started', '', '2026-01-01', 'a=b', '{"a":-1}']) expect(escapeFormula(plain)).toBe(plain)
    await db.write((tx) => record(tx, { at: START, name: 'realm.created', actor: 'operator', realm: '=HYPERLINK("x")' }))
    expect(await exported('csv')).toContain(`,"'=HYPERLINK(""x"")",`)
  })
})

describe('shipping', () => {
  /** A syslog receiver as RFC 5425 has it: octet counts, over TLS. */
  async function receiver(options: { dropAfter?: number } = {}) {
    const frames: string[] = []
    const server: Server = createServer(loopbackCertificate, (socket) => {
      let rest = Buffer.alloc(0)
      socket.on('error', () => undefined)
      socket.on('data', (bytes) => {
        rest = Buffer.concat([rest, bytes])
        for (;;) {
          const space = rest.indexOf(' ')
          const length = Number(rest.subarray(0, space).toString())
          if (space < 0 || rest.length < space + 1 + length) return
          frames.push(rest.subarray(space + 1, space + 1 + length).toString())
          rest = rest.subarray(space + 1 + length)
          if (frames.length === options.dropAfter) return void socket.destroy()
        }
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    return { frames, port, close: () => new Promise((done) => server.close(done)) }
  }
  const ship = (port: number, format: 'json' | 'cef' = 'json', ca: string | undefined = loopbackCertificate.cert) =>
    shipEvents({ db, host: 'localhost', port, ca, format, signal: new AbortController().signal, once: true })
  const idOf = (frame: string) => (JSON.parse(frame.slice(frame.indexOf('{'))) as { id: number }).id

  it('continues where it stopped, and a broken connection loses nothing', async () => {
    await writeDay(0, 4000)
    const faulty = await receiver({ dropAfter: 300 })
    await expect(ship(faulty.port)).rejects.toThrow()
    await faulty.close()
    const sound = await receiver()
    await ship(sound.port)
    expect(sound.frames.map(idOf)).toEqual(Array.from({ length: 4000 }, (_, n) => n + 1))
    await writeDay(1, 20)
    await ship(sound.port)
    expect(sound.frames.slice(4000).map(idOf)).toEqual(Array.from({ length: 20 }, (_, n) => n + 4001))
    await sound.close()
  })

  it('sends one RFC 5424 message for each event, whatever it contains', async () => {
    await db.write((tx) =>
      record(tx, {
        at: START,
        name: 'account.locked',
        actor: 'site',
        realm: 'r|1',
        account: 'a=1\n<13>1 forged',
        details: { said: '\u001b[2J\r\n' },
      }),
    )
    const { frames, port, close } = await receiver()
    await ship(port)
    await ship(port, 'cef')
    await close()
    expect(frames).toHaveLength(2)
    for (const frame of frames) expect(frame).toMatch(/^<108>1 2026-01-01T00:00:00\.000Z \S+ regain - account\.locked - \S[^\p{Cc}]*$/u)
    expect(frames[1]).toContain(' CEF:0|Regain|Regain|1|account.locked|account.locked|6|')
    expect(frames[1]).toContain('suser=a\\=1 <13>1 forged')
  })

  it('refuses a server with an unknown certificate', async () => {
    await writeDay(0, 1)
    const { frames, port, close } = await receiver()
    await expect(
      shipEvents({ db, host: 'localhost', port, format: 'json', signal: new AbortController().signal, once: true }),
    ).rejects.toThrow(/certificate/)
    await close()
    expect(frames).toEqual([])
  })
})
