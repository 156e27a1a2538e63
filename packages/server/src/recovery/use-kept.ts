/** Looks at a guess of what the person keeps, and uses it up: the guess was counted for its flow and its account before. */
import type { KeptMethodName } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { serverMethods } from '../methods/index.ts'
import { countWrong, forgetWrong } from '../methods/kept.ts'
import { storeNamed } from './diagnose.ts'
import type { OpenFlow } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'
import { tellOwner } from './tell-owner.ts'

interface KeptGuess {
  method: KeptMethodName
  typed: string
  /** Over it, a guess is looked at as any other, and is wrong. */
  withinBudget: boolean
}

export async function useKept(
  tx: Tx,
  { stored: { row, named }, site, now }: OpenFlow,
  { method, typed, withinBudget }: KeptGuess,
  deps: RecoveryDeps,
): Promise<boolean> {
  const of = { realm: site.realm.id, account: row.account ?? '' }
  const counted = withinBudget && (await countWrong(tx, of, method, now, deps.keys))
  const found = await serverMethods[method].look(tx, { ...of, typed, now }, deps)
  // Security: a decoy's account is the digest of a name, under which nobody can set anything up; what says so first is said here, where it counts.
  if (!found || !counted || named?.decoy !== false) return false
  if (!(await found.useUp(tx))) return false
  await forgetWrong(tx, of, method, deps.keys)
  return true
}

/** What runs out is said: to the owner's addresses at once (NIST SP 800-63B-4 4.2.1.1), and at the end to whoever stands there. */
export async function tellUsed(tx: Tx, open: OpenFlow, method: KeptMethodName, deps: RecoveryDeps): Promise<void> {
  const { row, named } = open.stored
  const of = { realm: open.site.realm.id, account: row.account ?? '' }
  const { left, notices } = serverMethods[method]
  if (left && named) await storeNamed(tx, row.id, { ...named, savedCodesLeft: await left(tx, of) }, deps.seal)
  if (notices.used) await tellOwner(tx, open, { kind: 'account-changed', change: notices.used }, deps)
}
