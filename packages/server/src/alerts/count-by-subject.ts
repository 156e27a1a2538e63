/** Counts for `find-spikes` by subject (one address, one range of numbers, one page or one operator): in the last ten minutes, and in the same window of a past day. */
import type { AuditEventName } from '@regain/core'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Reader } from '../db/database.ts'
import { auditEvents, flows, realms, signInSources } from '../db/schema.ts'
import { isPublicPrefix } from '../outbound/public-address.ts'
import type { SpikeRule } from './rules.ts'
import { WINDOW_MS } from './rules.ts'

/** Per rule: a botnet has thousands of addresses, and the first few are enough to show it. */
const MOST_SUBJECTS = 20

interface Counted {
  realm: string
  subject: string
  count: number
}

interface BySubject {
  rule: SpikeRule
  lately(read: Reader, now: number, least: number): Promise<Counted[]>
  /** Counts the same subject in the window that ends then. */
  before(read: Reader, one: Counted, until: number): Promise<number>
}

// Security: one event that somebody damaged in the database must not silence the alarm.
const detail = (name: string) => sql`iif(json_valid(${auditEvents.details}), json_extract(${auditEvents.details}, ${`$.${name}`}), NULL)`
const prefix = detail('prefix')
const page = detail('page')
const operator = detail('operator')

const inWindow = (moment: SQLiteColumn, until: number) => sql`${moment} > ${until - WINDOW_MS} AND ${moment} <= ${until}`
const happened = (name: AuditEventName, realm: SQLWrapper, until: number) =>
  sql`${auditEvents.realm} = ${realm} AND ${auditEvents.name} = ${name} AND ${inWindow(auditEvents.at, until)}`
const itsFlow = sql`${flows.id} = ${auditEvents.flow}`
const begunFrom = ({ realm, subject }: Counted, until: number) =>
  sql`${flows.addressPrefix} = ${subject} AND ${inWindow(flows.startedAt, until)} AND ${flows.realm} = ${realm}`

const events = sql`${auditEvents}`
const eventsOfFlows = sql`${auditEvents} CROSS JOIN ${flows}`
const all = sql`count(*)`
const different = (column: SQLiteColumn) => sql`count(DISTINCT ${column})`

interface Counting {
  subject: SQLWrapper
  count: SQL
  among: SQL
  where: SQL
}

/** The most frequent subjects. CROSS JOIN keeps SQLite to the written order: realm by realm along the index. */
const findMost = (read: Reader, { subject, count, among, where }: Counting, least: number) =>
  read.all<Counted>(sql`
    SELECT ${realms.id} AS realm, ${subject} AS subject, ${count} AS count
    FROM ${realms} CROSS JOIN ${among}
    WHERE ${where} AND ${subject} <> ''
    GROUP BY 1, 2 HAVING ${count} > ${least} ORDER BY 3 DESC LIMIT ${MOST_SUBJECTS}`)

const countOne = async (read: Reader, { count, among, where }: Omit<Counting, 'subject'>) =>
  (await read.get<{ count: number }>(sql`SELECT ${count} AS count FROM ${among} WHERE ${where}`)).count

export const bySubject: readonly BySubject[] = [
  {
    rule: 'unknown-names',
    // A decoy's account is the digest of its name.
    lately(read, now, least) {
      const where = sql`${happened('flow.identified', realms.id, now)} AND ${itsFlow} AND ${flows.account} = ${flows.name}`
      return findMost(read, { subject: flows.addressPrefix, count: all, among: eventsOfFlows, where }, least)
    },
    before: (read, one, until) =>
      countOne(read, { count: all, among: sql`${flows}`, where: sql`${begunFrom(one, until)} AND ${flows.account} = ${flows.name}` }),
  },
  {
    rule: 'password-spray',
    // Counts names, not passwords: mistyping one name often is not password spraying, and only locks that name.
    lately(read, now, least) {
      const where = sql`${signInSources.realm} = ${realms.id} AND ${inWindow(signInSources.lastAt, now)}`
      return findMost(
        read,
        { subject: signInSources.addressPrefix, count: different(signInSources.name), among: sql`${signInSources}`, where },
        least,
      )
    },
    before(read, { realm, subject }, until) {
      const from = sql`${signInSources.realm} = ${realm} AND ${signInSources.addressPrefix} = ${subject}`
      const where = sql`${from} AND ${inWindow(signInSources.lastAt, until)}`
      return countOne(read, { count: different(signInSources.name), among: sql`${signInSources}`, where })
    },
  },
  {
    rule: 'sms-prefix',
    lately: (read, now, least) =>
      findMost(read, { subject: prefix, count: all, among: events, where: happened('challenge.opened', realms.id, now) }, least),
    before(read, { realm, subject }, until) {
      const where = sql`${happened('challenge.opened', sql`${realm}`, until)} AND ${prefix} = ${subject}`
      return countOne(read, { count: all, among: events, where })
    },
  },
  {
    rule: 'many-accounts',
    // A private address, or a proxy that the settings don't name, stands for everybody and identifies nobody.
    async lately(read, now, least) {
      const where = sql`${happened('challenge.passed', realms.id, now)} AND ${itsFlow}`
      const found = await findMost(
        read,
        { subject: flows.addressPrefix, count: different(flows.account), among: eventsOfFlows, where },
        least,
      )
      return found.filter(({ subject }) => isPublicPrefix(subject))
    },
    before(read, one, until) {
      const where = sql`${begunFrom(one, until)} AND ${flows.proven} <> '[]'`
      return countOne(read, { count: different(flows.account), among: sql`${flows}`, where })
    },
  },
  {
    rule: 'foreign-page',
    lately: (read, now, least) =>
      findMost(read, { subject: page, count: all, among: events, where: happened('page.refused', realms.id, now) }, least),
    // No past makes it usual: a page of the site itself has one of its origins.
    before: async () => 0,
  },
  {
    rule: 'unmasked',
    lately: (read, now, least) =>
      findMost(read, { subject: operator, count: all, among: events, where: happened('account.unmasked', realms.id, now) }, least),
    before(read, { realm, subject }, until) {
      const where = sql`${happened('account.unmasked', sql`${realm}`, until)} AND ${operator} = ${subject}`
      return countOne(read, { count: all, among: events, where })
    },
  },
]
