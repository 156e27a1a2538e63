/** Deletes events that are past retention, up to a checkpoint. Its signed root and head stay, so that the rest still verifies. */
import { desc, inArray, lt, lte } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { auditCheckpoints, auditEvents } from '../db/schema.ts'
import type { Chain } from './chain.ts'
import { record } from './record.ts'
import { verifyRecord } from './verify.ts'

const AT_ONCE = 500

export interface Pruning {
  db: Database
  chain: Chain
  publicKey: string
  now: number
  /** In ms: deletes the events of checkpoints that were made before this time. */
  before: number
  onProgress?(progress: { done: number; of: number }): void
}

/** How many events were deleted. A broken audit log is not pruned, because that would hide where it is broken. */
export async function pruneRecord({
  db,
  chain,
  publicKey,
  now,
  before,
  onProgress,
}: Pruning): Promise<{ pruned: number; through: number } | { firstBroken: number }> {
  const verdict = await verifyRecord({ reader: db.read, chain, publicKey })
  if (verdict.firstBroken !== null) return { firstBroken: verdict.firstBroken }
  const [boundary] = await db.read
    .select()
    .from(auditCheckpoints)
    .where(lt(auditCheckpoints.at, before))
    .orderBy(desc(auditCheckpoints.number))
    .limit(1)
  const through = boundary?.last ?? 0
  // Security: the delete trigger and every later verification require this event, chained like any other.
  if (through > verdict.prunedThrough)
    await db.write((tx) =>
      record(tx, { at: now, name: 'audit.pruned', actor: 'operator', details: { through, events: through - verdict.prunedThrough } }),
    )
  const old = lte(auditEvents.id, through)
  const of = await db.read.$count(auditEvents, old)
  let pruned = 0
  for (let gone = AT_ONCE; gone === AT_ONCE; ) {
    gone = await db.write(
      async (tx) =>
        (
          await tx
            .delete(auditEvents)
            .where(inArray(auditEvents.id, tx.select({ id: auditEvents.id }).from(auditEvents).where(old).limit(AT_ONCE)))
        ).rowsAffected,
    )
    pruned += gone
    onProgress?.({ done: pruned, of })
  }
  return { pruned, through }
}
