/** Pages through the audit log for operators: newest first, by keyset, and always along an index that begins with the filter. */
import { auditEvents as names } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { and, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'
import type { ChainedEvent } from './chain.ts'

export const actors = ['person', 'site', 'operator', 'server'] as const

export interface EventFilter {
  /** Absent: events of all realms and of none, such as what operators do to each other. */
  realm?: string | undefined
  /** A name, or the noun that it begins with: `challenge.failed`, `challenge`. */
  name?: string | undefined
  flow?: string | undefined
  account?: string | undefined
  actor?: (typeof actors)[number] | undefined
  /** The operator who did it. */
  operator?: string | undefined
  /** In ms: `from` is included, `until` is not. */
  from?: number | undefined
  before?: number | undefined
}

/** The last event of the previous page. */
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
    // Written out, so that SQLite recognises its partial index.
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

  // A flow or an account has few events: the `+` makes SQLite use that index, whatever realm is filtered.
  const narrow = flow !== undefined || account !== undefined
  const inRealm = (id: string) => (narrow ? sql`+${auditEvents.realm} = ${id}` : eq(auditEvents.realm, id))
  const everywhere = realm === undefined && !narrow && (name !== undefined || (actor !== undefined && actor !== 'person'))
  const places =
    realm !== undefined ? [inRealm(realm)] : everywhere ? [isNull(auditEvents.realm), ...(await idsOf(reader)).map(inRealm)] : [undefined]
  const kinds = name === undefined ? [undefined] : namesUnder(name).map((known) => eq(auditEvents.name, known))
  // One short scan along the index for each realm and name, instead of sorting all their events.
  const walks = await Promise.all(places.flatMap((place) => kinds.map((kind) => newest(and(place, kind)))))
  const found = walks.flat().sort((one, other) => other.at - one.at || other.id - one.id)
  const events = found.slice(0, limit)
  const last = events.at(-1)
  return found.length > limit && last ? { events, next: { at: last.at, id: last.id } } : { events }
}

// One step along the index for each realm; removed realms as well, because their events stay.
const idsOf = async (reader: Reader): Promise<string[]> => {
  const found = await reader.all<{ id: string }>(sql`
    WITH RECURSIVE known(id) AS (
      SELECT min(realm) FROM ${auditEvents}
      UNION ALL SELECT (SELECT min(realm) FROM ${auditEvents} WHERE realm > known.id) FROM known WHERE known.id IS NOT NULL
    ) SELECT id FROM known WHERE id IS NOT NULL`)
  return found.map(({ id }) => id)
}
const namesUnder = (name: string): readonly string[] => names.filter((known) => known === name || known.startsWith(`${name}.`))
