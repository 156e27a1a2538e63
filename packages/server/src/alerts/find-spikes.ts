/** Finds counts of the last ten minutes that are far above those of the same time on the seven days before, from the audit log. */
import { and, eq, inArray, min, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents, counts, realms } from '../db/schema.ts'
import { STEP_MS, startOf } from '../world/clock.ts'
import { bySubject } from './count-by-subject.ts'
import type { AlertRule, AlertSettings } from './rules.ts'
import { WINDOW_MS } from './rules.ts'

export interface Finding {
  rule: AlertRule
  /** Empty: the whole server. */
  realm: string
  /** An address prefix, the first digits of phone numbers, or a channel; empty: the realm or the server itself. */
  subject: string
  count: number
  threshold: number
  usual: number
}

/** As many days as the purge keeps hourly counts for (`HOURS_KEPT`). */
const PAST_DAYS = 7

export async function findSpikes(read: Reader, rules: AlertSettings['rules'], now: number): Promise<Finding[]> {
  const days = await pastDays(read, now)
  const found: Finding[] = []
  for (const { rule, measure, event } of wholeRealms) {
    const { on, least, times } = rules[rule]
    if (!on) continue
    const counted = await countInRealms(read, event, now, least)
    const usual = counted.length > 0 ? await usualByRealm(read, measure, days, now) : new Map<string, number>()
    for (const one of counted) found.push(...judge({ ...one, rule, subject: '', usual: usual.get(one.realm) ?? 0 }, { least, times }))
  }
  for (const { rule, lately, before } of bySubject) {
    const { on, least, times } = rules[rule]
    if (!on) continue
    for (const one of await lately(read, now, least)) {
      const past = await Promise.all(days.map((day) => before(read, one, now - day * STEP_MS.day)))
      found.push(...judge({ ...one, rule, usual: median(past) }, { least, times }))
    }
  }
  return found
}

function judge(one: Omit<Finding, 'threshold'>, { least, times }: { least: number; times: number }): Finding[] {
  const threshold = Math.max(least, Math.ceil(times * one.usual))
  return one.count > threshold ? [{ ...one, usual: Math.round(one.usual), threshold }] : []
}

const wholeRealms = [
  { rule: 'starts', event: 'flow.started', measure: 'started' },
  { rule: 'failed-codes', event: 'challenge.failed', measure: 'failed' },
] as const

/** 1, 2, … days ago, only as far back as counts exist: a young server must not compare with days before it was installed. */
async function pastDays(read: Reader, now: number): Promise<number[]> {
  const [row] = await read
    .select({ first: min(counts.start) })
    .from(counts)
    .where(eq(counts.step, 'hour'))
  const first = row?.first ?? now
  return Array.from({ length: PAST_DAYS }, (_, place) => place + 1).filter((day) => first <= now - day * STEP_MS.day)
}

// Each realm reads only its own part of the index.
const countInRealms = (read: Reader, event: string, now: number, least: number) =>
  read.all<{ realm: string; count: number }>(sql`
    SELECT realm, count FROM (
      SELECT ${realms.id} AS realm, (
        SELECT count(*) FROM ${auditEvents} WHERE ${auditEvents.realm} = ${realms.id} AND ${auditEvents.name} = ${event}
          AND ${auditEvents.at} > ${now - WINDOW_MS} AND ${auditEvents.at} <= ${now}
      ) AS count FROM ${realms}
    ) WHERE count > ${least}`)

/** The larger usual count of the two hours that the window touches: eight o'clock must not be measured by seven o'clock. */
async function usualByRealm(read: Reader, measure: string, days: readonly number[], now: number): Promise<Map<string, number>> {
  const hours = [...new Set([startOf('hour', now - WINDOW_MS), startOf('hour', now)])]
  const starts = hours.flatMap((hour) => days.map((day) => hour - day * STEP_MS.day))
  const rows = await read
    .select({ realm: counts.realm, start: counts.start, count: sql<number>`sum(${counts.count})` })
    .from(counts)
    .where(and(eq(counts.step, 'hour'), inArray(counts.start, starts), eq(counts.measure, measure)))
    .groupBy(counts.realm, counts.start)
  const countAt = new Map(rows.map(({ realm, start, count }) => [`${realm} ${start}`, count]))
  const usualOf = (realm: string): number =>
    Math.max(...hours.map((hour) => median(days.map((day) => countAt.get(`${realm} ${hour - day * STEP_MS.day}`) ?? 0))))
  return new Map(rows.map(({ realm }) => [realm, (usualOf(realm) * WINDOW_MS) / STEP_MS.hour]))
}

/** A single crowded day of the seven must not change the usual count. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
