/** Which browsers and networks used up an account's codes and guesses in the last day. Read from the audit log and the attempts. */
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents, flows } from '../db/schema.ts'
import { DAY_MS } from '../world/clock.ts'

const MOST_SOURCES = 20

export interface Spent {
  familiar: boolean
  /** IPv4 address or IPv6 /64; empty: no longer known. */
  addressPrefix: string
  /** Messages that were sent to an address of the account. */
  sent: number
  /** Requests over the daily limit: their messages went to nobody. */
  withheld: number
  wrong: number
  lastAt: number
}

/** The busiest first. `account`: its digest. */
export async function readSpent(read: Reader, account: string, now: number): Promise<Spent[]> {
  const { details, name, at } = auditEvents
  const says = (key: string) => sql`${details} ->> ${sql.raw(`'$.${key}'`)}`
  const familiar = sql<number>`coalesce(${says('familiar')}, 0)`
  const addressPrefix = sql<string>`coalesce(${flows.addressPrefix}, '')`
  const count = (what: ReturnType<typeof sql>) => sql<number>`sum(iif(${what}, 1, 0))`
  const opened = sql`${name} = 'challenge.opened'`
  const rows = await read
    .select({
      familiar,
      addressPrefix,
      sent: count(sql`${opened} AND ${says('sent')} = 1`),
      withheld: count(sql`${opened} AND ${says('withinBudget')} = 0`),
      wrong: count(sql`${name} = 'challenge.failed'`),
      lastAt: sql<number>`max(${at})`,
    })
    .from(auditEvents)
    .leftJoin(flows, eq(flows.id, auditEvents.flow))
    .where(and(eq(auditEvents.account, account), inArray(name, ['challenge.opened', 'challenge.failed']), gt(at, now - DAY_MS)))
    .groupBy(familiar, addressPrefix)
    .orderBy(desc(sql`count(*)`))
    .limit(MOST_SOURCES)
  return rows.map((row) => ({ ...row, familiar: row.familiar === 1 }))
}
