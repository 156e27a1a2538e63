/** Blocks a limit for a day, because a person asked for that. */
import { and, eq, gt, lte } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { limits } from '../db/schema.ts'
import { DAY_MS } from '../world/clock.ts'
import { CLOCK_STEP_MS } from './room.ts'

/** Lets nothing through for a day. An emptied bucket would let one through after its first share of the day. */
export async function blockForDay(tx: Tx, key: string, now: number): Promise<void> {
  const tat = now + DAY_MS
  await tx.insert(limits).values({ key, tat }).onConflictDoUpdate({ target: limits.key, set: { tat } })
}

/** Checks without spending. */
export async function isBlocked(tx: Pick<Tx, '$count'>, key: string, now: number): Promise<boolean> {
  const isBlockedNow = and(eq(limits.key, key), gt(limits.tat, now), lte(limits.tat, now + DAY_MS + CLOCK_STEP_MS))
  return (await tx.$count(limits, isBlockedNow)) > 0
}
