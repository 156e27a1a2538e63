/** Counts before anything is compared: a generic cell rate in one guarded statement, shared by all processes. */
import type { Limit } from '@regain/core'
import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { limits } from '../db/schema.ts'
import { DAY_MS } from '../world/clock.ts'

/** No two clocks of one installation are further apart; what is, comes from a clock that was set. */
const CLOCK_STEP_MS = 300_000

const spending = prepareOnce((tx: Tx) => {
  const [now, interval, room, farAhead] = (['now', 'interval', 'room', 'farAhead'] as const).map((name) => sql.placeholder(name))
  return tx
    .insert(limits)
    .values({ key: sql.placeholder('key'), tat: sql`${now} + ${interval}` })
    .onConflictDoUpdate({
      target: limits.key,
      set: { tat: sql`min(max(${limits.tat}, ${now}) + ${interval}, ${room})` },
      // A moment far beyond any room was written by a clock that ran ahead and was set back: one goes through, and the bucket is full from now, not for ever (R-1105).
      setWhere: sql`max(${limits.tat}, ${now}) + ${interval} <= ${room} OR ${limits.tat} > ${farAhead}`,
    })
    .prepare()
})

/** True when there was room, and it is spent now. `key` holds no name in the clear: digest it first. */
export async function spend(tx: Tx, key: string, { burst, perSeconds }: Limit, now: number): Promise<boolean> {
  const interval = Math.ceil((perSeconds * 1000) / burst)
  const room = now + burst * interval
  const spent = await spending(tx).run({ key, now, interval, room, farAhead: room + CLOCK_STEP_MS })
  return spent.rowsAffected === 1
}

/** Gives one back: what turned out right is not counted against its sender. */
export async function giveBack(tx: Tx, key: string, { burst, perSeconds }: Limit): Promise<void> {
  const interval = Math.ceil((perSeconds * 1000) / burst)
  await tx.run(sql`UPDATE ${limits} SET tat = tat - ${interval} WHERE key = ${key}`)
}

/** Nothing goes through for a day: somebody said so. A bucket that was emptied would give one out after its first share of the day. */
export async function shutForDay(tx: Tx, key: string, now: number): Promise<void> {
  const tat = now + DAY_MS
  await tx.insert(limits).values({ key, tat }).onConflictDoUpdate({ target: limits.key, set: { tat } })
}

/** Of what is not spent from. Changes nothing. */
export async function isShut(tx: Pick<Tx, '$count'>, key: string, now: number): Promise<boolean> {
  const isMeant = and(eq(limits.key, key), gt(limits.tat, now), lte(limits.tat, now + DAY_MS + CLOCK_STEP_MS))
  return (await tx.$count(limits, isMeant)) > 0
}

/** All are spent, also after one was full, and the caller's "no" takes all of it back: which one it was must not show in what the others hold. */
export async function spendAll(tx: Tx, buckets: readonly (readonly [key: string, limit: Limit])[], now: number): Promise<boolean> {
  let room = true
  for (const [key, limit] of buckets) room = (await spend(tx, key, limit, now)) && room
  return room
}
