/** Counts events from the audit log in the background: no request waits for it, and each event is counted once (ADR 0900). */
import { setTimeout as wait } from 'node:timers/promises'
import { and, asc, gt, inArray, isNotNull, min } from 'drizzle-orm'
import type { Database, Reader } from '../db/database.ts'
import { auditEvents, flows } from '../db/schema.ts'
import { storedJson } from '../db/stored-value.ts'
import { countsOf } from './measures.ts'
import type { Tally } from './tally.ts'
import { addCounts, createTally } from './tally.ts'

/** Reading a page blocks the event loop for about 10 ms. */
const PAGE = 2000
/** The last event that was counted. */
const lastCounted = storedJson<number>('events-counted')

export const countedUpTo = async (reader: Pick<Reader, 'select'>): Promise<number> => (await lastCounted.read(reader)) ?? 0

/** Counts one page and returns its number of events. Of two processes, one counts it. */
export async function countEvents(db: Database): Promise<number> {
  const from = await countedUpTo(db.read)
  const events = await db.read
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      name: auditEvents.name,
      realm: auditEvents.realm,
      flow: auditEvents.flow,
      details: auditEvents.details,
    })
    .from(auditEvents)
    .where(gt(auditEvents.id, from))
    .orderBy(asc(auditEvents.id))
    .limit(PAGE)
  const last = events.at(-1)
  if (!last) return 0
  const [firsts, began, countries] = await Promise.all([
    firstsOf(db.read, events),
    beginningsOf(db.read, events),
    countriesOf(db.read, events),
  ])
  const tally = createTally()
  for (const { id, at, name, realm, flow, details } of events) {
    const startedAt = flow === null ? undefined : began.get(flow)
    const counted = {
      name,
      details: JSON.parse(details),
      first: firsts.has(id),
      tookMs: startedAt === undefined ? undefined : at - startedAt,
      country: countries.get(flow ?? ''),
    }
    for (const [measure, part] of countsOf(counted)) tally.add(at, realm ?? '', measure, part)
  }
  return await db.write(async (tx) => {
    const before = await countedUpTo(tx)
    if (before !== from) return 0
    await lastCounted.write(tx, last.id)
    await addCounts(tx, tally.take())
    return events.length
  })
}

type Page = readonly { name: string; flow: string | null }[]
const flowsOf = (events: Page, names: readonly string[]): string[] => [
  ...new Set(events.flatMap(({ name, flow }) => (names.includes(name) && flow !== null ? [flow] : []))),
]

/** A flow that sends three codes counts once. */
async function firstsOf(reader: Reader, events: Page): Promise<Set<number>> {
  const names = ['challenge.opened', 'challenge.passed']
  const found = await reader
    .select({ id: min(auditEvents.id) })
    .from(auditEvents)
    .where(and(inArray(auditEvents.flow, flowsOf(events, names)), inArray(auditEvents.name, names)))
    .groupBy(auditEvents.flow, auditEvents.name)
  return new Set(found.flatMap(({ id }) => id ?? []))
}

async function beginningsOf(reader: Reader, events: Page): Promise<Map<string, number>> {
  const ended = flowsOf(events, ['password.changed', 'account.unlocked'])
  const found = await reader.select({ id: flows.id, startedAt: flows.startedAt }).from(flows).where(inArray(flows.id, ended))
  return new Map(found.map(({ id, startedAt }) => [id, startedAt]))
}

/** Read from the flows, which delete the country with the address; the audit log never contains it (R-1204). */
async function countriesOf(reader: Reader, events: Page): Promise<Map<string, string>> {
  const found = await reader
    .select({ id: flows.id, country: flows.country })
    .from(flows)
    .where(and(inArray(flows.id, flowsOf(events, ['flow.started'])), isNotNull(flows.country)))
  return new Map(found.flatMap(({ id, country }) => (country ? [[id, country]] : [])))
}

const EVERY_MS = 5000

/** `tally`: counts without an event, such as requests that a limit refused. A process that dies loses the last seconds of it. */
export function startCounting(db: Database, tally: Tally, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const hasChanged = db.changes()
  let isBehind = true
  async function countSome(): Promise<void> {
    isBehind ||= await hasChanged()
    if (isBehind) isBehind = (await countEvents(db)) === PAGE
  }
  async function flush(): Promise<void> {
    const rows = tally.take()
    if (rows.length > 0) await db.write((tx) => addCounts(tx, rows))
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await flush().catch(onFault)
      const isFailed = await countSome().then(
        () => false,
        (error: unknown) => {
          onFault(error)
          return true
        },
      )
      if (isFailed || !isBehind) await wait(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
    await flush().catch(onFault)
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
