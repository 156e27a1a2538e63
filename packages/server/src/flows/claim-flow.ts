/** Claims a flow for one answer while its work leaves the database: of many answers at once one continues. A process that died holds it for seconds only. */
import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { flows } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import { LEASE_MS, startBeat } from '../world/lease.ts'
import type { OpenFlow } from './open-flow.ts'
import { written } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

/** One of several requests wins; the others are asked to wait. */
export async function claimFlow(tx: Tx, open: OpenFlow): Promise<OpenFlow> {
  const claimedUntil = open.now + LEASE_MS
  const claimed = await tx
    .update(flows)
    .set({ claimedUntil })
    .where(and(eq(flows.id, open.stored.row.id), isNull(flows.endedAt), lte(flows.claimedUntil, open.now)))
  if (claimed.rowsAffected === 0) throw new ProblemError('in-progress', { retryAfterSeconds: 2 })
  return written(open, { claimedUntil })
}

/** Extends the claim for as long as the work takes: a directory may be slow. */
export async function whileClaimed<Result>(
  { stored: { row } }: OpenFlow,
  work: () => Promise<Result>,
  { db, clock }: Pick<RecoveryDeps, 'db' | 'clock'>,
): Promise<Result> {
  let { claimedUntil } = row
  const stopBeat = startBeat(async () => {
    const next = clock.now() + LEASE_MS
    const isOurs = and(eq(flows.id, row.id), eq(flows.claimedUntil, claimedUntil))
    const extended = await db.write((tx) => tx.update(flows).set({ claimedUntil: next }).where(isOurs))
    if (extended.rowsAffected === 1) claimedUntil = next
  })
  return await work().finally(stopBeat)
}
