/** What operators do to an account's state. No act shows or sets a secret. */
import type { AccountChange, AuditEventName, LockCause } from '@regain/core'
import { and, eq, sql } from 'drizzle-orm'
import { dropPressed } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import { accounts, devices } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { liftSignInLock } from '../directory/account-locks.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { putLock, removeLocks } from '../directory/locks.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import { whoDecided } from '../operators/approvals.ts'
import { mustNotBeOwnAccount } from '../operators/own-account.ts'
import { needSecondPerson } from '../operators/second-person.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import { failureKeysOf } from '../sign-in/failure-keys.ts'
import type { Realm } from '../sites/realm.ts'
import { accountActs } from './account-acts.ts'
import type { ActNeeds, OnAccount } from './act.ts'
import { act } from './act.ts'

/** Lifts only the lock of this cause; after too many sign-ins it also resets the counts that strangers filled. Password, addresses and methods stay. */
export const unlock = (on: OnAccount, cause: LockCause, needs: ActNeeds) =>
  act(
    on,
    {
      verb: 'unlock',
      change: 'unlocked',
      event: 'account.unlocked',
      details: { cause },
      // Regain keeps freezes for the accounts of every directory.
      everywhere: cause === 'frozen',
      async work(tx, account, now, realm) {
        if (cause === 'disabled') throw valueRefused('cause', 'is lifted by enabling the account')
        await mayOpen(tx, on, { account, realm, cause }, needs)
        if (cause === 'frozen') {
          const digest = accountDigest(needs.keys, on.realm, on.account)
          await dropPressed(tx, digest)
          await endFlowsOf(tx, digest, now)
        }
        if (cause !== 'too-many-sign-ins') return await removeLocks(tx, on.realm, on.account, cause)
        return await liftSignInLock(tx, { realm: on.realm, failuresOf: (one) => failureKeysOf(needs.keys, realm, one) }, account)
      },
    },
    needs,
  )

/** Unlocking a privileged account takes two operators; without the second one nothing happens. */
async function mayOpen(
  tx: Tx,
  { word, operator, requestId }: OnAccount,
  { account, realm, cause }: { account: FoundAccount; realm: Realm; cause: LockCause },
  needs: ActNeeds,
): Promise<void> {
  if (!account.privileged) return
  if (!word) throw new ProblemError('not-permitted')
  const subject = { realm: realm.name, account: account.id, cause }
  await needSecondPerson(tx, { action: 'privileged-unlock', subject, ...word, by: { operator, requestId } }, needs)
  if (word.second && 'approval' in word.second) await mustNotBeOwnAccount(tx, (await whoDecided(tx, word.second)) ?? '', account)
}

/** A lock ends open recoveries. */
export const lock = (on: OnAccount, needs: ActNeeds) => putOperatorLock(on, 'lock', 'locked', 'account.locked', needs)
export const disable = (on: OnAccount, needs: ActNeeds) => putOperatorLock(on, 'disable', 'disabled', 'account.disabled', needs)

function putOperatorLock(on: OnAccount, verb: 'lock' | 'disable', change: AccountChange, event: AuditEventName, needs: ActNeeds) {
  const cause = accountActs[verb].puts
  return act(
    on,
    {
      verb,
      change,
      event,
      details: { cause },
      async work(tx, _account, now) {
        if (!(await putLock(tx, on.realm, on.account, { cause, since: now, note: null }))) return false
        await endFlowsOf(tx, accountDigest(needs.keys, on.realm, on.account), now)
        return true
      },
    },
    needs,
  )
}

export const enable = (on: OnAccount, needs: ActNeeds) =>
  act(
    on,
    {
      verb: 'enable',
      change: 'enabled',
      event: 'account.enabled',
      async work(tx, account, _now, realm) {
        await mayOpen(tx, on, { account, realm, cause: 'disabled' }, needs)
        return await removeLocks(tx, on.realm, on.account, 'disabled')
      },
    },
    needs,
  )

/** The site sees the new generation when it asks next, and familiar devices are forgotten. */
export const endSessions = (on: OnAccount, needs: ActNeeds) =>
  act(
    on,
    {
      verb: 'end-sessions',
      change: 'signed-out',
      event: 'account.signed-out',
      async work(tx, _account, now) {
        await tx
          .update(accounts)
          .set({ generation: sql`${accounts.generation} + 1`, updatedAt: now })
          .where(and(eq(accounts.realm, on.realm), eq(accounts.id, on.account)))
        await tx.delete(devices).where(and(eq(devices.realm, on.realm), eq(devices.account, on.account)))
        await endFlowsOf(tx, accountDigest(needs.keys, on.realm, on.account), now)
        return true
      },
    },
    needs,
  )

/** Ends every open attempt, and with it its code. */
export const voidCodes = (on: OnAccount, needs: ActNeeds) =>
  act(
    on,
    {
      verb: 'void-codes',
      change: 'codes-voided',
      event: 'account.codes-voided',
      work: async (tx, _account, now) => (await endFlowsOf(tx, accountDigest(needs.keys, on.realm, on.account), now)) > 0,
    },
    needs,
  )
