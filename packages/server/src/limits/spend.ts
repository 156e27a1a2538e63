/** Spends limits: the generic cell rate algorithm (ITU-T I.371), one row for each bucket, one statement for all buckets of a request. */
import type { Limit } from '@regain/core'
import { sql } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { limits } from '../db/schema.ts'

export interface Bucket {
  /** From `limitKey`: it must not contain a name in the clear. */
  key: string
  limit: Limit
}

/** The key of a bucket. It does not contain the address or name that is counted. */
export const limitKey = (keys: Keys, limit: string, realm: string, ...what: readonly string[]): string =>
  keys.digest('limit', limit, realm, ...what)

/** The most that two clocks of one installation differ. A larger step comes from a clock that was set. */
export const CLOCK_STEP_MS = 300_000

const intervalOf = ({ burst, perSeconds }: Limit): number => Math.ceil((perSeconds * 1000) / burst)

// The rows are chosen before any is written, because the statement reads the table that it writes to (SQLite then collects them first).
const spending = prepareOnce((tx: Tx) =>
  tx
    .insert(limits)
    .select(
      sql`SELECT asked.key, min(max(ifnull(known.tat, 0), asked.now) + asked.interval, asked.room)
        FROM (SELECT value ->> 0 AS key, value ->> 1 AS now, value ->> 2 AS interval, value ->> 3 AS room, value ->> 4 AS far_ahead
          FROM json_each(${sql.placeholder('asked')})) AS asked
        LEFT JOIN ${limits} AS known ON known.key = asked.key
        WHERE known.tat IS NULL OR max(known.tat, asked.now) + asked.interval <= asked.room OR known.tat > asked.far_ahead`,
    )
    .onConflictDoUpdate({ target: limits.key, set: { tat: sql`excluded.tat` } })
    .returning({ key: limits.key })
    .prepare(),
)

/**
 * Spends one in each bucket that has room, and returns for each whether it had. A time far beyond the bucket's size was written by a clock that ran ahead and was set
 * back: one request passes, and the bucket is full from then on, not forever (R-1105).
 */
export async function spendAll(tx: Tx, buckets: readonly Bucket[], now: number): Promise<boolean[]> {
  // Security: a bucket that is named twice would be spent once.
  if (new Set(buckets.map(({ key }) => key)).size < buckets.length) throw new Error('one statement spends a bucket once')
  const asked = buckets.map(({ key, limit }) => {
    const interval = intervalOf(limit)
    const room = now + limit.burst * interval
    return [key, now, interval, room, room + CLOCK_STEP_MS]
  })
  const spent = await spending(tx).all({ asked: JSON.stringify(asked) })
  const keys = new Set(spent.map(({ key }) => key))
  return buckets.map(({ key }) => keys.has(key))
}

/** Gives one back, because a request that turned out right does not count against its sender. */
export async function giveBack(tx: Tx, { key, limit }: Bucket): Promise<void> {
  await tx.run(sql`UPDATE ${limits} SET tat = tat - ${intervalOf(limit)} WHERE key = ${key}`)
}
