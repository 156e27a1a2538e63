/** Puts failed messages back into the outbox under their own id, so that a recipient of a first copy can recognise the second. */
import type { SQL } from 'drizzle-orm'
import { and, inArray, ne, notInArray } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { momentary, outbox } from '../db/schema.ts'
import { DAY_MS } from '../world/clock.ts'

const LIFETIME_MS = 7 * DAY_MS

/** Starts a new retry schedule. Returns how many messages; codes are never among them, because their text is gone. */
export async function putBack(tx: Tx, which: SQL | undefined, now: number): Promise<number> {
  tx.wakeOutbox()
  const back = await tx
    .update(outbox)
    .set({ state: 'waiting', tries: 0, nextAt: now, settledAt: null, because: null, expiresAt: now + LIFETIME_MS })
    .where(and(which, inArray(outbox.state, ['refused', 'expired']), notInArray(outbox.kind, [...momentary]), ne(outbox.message, '')))
  return back.rowsAffected
}
