/** The networks that wrong passwords came from: stored coarsely for every name, known or unknown, and shown to operators for an account's names. */
import { and, desc, eq, gte, inArray, max, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../db/database.ts'
import { signInSources } from '../db/schema.ts'
import { addressPrefixes } from '../visitor/address.ts'
import { coarseBrowser } from '../visitor/browser.ts'
import { STEP_MS, startOf } from '../world/clock.ts'

export interface Failure {
  realm: string
  /** The key under which failures are counted. */
  name: string
  /** From a familiar device. */
  familiar: boolean
  ip: string | undefined
  userAgent: string | undefined
  at: number
}

/** As long as an alert's window: repeated tries of one name from one place write a single row in that time. */
const EACH_MS = 600_000

export async function noteFailure(tx: Tx, { realm, name, familiar, ip, userAgent, at }: Failure): Promise<void> {
  const addressPrefix = ip === undefined ? '' : addressPrefixes(ip).address
  const row = { realm, name, start: at - (at % EACH_MS), addressPrefix, browser: coarseBrowser(userAgent) ?? '', familiar }
  const { start, browser, ...key } = signInSources
  await tx
    .insert(signInSources)
    .values({ ...row, count: 1, lastAt: at })
    .onConflictDoUpdate({
      target: [key.realm, key.name, start, key.addressPrefix, browser, key.familiar],
      set: { count: sql`${signInSources.count} + 1`, lastAt: at },
    })
}

/** As long as the purge keeps them. */
const DAYS = 14
const MOST_SOURCES = 20

/** For these names together: by day, today last, and by source, the latest first. */
export async function readSources(read: Reader, realm: string, names: readonly string[], now: number) {
  const today = startOf('day', now)
  const first = today - (DAYS - 1) * STEP_MS.day
  const { addressPrefix, browser, familiar, count, start, lastAt } = signInSources
  const isTheirs = and(eq(signInSources.realm, realm), inArray(signInSources.name, [...names]), gte(start, first))
  const sum = sql<number>`sum(${count})`
  const day = sql<number>`${start} - ${start} % ${STEP_MS.day}`
  const days = await read.select({ at: day, count: sum }).from(signInSources).where(isTheirs).groupBy(day)
  const sources = await read
    .select({ addressPrefix, browser, familiar, count: sum, lastAt: sql<number>`${max(lastAt)}` })
    .from(signInSources)
    .where(isTheirs)
    .groupBy(addressPrefix, browser, familiar)
    .orderBy(desc(max(lastAt)))
    .limit(MOST_SOURCES)
  const countAt = new Map(days.map(({ at, count: of }) => [at, of]))
  return {
    days: Array.from({ length: DAYS }, (_, n) => first + n * STEP_MS.day).map((at) => ({ at, count: countAt.get(at) ?? 0 })),
    sources,
  }
}

/** They contain the senders' addresses, so they are deleted with the account. */
export async function forgetSources(tx: Tx, realm: string, names: readonly string[]): Promise<void> {
  await tx.delete(signInSources).where(and(eq(signInSources.realm, realm), inArray(signInSources.name, [...names])))
}
