/** What the chain and checkpoints cost the writer, how fast the audit log is verified, and how long finding a page of it takes. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Client, InValue } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { createChain } from '../../../packages/server/dist/audit/chain.js'
import { createNotary } from '../../../packages/server/dist/audit/checkpoint.js'
import type { EventFilter } from '../../../packages/server/dist/audit/list-events.js'
import { listEvents } from '../../../packages/server/dist/audit/list-events.js'
import { makeCheckpoints, startCheckpoints } from '../../../packages/server/dist/audit/make-checkpoints.js'
import { record as putOnRecord } from '../../../packages/server/dist/audit/record.js'
import { verifyRecord } from '../../../packages/server/dist/audit/verify.js'
import { deriveKeys } from '../../../packages/server/dist/crypto/keys.js'
import type { Append, Database, Tx } from '../../../packages/server/dist/db/database.js'
import { openDatabase } from '../../../packages/server/dist/db/open-database.js'
import { auditEvents, limits, meta } from '../../../packages/server/dist/db/schema.js'
import { systemChance } from '../../../packages/server/dist/world/chance.js'
import { systemClock } from '../../../packages/server/dist/world/clock.js'
import { quietFolder } from '../folder.ts'
import { progress } from '../progress.ts'
import { median, quantile } from '../statistics.ts'

export interface RecordResult {
  writes: number
  rounds: number
  /** By the number of concurrent writers. */
  writers: { atOnce: number; plain: WriterCost; chained: WriterCost }[]
  events: number
  checkpoints: number
  verifySeconds: number
  pages: { filter: string; p50: number; p99: number }[]
}
/** Medians over the rounds. */
export interface WriterCost {
  cpuMicros: number
  perSecond: number
}

const keys = deriveKeys(randomBytes(32))
const chain = createChain(keys)
const notary = createNotary(keys)
const builder = drizzle({ execute: () => Promise.reject(new Error('builds, and runs nothing')) } as unknown as Client, {
  casing: 'snake_case',
})
const names = ['flow.started', 'flow.identified', 'challenge.opened', 'challenge.failed', 'challenge.passed', 'password.changed'] as const
const digest = (label: string, n: number): string => `${label}${n}`.padEnd(43, 'x')

const put = (tx: Tx, n: number, at: number) =>
  putOnRecord(tx, {
    at,
    name: names[n % names.length] ?? 'flow.started',
    actor: n % 1000 === 0 ? 'operator' : 'person',
    realm: `r_${n % 4}`,
    site: `pk_${n % 4}`,
    flow: digest('f', Math.floor(n / 6)),
    account: digest('a', n % 50_000),
    requestId: digest('q', n),
    details: { method: 'email-code' },
  })

/** Without a chain: each event is one row, inserted by itself, as drizzle builds it. */
const plainly: Append = async (execute, events) => {
  for (const event of events) {
    const { sql, params } = builder
      .insert(auditEvents)
      .values({ ...event, link: '' })
      .toSQL()
    await execute({ sql, args: params as InValue[] })
  }
}

/** The smallest write of a recovery: one limit, one change, one event. */
async function write(db: Database, n: number): Promise<void> {
  await db.write(async (tx) => {
    await tx.insert(limits).values({ key: digest('k', n), tat: n })
    await tx.insert(meta).values({ name: digest('m', n), value: 'x' })
    await put(tx, n, systemClock.now())
  })
}

async function costOf(atOnce: number, writes: number, chained: boolean): Promise<WriterCost> {
  return await withDatabase(chained ? chain.append : plainly, async (db) => {
    const checkpoints = chained && startCheckpoints({ db, chain, notary, clock: systemClock }, () => undefined, fail)
    const [cpu, began] = [process.cpuUsage(), performance.now()]
    let n = 0
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (n < writes) await write(db, n++)
      }),
    )
    // The remaining checkpoints are part of the cost.
    const perSecond = writes / ((performance.now() - began) / 1000)
    if (checkpoints) await checkpoints.stop()
    const { user, system } = process.cpuUsage(cpu)
    return { cpuMicros: (user + system) / writes, perSecond }
  })
}

export async function record(quick: boolean): Promise<RecordResult> {
  const [writes, rounds, events] = quick ? [2000, 3, 50_000] : [10_000, 7, 1_000_000]
  const levels = [1, 16, 64]
  const show = progress('record: writers', levels.length * rounds)
  const writers: RecordResult['writers'] = []
  await costOf(64, writes, true)
  for (const atOnce of levels) {
    const [plain, chained]: [WriterCost[], WriterCost[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      // In turns, with each first equally often, so that changes in the machine's speed affect both.
      for (const isChained of round % 2 ? [true, false] : [false, true])
        (isChained ? chained : plain).push(await costOf(atOnce, writes, isChained))
      show(writers.length * rounds + round + 1)
    }
    writers.push({ atOnce, plain: mid(plain), chained: mid(chained) })
  }
  return await withDatabase(chain.append, async (db) => {
    await fill(db, events)
    const proving = progress('record: verification', events)
    const began = performance.now()
    const verdict = await verifyRecord({
      reader: db.read,
      chain,
      publicKey: notary.publicKey,
      onProgress: ({ done }) => proving(done),
    })
    const verifySeconds = (performance.now() - began) / 1000
    if (!verdict.ok || verdict.events !== events) throw new Error(`the record did not verify: ${JSON.stringify(verdict)}`)
    return { writes, rounds, writers, events, checkpoints: verdict.checkpoints, verifySeconds, pages: await timePages(db, events) }
  })
}

const mid = (costs: readonly WriterCost[]): WriterCost => ({
  cpuMicros: median(costs.map(({ cpuMicros }) => cpuMicros)),
  perSecond: median(costs.map(({ perSecond }) => perSecond)),
})

const START = Date.UTC(2026, 0, 1)
const SPACING_MS = 30

async function fill(db: Database, events: number): Promise<void> {
  const show = progress('record: events', events)
  for (let n = 0; n < events; n += 1000) {
    await db.write(async (tx) => {
      for (let more = n; more < n + 1000; more += 1) await put(tx, more, START + more * SPACING_MS)
    })
    show(n + 1000)
  }
  await makeCheckpoints({ db, chain, notary, clock: systemClock }, () => undefined)
}

/** Fifty per page, from the newest event and from the middle of the log. */
async function timePages(db: Database, events: number): Promise<RecordResult['pages']> {
  const realm = 'r_0'
  const filters: [string, EventFilter][] = [
    ['realm', { realm }],
    ['realm and name', { realm, name: 'challenge.opened' }],
    ['realm and noun', { realm, name: 'challenge' }],
    ['realm and operator', { realm, actor: 'operator' }],
    ['account', { realm, account: digest('a', 1000) }],
    ['flow', { realm, flow: digest('f', 1000) }],
    ['realm and time', { realm, from: START + 1000, before: START + (events * SPACING_MS) / 2 }],
  ]
  const pages: RecordResult['pages'] = []
  for (const [name, filter] of filters) {
    const times: number[] = []
    for (let n = 0; n < 200; n += 1) {
      const middle = n % 2 ? { at: START + (events * SPACING_MS) / 2 + n, id: events } : undefined
      const began = performance.now()
      await listEvents(db.read, filter, 50, middle)
      times.push(performance.now() - began)
    }
    pages.push({ filter: name, p50: median(times), p99: quantile(times, 0.99) })
  }
  return pages
}

async function withDatabase<Result>(append: Append, work: (db: Database) => Promise<Result>): Promise<Result> {
  const folder = quietFolder()
  const db = await openDatabase({ url: `file:${join(folder, 'regain.db')}` }, systemChance, append)
  try {
    return await work(db)
  } finally {
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function fail(fault: unknown): void {
  throw fault
}
