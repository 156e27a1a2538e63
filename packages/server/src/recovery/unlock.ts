/** Unlocks an account that wrong passwords had locked. The password stays and works immediately. */
import { readBefore } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import { announce } from '../events/announce.ts'
import { end } from '../flows/end-flow.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { replaceSavedCode } from '../flows/replace-saved-code.ts'
import { ProblemError } from '../problems/problem.ts'
import { notifyOwner } from './notify-owner.ts'

export async function unlock(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<Answered> {
  const { named } = open.stored
  const { realm } = open.site
  const { locks } = deps.directoryOf(realm)
  // Security: core offers this only after a proof; checked again because an account would be unlocked.
  if (!named || named.decoy || named.drill || !locks) throw new Error('unlock called without a named account')
  const { accountId } = named
  const before = await readBefore(tx, realm.id, accountId)
  const unlocked = await locks.unlock(tx, named)
  const ended = await end(tx, open, unlocked ? { outcome: 'unlocked' } : { because: 'refused' }, deps)
  if (!ended) throw new ProblemError('in-progress')
  if (!unlocked) return { open: ended }
  await note(tx, open, 'account.unlocked', { details: { cause: 'too-many-sign-ins' } })
  await announce(tx, { type: 'account.unlocked', realm: realm.id, accountId, at: open.now }, deps)
  const disputable = before && { change: 'unlocked-by-owner' as const, before }
  await notifyOwner(tx, open, { kind: 'account-changed', change: 'unlocked-by-owner' }, deps, disputable)
  return { open: ended, shown: await replaceSavedCode(tx, ended, deps) }
}
