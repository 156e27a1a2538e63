/** "Someone else is in my account": locks the account in the transaction of the proof, before anything else. */
import type { Tx } from '../db/database.ts'
import { announce } from '../events/announce.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { learn, note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { keepWait } from '../flows/waits.ts'
import { notifyOwner } from './notify-owner.ts'
import { readReview } from './review.ts'

/** Ends sessions, codes and other attempts. Nobody can sign in until there is a new password, even if this attempt goes no further. */
export async function lockAccount(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<OpenFlow> {
  const { row, named } = open.stored
  const { realm } = open.site
  if (!named || named.decoy || row.account === null) throw new Error('lockAccount called without a named account')
  const superseded = await endFlowsOf(tx, row.account, open.now, row.id)
  const { locks } = deps.directoryOf(realm)
  // Read first, because locking the account forgets its familiar devices.
  const review = await readReview(tx, open, deps)
  const generation = await locks?.lock(tx, named)
  const read = review.changes.length > 0 ? { review } : {}
  // Where the site keeps the accounts, the new password ends the sessions; until then no notice may claim that they have ended.
  if (generation === undefined) return learn(open, read)
  await keepWait(tx, row.account, generation)
  await note(tx, open, 'account.locked', { details: { cause: 'compromised', superseded } })
  await announce(tx, { type: 'account.locked', realm: realm.id, accountId: named.accountId, at: open.now, cause: 'compromised' }, deps)
  await notifyOwner(tx, open, { kind: 'account-changed', change: 'shut-by-owner' }, deps)
  return learn(open, { ...read, generation, lock: { cause: 'compromised', since: open.now } })
}
