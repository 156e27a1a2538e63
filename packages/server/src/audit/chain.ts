/** The chain: each event carries a keyed digest over the previous one, so that a copy of the database is not enough to rewrite the audit log. */
import type { InStatement } from '@libsql/client'
import { eq, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Keys } from '../crypto/keys.ts'
import type { Append, NewEvent, Reader } from '../db/database.ts'
import type { auditEvents } from '../db/schema.ts'
import { meta } from '../db/schema.ts'

export type ChainedEvent = typeof auditEvents.$inferSelect
type NumberedEvent = NewEvent & { id: number }

export interface Head {
  /** The number of the last event; 0: none yet. */
  event: number
  link: string
  /** Whether this server's secret signed it. */
  genuine: boolean
}

export interface Chain {
  /** Numbers and chains the events of one commit: reads the head once, inserts once, writes the head once, for any number of events. */
  append: Append
  link(previous: string, event: NumberedEvent): string
  head(reader: Reader): Promise<Head>
}

/** The value that the first event is chained to. */
export const BEGINNING = ''
const HEAD = 'audit-head'
const NO_HEAD: Head = { event: 0, link: BEGINNING, genuine: true }
// The hottest statements of the server, in every commit. Written as text, because building them costs more than running them. Any number of events above one has the same text.
const READ_HEAD = `SELECT value FROM meta WHERE name = '${HEAD}'`
const WRITE_HEAD = `INSERT INTO meta (name, value) VALUES ('${HEAD}', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`
const COLUMNS = ['id', 'at', 'name', 'realm', 'site', 'flow', 'account', 'actor', 'request_id', 'receipt', 'details', 'link']
const INSERT_ONE = `INSERT INTO audit_events (${COLUMNS}) VALUES (${COLUMNS.map(() => '?')})`
const INSERT = `INSERT INTO audit_events (${COLUMNS}) SELECT ${COLUMNS.map((_, place) => `value ->> ${place}`)} FROM json_each(?)`

const fieldsOf = (event: NumberedEvent): (string | number | null)[] => [
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
]

interface ChainedRow {
  fields: ReturnType<typeof fieldsOf>
  encoded: string
  link: string
}

/** One event is bound value by value. More share one statement, whose rows are the very text that is chained. */
function insertOf(rows: readonly ChainedRow[]): InStatement {
  const [first] = rows
  if (first && rows.length === 1) return { sql: INSERT_ONE, args: [...first.fields, first.link] }
  return { sql: INSERT, args: [`[${rows.map(({ encoded, link }) => `${encoded.slice(0, -1)},"${link}"]`).join()}]`] }
}

/** Serialises an event in one unambiguous way: a JSON array by RFC 8785, which `JSON.stringify` produces for strings, numbers and null. */
export const encodeEvent = (event: NumberedEvent): string => JSON.stringify(fieldsOf(event))

// An integer that JavaScript can't represent would end a verification with an error. We never write one.
export const whole = (column: AnySQLiteColumn) => sql<number>`iif(${column} BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}, ${column}, -1)`

export function createChain(keys: Keys): Chain {
  const linkTo = (previous: string, encoded: string): string => keys.digest('audit-chain', 'event', previous, encoded)
  const link = (previous: string, event: NumberedEvent): string => linkTo(previous, encodeEvent(event))
  const sealHead = (event: number, last: string): string => keys.digest('audit-chain', 'head', String(event), last)

  function readHead(value: unknown): Head {
    if (typeof value !== 'string') return NO_HEAD
    const [event = '', last = '', seal] = value.split(' ')
    return { event: Number(event), link: last, genuine: seal === sealHead(Number(event), last) }
  }

  async function head(reader: Reader): Promise<Head> {
    const [row] = await reader.select().from(meta).where(eq(meta.name, HEAD))
    return readHead(row?.value)
  }

  // What this process wrote last. While the database still holds it, its signature need not be checked again. After a rollback or a write of another process, it holds something else.
  let written: { value: string; head: Head } | undefined

  const append: Append = async (execute, events) => {
    const found = (await execute(READ_HEAD)).rows[0]?.[0]
    const before = written && found === written.value ? written.head : readHead(found)
    let { event } = before
    // Security: a head with a wrong signature may hide that events were cut off. It is not continued: the next event is chained to nothing, and verification fails there from now on.
    let last = before.genuine ? before.link : 'broken'
    const rows = events.map((fact) => {
      event += 1
      const fields = fieldsOf({ ...fact, id: event })
      const encoded = JSON.stringify(fields)
      last = linkTo(last, encoded)
      return { fields, encoded, link: last }
    })
    const value = `${event} ${last} ${sealHead(event, last)}`
    await execute(insertOf(rows))
    await execute({ sql: WRITE_HEAD, args: [value] })
    written = { value, head: { event, link: last, genuine: true } }
  }

  return { append, link, head }
}
