/** Counts, for `find-spikes`, what concerns one address, one range of numbers or one page: in the last ten minutes, and in the same window of a day before. */
import { and, countDistinct, eq, gte, lte, ne, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents, flows, realms, signInSources } from '../db/schema.ts'
import { isPublicPrefix } from '../outbound/public-address.ts'
import type { SpikeRule } from './rules.ts'
import { WINDOW_MS } from './rules.ts'

/** Of each rule: a botnet has thousands of addresses, and the first few say so. */
const MOST_SUBJECTS = 20

interface Counted {
  realm: string
  subject: string
  count: number
}

// Security: one event that somebody spoiled in the database must not silence the alarm.
const detail = (name: string) => sql`iif(json_valid(${auditEvents.details}), json_extract(${auditEvents.details}, ${`$.${name}`}), NULL)`
const prefix = detail('prefix')
const page = detail('page')
const within = (until: number) => sql`${auditEvents.at} > ${until - WINDOW_MS} AND ${auditEvents.at} <= ${until}`

const triedUntil = (until: number) => sql`${signInSources.lastAt} > ${until - WINDOW_MS} AND ${signInSources.lastAt} <= ${until}`

interface BySubject {
  rule: SpikeRule
  lately(read: Reader, now: number, least: number): Promise<Counted[]>
  /** The same one, in the window that ends then. */
  before(read: Reader, one: Counted, until: number): Promise<number>
}

// CROSS JOIN keeps SQLite to the order written: realm by realm along the index.
export const bySubject: readonly BySubject[] = [
  {
    rule: 'unknown-names',
    // A decoy's account is its name.
    lately: (read, now, least) =>
      read.all<Counted>(sql`
        SELECT ${realms.id} AS realm, ${flows.addressPrefix} AS subject, count(*) AS count
        FROM ${realms} CROSS JOIN ${auditEvents} CROSS JOIN ${flows}
        WHERE ${auditEvents.realm} = ${realms.id} AND ${auditEvents.name} = 'flow.identified' AND ${within(now)}
          AND ${flows.id} = ${auditEvents.flow} AND ${flows.account} = ${flows.name} AND ${flows.addressPrefix} IS NOT NULL
        GROUP BY 1, 2 HAVING count(*) > ${least} ORDER BY 3 DESC LIMIT ${MOST_SUBJECTS}`),
    before: (read, { realm, subject }, until) =>
      read.$count(
        flows,
        and(
          eq(flows.addressPrefix, subject),
          gte(flows.startedAt, until - WINDOW_MS),
          sql`${flows.startedAt} <= ${until}`,
          eq(flows.realm, realm),
          eq(flows.account, flows.name),
        ),
      ),
  },
  {
    rule: 'password-spray',
    // Names, not passwords: who mistypes one name often is no spray, and costs the name a lock.
    lately: (read, now, least) =>
      read.all<Counted>(sql`
        SELECT ${realms.id} AS realm, ${signInSources.addressPrefix} AS subject, count(DISTINCT ${signInSources.name}) AS count
        FROM ${realms} CROSS JOIN ${signInSources}
        WHERE ${signInSources.realm} = ${realms.id} AND ${triedUntil(now)} AND ${signInSources.addressPrefix} <> ''
        GROUP BY 1, 2 HAVING count(DISTINCT ${signInSources.name}) > ${least} ORDER BY 3 DESC LIMIT ${MOST_SUBJECTS}`),
    async before(read, { realm, subject }, until) {
      const [row] = await read
        .select({ count: countDistinct(signInSources.name) })
        .from(signInSources)
        .where(and(eq(signInSources.realm, realm), eq(signInSources.addressPrefix, subject), triedUntil(until)))
      return row?.count ?? 0
    },
  },
  {
    rule: 'sms-prefix',
    lately: (read, now, least) =>
      read.all<Counted>(sql`
        SELECT ${realms.id} AS realm, ${prefix} AS subject, count(*) AS count
        FROM ${realms} CROSS JOIN ${auditEvents}
        WHERE ${auditEvents.realm} = ${realms.id} AND ${auditEvents.name} = 'challenge.opened' AND ${within(now)} AND ${prefix} IS NOT NULL
        GROUP BY 1, 2 HAVING count(*) > ${least} ORDER BY 3 DESC LIMIT ${MOST_SUBJECTS}`),
    before: (read, { realm, subject }, until) =>
      read.$count(
        auditEvents,
        and(eq(auditEvents.realm, realm), eq(auditEvents.name, 'challenge.opened'), within(until), sql`${prefix} = ${subject}`),
      ),
  },
  {
    rule: 'many-accounts',
    // From inside or from a proxy that nobody named everybody comes; it says nothing of who.
    lately: async (read, now, least) =>
      (
        await read.all<Counted>(sql`
        SELECT ${realms.id} AS realm, ${flows.addressPrefix} AS subject, count(DISTINCT ${flows.account}) AS count
        FROM ${realms} CROSS JOIN ${auditEvents} CROSS JOIN ${flows}
        WHERE ${auditEvents.realm} = ${realms.id} AND ${auditEvents.name} = 'challenge.passed' AND ${within(now)}
          AND ${flows.id} = ${auditEvents.flow} AND ${flows.addressPrefix} IS NOT NULL
        GROUP BY 1, 2 HAVING count(DISTINCT ${flows.account}) > ${least} ORDER BY 3 DESC LIMIT ${MOST_SUBJECTS}`)
      ).filter(({ subject }) => isPublicPrefix(subject)),
    async before(read, { realm, subject }, until) {
      const [row] = await read
        .select({ count: countDistinct(flows.account) })
        .from(flows)
        .where(
          and(
            eq(flows.addressPrefix, subject),
            gte(flows.startedAt, until - WINDOW_MS),
            lte(flows.startedAt, until),
            eq(flows.realm, realm),
            ne(flows.proven, '[]'),
          ),
        )
      return row?.count ?? 0
    },
  },
  {
    rule: 'foreign-page',
    lately: (read, now, least) =>
      read.all<Counted>(sql`
        SELECT ${realms.id} AS realm, ${page} AS subject, count(*) AS count
        FROM ${realms} CROSS JOIN ${auditEvents}
        WHERE ${auditEvents.realm} = ${realms.id} AND ${auditEvents.name} = 'page.refused' AND ${within(now)} AND ${page} IS NOT NULL
        GROUP BY 1, 2 HAVING count(*) > ${least} ORDER BY 3 DESC LIMIT ${MOST_SUBJECTS}`),
    // Nothing makes it usual: a page that is the site's own is one of its origins.
    before: async () => 0,
  },
]
