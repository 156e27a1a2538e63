/** Statistics: the counts of a period, beside those of the equally long period before it. */
import { and, eq, gte, lt, max, sql } from 'drizzle-orm'
import type { Database, Reader } from '../db/database.ts'
import { auditEvents, counts } from '../db/schema.ts'
import type { Clock, Step } from '../world/clock.ts'
import { STEP_MS, startOf } from '../world/clock.ts'
import { countedUpTo } from './count-events.ts'
import { TOOK_SECONDS } from './measures.ts'

/** In days; a single day is shown by hours. */
export const SPANS = [1, 7, 30, 90] as const

/** By measure and part. */
export type Counts = Record<string, Record<string, number>>

export async function readOverview(
  { days, realm }: { days: number; realm?: string | undefined },
  { db, clock }: { db: Database; clock: Clock },
) {
  const step: Step = days === 1 ? 'hour' : 'day'
  // The current step is the last one shown.
  const until = startOf(step, clock.now()) + STEP_MS[step]
  const length = days * STEP_MS.day
  const from = until - length
  const inRealm = realm === undefined ? undefined : eq(counts.realm, realm)
  const between = (start: number) => and(eq(counts.step, step), gte(counts.start, start), lt(counts.start, start + length), inRealm)
  const [now, before, rows, [newest], counted] = await Promise.all([
    sumUp(db.read, between(from)),
    sumUp(db.read, between(from - length)),
    db.read
      .select({
        at: counts.start,
        started: sql<number>`sum(iif(${counts.measure} = 'started', ${counts.count}, 0))`,
        recovered: sql<number>`sum(iif(${counts.measure} = 'recovered', ${counts.count}, 0))`,
      })
      .from(counts)
      .where(between(from))
      .groupBy(counts.start),
    db.read.select({ id: max(auditEvents.id) }).from(auditEvents),
    countedUpTo(db.read),
  ])
  const series = Array.from({ length: length / STEP_MS[step] }, (_, place) => from + place * STEP_MS[step]).map(
    (at) => rows.find((row) => row.at === at) ?? { at, started: 0, recovered: 0 },
  )
  return {
    from,
    until,
    stepMs: STEP_MS[step],
    counts: now,
    before,
    /** In seconds; null: no recovery succeeded. */
    median: medianOf(now.took ?? {}),
    medianBefore: medianOf(before.took ?? {}),
    series,
    /** Events that are logged but not counted yet. */
    behind: Math.max(0, (newest?.id ?? 0) - counted),
  }
}

async function sumUp(reader: Reader, where: ReturnType<typeof and>): Promise<Counts> {
  const rows = await reader
    .select({ measure: counts.measure, part: counts.part, count: sql<number>`sum(${counts.count})` })
    .from(counts)
    .where(where)
    .groupBy(counts.measure, counts.part)
  const sums: Counts = {}
  for (const { measure, part, count } of rows) sums[measure] = { ...sums[measure], [part]: count }
  return sums
}

/** Assumes that recoveries are spread evenly within a bucket. */
function medianOf(took: Readonly<Record<string, number>>): number | null {
  const half = Object.values(took).reduce((sum, count) => sum + count, 0) / 2
  let seen = 0
  let floor = 0
  for (const end of TOOK_SECONDS) {
    const count = took[end] ?? 0
    if (count > 0 && seen + count >= half) return Math.round(floor + ((half - seen) / count) * (end - floor))
    seen += count
    floor = end
  }
  return null
}
