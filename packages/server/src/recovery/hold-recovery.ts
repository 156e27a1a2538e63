/** Delays a recovery when only the address that proved it would be notified. The owner gets time to notice, and the site can warn them through another channel. */
import { WAIT_GOOD_MS, waitUntil } from '@regain/core'
import { eq, lte, ne, or } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { waits } from '../db/schema.ts'
import { announce } from '../events/announce.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { learn, note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { notifyOwner } from './notify-owner.ts'

/** `open`: the flow after a proof, if it must wait. */
export async function holdRecovery(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<OpenFlow> {
  const { stored, site, now } = open
  const { row, named } = stored
  const { policy, id: realm } = site.realm
  if (!named || row.account === null) throw new Error('holdRecovery called without a named account')
  const { generation } = named
  const wait = { account: row.account, generation, readyAt: waitUntil(policy, now), expiresAt: waitUntil(policy, now) + WAIT_GOOD_MS }
  // Security: a further proof does not restart a running wait; otherwise a reader of the mailbox could make its owner wait forever.
  const begun = await tx
    .insert(waits)
    .values(wait)
    .onConflictDoUpdate({ target: waits.account, set: wait, setWhere: or(lte(waits.expiresAt, now), ne(waits.generation, generation)) })
  const [kept = wait] = await tx.select().from(waits).where(eq(waits.account, row.account))
  if (begun.rowsAffected === 1) {
    await notifyOwner(tx, open, { kind: 'account-changed', change: 'recovery-held', goesOnAt: kept.readyAt }, deps)
    await announce(tx, { type: 'recovery.held', realm, accountId: named.accountId, at: now }, deps)
    await note(tx, open, 'recovery.held', { details: { until: new Date(kept.readyAt).toISOString() } })
  }
  return learn(open, { readyAt: kept.readyAt })
}
