/** Pages through the audit log for operators: newest first, by keyset, and always over an index that begins with the filter. */
import { auditEvents as names } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { and, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'
import type { ChainedEvent } from './chain.ts'

export const actors = ['person', 'site', 'operator', 'server'] as const

export interface EventFilter {
  /** Absent: of all realms, and of none, as what operators do to each other is. */
  realm?: string | undefined
  /** A name, or the noun that it begins with: `challenge.failed`, `challenge`. */
  name?: string | undefined
  flow?: string | undefined
  account?: string | undefined
  actor?: (typeof actors)[number] | undefined
  /** What this operator did. */
  operator?: string | undefined
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
  const { realm, flow, account, from, before, name, operator } = filter
  const actor = operator === undefined ? filter.actor : 'operator'
  const shared = [
    flow === undefined ? undefined : eq(auditEvents.flow, flow),
    account === undefined ? undefined : eq(auditEvents.account, account),
    actor && eq(auditEvents.actor, actor),
    // Written out, so that SQLite sees that the partial index fits.
    actor && actor !== 'person' ? sql`${auditEvents.actor} <> 'person'` : undefined,
    operator === undefined ? undefined : sql`${auditEvents.details} ->> 'operator' = ${operator}`,
    from === undefined ? undefined : gte(auditEvents.at, from),
    before === undefined ? undefined : lt(auditEvents.at, before),
    after && sql`(${auditEvents.at}, ${auditEvents.id}) < (${after.at}, ${after.id})`,
  ]
  const newest = (also: SQL | undefined): Promise<ChainedEvent[]> =>
    reader
      .select()
      .from(auditEvents)
      .where(and(...shared, also))
      .orderBy(desc(auditEvents.at), desc(auditEvents.id))
      .limit(limit + 1)

  // A flow or an account has few events: SQLite is to look there, whatever realm (`+`) is asked for.
  const narrow = flow !== undefined || account !== undefined
  const inRealm = (id: string) => (narrow ? sql`+${auditEvents.realm} = ${id}` : eq(auditEvents.realm, id))
  const everywhere = realm === undefined && !narrow && (name !== undefined || (actor !== undefined && actor !== 'person'))
  const places =
    realm !== undefined ? [inRealm(realm)] : everywhere ? [isNull(auditEvents.realm), ...(await idsOf(reader)).map(inRealm)] : [undefined]
  const kinds = name === undefined ? [undefined] : namesUnder(name).map((known) => eq(auditEvents.name, known))
  // One short walk over the index for each realm and name, instead of one sort of everything that they have.
  const walks = await Promise.all(places.flatMap((place) => kinds.map((kind) => newest(and(place, kind)))))
  const found = walks.flat().sort((one, other) => other.at - one.at || other.id - one.id)
  const events = found.slice(0, limit)
  const last = events.at(-1)
  return found.length > limit && last ? { events, next: { at: last.at, id: last.id } } : { events }
}

// One step over the index for each; also of those that were removed, whose record stays.
const idsOf = async (reader: Reader): Promise<string[]> => {
  const found = await reader.all<{ id: string }>(sql`
    WITH RECURSIVE known(id) AS (
      SELECT min(realm) FROM ${auditEvents}
      UNION ALL SELECT (SELECT min(realm) FROM ${auditEvents} WHERE realm > known.id) FROM known WHERE known.id IS NOT NULL
    ) SELECT id FROM known WHERE id IS NOT NULL`)
  return found.map(({ id }) => id)
}
const namesUnder = (name: string): readonly string[] => names.filter((known) => known === name || known.startsWith(`${name}.`))
