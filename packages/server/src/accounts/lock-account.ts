/** Locks and unlocks an account for the site's back end. A lock ends the account's open recoveries. */
import type { LockCause } from '@regain/core'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { putLock, removeLocks } from '../directory/locks.ts'
import { readAccount } from '../directory/read-account.ts'
import { announce } from '../events/announce.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import { ProblemError } from '../problems/problem.ts'
import type { BySite } from './by-site.ts'
import { announcement, fact } from './by-site.ts'

export async function lockAccount(tx: Tx, by: BySite, cause: LockCause, note: string | undefined): Promise<void> {
  await mustExist(tx, by)
  await putLock(tx, by.realm, by.id, { cause, since: by.now, note: note ?? null })
  const event = fact(by)
  await endFlowsOf(tx, event.account, by.now)
  await record(tx, { ...event, name: 'account.locked', details: { cause } })
  await announce(tx, { ...announcement(by), type: 'account.locked', cause }, by)
}

/**
 * Removes all locks except a freeze, because an intruder may have made the site ask for this. Without a lock, nothing happens and nothing is logged.
 */
export async function unlockAccount(tx: Tx, by: BySite): Promise<void> {
  await mustExist(tx, by)
  if (!(await removeLocks(tx, by.realm, by.id))) return
  await record(tx, { ...fact(by), name: 'account.unlocked' })
  await announce(tx, { ...announcement(by), type: 'account.unlocked' }, by)
}

async function mustExist(tx: Tx, { realm, id }: BySite): Promise<void> {
  if (!(await readAccount(tx, realm, id))) throw new ProblemError('not-found')
}
