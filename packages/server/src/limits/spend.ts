/** Counts before anything is looked at: a generic cell rate in one guarded statement, shared by all processes. */
import type { Limit } from '@regain/core'
import { sql } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { limits } from '../db/schema.ts'

/** True when there was room, and it is spent now. `key` holds no name in the clear: digest it first. */
export async function spend(tx: Tx, key: string, { burst, perSeconds }: Limit, now: number): Promise<boolean> {
  const interval = Math.ceil((perSeconds * 1000) / burst)
  const room = now + burst * interval
  // `tat` far ahead of any room comes from a clock that was set back: it is taken as full, not as for ever.
  const spent = await tx.run(sql`
    INSERT INTO ${limits} (key, tat) VALUES (${key}, ${now + interval})
    ON CONFLICT (key) DO UPDATE SET tat = max(tat, ${now}) + ${interval}
    WHERE max(tat, ${now}) + ${interval} <= ${room}`)
  return spent.rowsAffected === 1
}

/** Every bucket is spent, also after one was full: which one it was must not show in what the others hold. */
export async function spendAll(tx: Tx, buckets: readonly (readonly [key: string, limit: Limit])[], now: number): Promise<boolean> {
  let room = true
  for (const [key, limit] of buckets) room = (await spend(tx, key, limit, now)) && room
  return room
}
