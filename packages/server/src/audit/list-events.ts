/** Pages through the record for operators: newest first, by keyset, and always over an index that begins with the filter. */
import { auditEvents as names } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'
import type { ChainedEvent } from './chain.ts'

export interface EventFilter {
  realm: string
  /** A name, or the noun that it begins with: `challenge.failed`, `challenge`. */
  name?: string | undefined
  flow?: string | undefined
  account?: string | undefined
  actor?: 'person' | 'site' | 'operator' | 'server' | undefined
  /** In ms: from this moment on, and before that one. */
  from?: number | undefined
  before?: number | undefined
}

/** The last event of the page before. */
export interface Cursor {
  at: number
  id: number
}

export interface EventPage {
  events: ChainedEvent[]
  /** For the next page; absent: this is the last. */
  next?: Cursor
}

export async function listEvents(reader: Reader, filter: EventFilter, limit: number, after?: Cursor): Promise<EventPage> {
  const { realm, flow, account, actor, from, before, name } = filter
  const narrow = flow !== undefined || account !== undefined
  const shared = [
    // `+`: a realm holds millions of events, a flow or an account a few; SQLite is to look there.
    narrow ? sql`+${auditEvents.realm} = ${realm}` : eq(auditEvents.realm, realm),
    flow === undefined ? undefined : eq(auditEvents.flow, flow),
    account === undefined ? undefined : eq(auditEvents.account, account),
    // Written out, so that SQLite sees that the partial index fits.
    actor === 'operator' ? sql`${auditEvents.actor} = 'operator'` : actor && eq(auditEvents.actor, actor),
    from === undefined ? undefined : gte(auditEvents.at, from),
    before === undefined ? undefined : lt(auditEvents.at, before),
    after && sql`(${auditEvents.at}, ${auditEvents.id}) < (${after.at}, ${after.id})`,
  ]
  const newest = (also?: SQL): Promise<ChainedEvent[]> =>
    reader
      .select()
      .from(auditEvents)
      .where(and(...shared, also))
      .orderBy(desc(auditEvents.at), desc(auditEvents.id))
      .limit(limit + 1)

  const found = name === undefined ? await newest() : await newestOf(namesUnder(name), newest)
  const events = found.slice(0, limit)
  const last = events.at(-1)
  return found.length > limit && last ? { events, next: { at: last.at, id: last.id } } : { events }
}

const namesUnder = (name: string): readonly string[] => names.filter((known) => known === name || known.startsWith(`${name}.`))

/** One short walk over the index for each name, instead of one sort of everything that they have. */
async function newestOf(wanted: readonly string[], newest: (also: SQL) => Promise<ChainedEvent[]>): Promise<ChainedEvent[]> {
  const found = await Promise.all(wanted.map((name) => newest(eq(auditEvents.name, name))))
  return found.flat().sort((one, other) => other.at - one.at || other.id - one.id)
}
