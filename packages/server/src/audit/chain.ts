/** The chain: each event carries a keyed digest over the one before, so that a copy of the database is not enough to rewrite the record. */
import { eq, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Append, NewEvent, Reader, Tx } from '../db/database.ts'
import { auditEvents, meta } from '../db/schema.ts'
import type { Keys } from '../security/keys.ts'

export type ChainedEvent = typeof auditEvents.$inferSelect
type NumberedEvent = NewEvent & { id: number }

export interface Head {
  /** The number of the last event; 0: none yet. */
  event: number
  link: string
  /** Whether this server's secret made it. */
  genuine: boolean
}

export interface Chain {
  /** Numbers and chains the events of one commit: one look at the head, one insert, one new head, however many they are. */
  append: Append
  link(previous: string, event: NumberedEvent): string
  head(reader: Reader | Tx): Promise<Head>
}

/** What the first event is chained to. */
export const BEGINNING = ''
const HEAD = 'audit-head'
/** SQLite takes 32,766 values in one statement. */
const ROWS_PER_INSERT = 1000

/** One event as bytes, one way only: a JSON array after RFC 8785, which is what `JSON.stringify` writes of strings, numbers and null. */
export const encodeEvent = (event: NumberedEvent): string =>
  JSON.stringify([
    event.id,
    event.at,
    event.name,
    event.realm ?? null,
    event.site ?? null,
    event.flow ?? null,
    event.account ?? null,
    event.actor,
    event.requestId ?? null,
    event.receipt ?? null,
    event.details,
  ])

// An integer that JavaScript can't hold would end a check with an error instead of an answer; we never write one.
export const whole = (column: AnySQLiteColumn) => sql<number>`iif(${column} BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}, ${column}, -1)`

export function createChain(keys: Keys): Chain {
  const link = (previous: string, event: NumberedEvent): string => keys.digest('audit-chain', 'event', previous, encodeEvent(event))
  const sealHead = (event: number, last: string): string => keys.digest('audit-chain', 'head', String(event), last)

  async function head(reader: Reader | Tx): Promise<Head> {
    const [row] = await reader.select().from(meta).where(eq(meta.name, HEAD))
    if (!row) return { event: 0, link: BEGINNING, genuine: true }
    const [event = '', last = '', seal] = row.value.split(' ')
    return { event: Number(event), link: last, genuine: seal === sealHead(Number(event), last) }
  }

  async function append(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    const before = await head(tx)
    let { event } = before
    // Security: a head that somebody else wrote hides a cut. It is not built upon: the next event begins nowhere, and verification stops there for ever.
    let last = before.genuine ? before.link : 'broken'
    const rows = events.map((fact) => {
      event += 1
      last = link(last, { ...fact, id: event })
      return { ...fact, id: event, link: last }
    })
    for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) await tx.insert(auditEvents).values(rows.slice(at, at + ROWS_PER_INSERT))
    const value = `${event} ${last} ${sealHead(event, last)}`
    await tx.insert(meta).values({ name: HEAD, value }).onConflictDoUpdate({ target: meta.name, set: { value } })
  }

  return { append, link, head }
}
