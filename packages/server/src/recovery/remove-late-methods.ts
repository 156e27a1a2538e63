/** "Someone else is in my account": what was set up while they may have been in goes with the new password; what just proved the owner, and what is older, stays. */
import type { MethodName } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { serverMethods } from '../methods/index.ts'
import { removeKeptSince } from '../methods/kept.ts'
import { note } from './note.ts'
import type { OpenFlow } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'
import { tellOwner } from './tell-owner.ts'

/** as long as an address that is new would be looked at with care. */
const LATELY_MS = 72 * 3_600_000

/** `changedAt`: of a change that was undone, however long ago. */
export async function removeLateMethods(tx: Tx, open: OpenFlow, deps: RecoveryDeps, changedAt = open.now): Promise<void> {
  const { row } = open.stored
  const of = { realm: open.site.realm.id, account: row.account ?? '' }
  const proven = JSON.parse(row.proven) as MethodName[]
  for (const method of await removeKeptSince(tx, of, { since: Math.min(open.now - LATELY_MS, changedAt), butNot: proven }, deps.keys)) {
    await note(tx, open, 'method.removed', { details: { method, lately: true } })
    await tellOwner(tx, open, { kind: 'account-changed', change: serverMethods[method].notices.removed }, deps)
  }
}
