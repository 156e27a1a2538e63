/** Locks and unlocks an account that Regain keeps itself, and says what keeps its owner from signing in. */
import type { Condition, Lock, WrongSignIns } from '@regain/core'
import { maskIdentifier } from '@regain/core'
import { and, asc, desc, eq, gt, gte, inArray, max, ne, sql } from 'drizzle-orm'
import type { Database, Reader, Tx } from '../db/database.ts'
import { accountLocks, accounts, devices, signInFailures, signInSources } from '../db/schema.ts'
import { DAY_MS } from '../world/clock.ts'
import type { FailureKeys } from './count-sign-in.ts'
import { forgetFailures, MOST_IN_A_ROW } from './count-sign-in.ts'
import type { AccountAt, FoundAccount, InspectResult } from './directory.ts'
import { readAccount } from './read-account.ts'

interface Needs {
  realm: string
  /** The keys under which failed sign-ins of this account are counted. */
  failuresOf(account: FoundAccount): FailureKeys
}

export async function inspect(db: Database, now: number, { realm, failuresOf }: Needs, id: string): Promise<InspectResult> {
  const account = await readAccount(db.read, realm, id)
  const [row] = await db.read
    .select({
      hash: accounts.passwordHash,
      changedAt: accounts.passwordChangedAt,
      createdAt: accounts.createdAt,
      signsInWith: accounts.signsInWith,
    })
    .from(accounts)
    .where(and(eq(accounts.realm, realm), eq(accounts.id, id)))
  if (!account || !row) return { result: 'none' }
  const { names, account: own } = failuresOf(account)
  const wrongSignIns = await countWrong(db, now, realm, names)
  const lock = account.lock ?? (await stoppedSince(db.read, now, realm, own))
  // The password that the account began with doesn't count as changed.
  const changedAt = row.changedAt !== null && row.changedAt > row.createdAt ? row.changedAt : undefined
  const condition: Condition = {
    names: account.identifiers.map(maskIdentifier),
    unlocks: true,
    signsInWith: row.signsInWith,
    password: { exists: row.hash !== null, ...(changedAt !== undefined && { changedAt }) },
    ...(lock && { lock }),
    ...(wrongSignIns && { wrongSignIns }),
  }
  return { result: 'found', condition }
}

/** Too many consecutive wrong passwords stop an account. That works like a lock, but only its owner and operators can see it. */
export async function stoppedSince(
  from: Pick<Reader, 'select'>,
  now: number,
  realm: string,
  own: readonly string[],
): Promise<Lock | undefined> {
  const isOfAccount = and(eq(signInFailures.realm, realm), inArray(signInFailures.name, [...own]), gt(signInFailures.forgottenAt, now))
  const [row] = await from
    .select({ since: signInFailures.updatedAt })
    .from(signInFailures)
    .where(and(isOfAccount, gte(signInFailures.count, MOST_IN_A_ROW)))
    .orderBy(asc(signInFailures.updatedAt))
  return row && { cause: 'too-many-sign-ins', since: row.since }
}

/** As for sign-ins, a quiet day resets the count. */
const FORGOTTEN_MS = DAY_MS

async function countWrong(db: Database, now: number, realm: string, names: string[]): Promise<WrongSignIns | undefined> {
  const counts = await db.read
    .select()
    .from(signInFailures)
    .where(and(eq(signInFailures.realm, realm), inArray(signInFailures.name, names)))
  const recent = counts.filter(({ updatedAt }) => now - updatedAt < FORGOTTEN_MS)
  if (recent.length === 0) return undefined
  const until = Math.max(...recent.map(({ lockedUntil }) => lockedUntil))
  const from = await browsersOf(db, realm, names, now - FORGOTTEN_MS)
  return {
    count: recent.reduce((sum, { count }) => sum + count, 0),
    last: Math.max(...recent.map(({ updatedAt }) => updatedAt)),
    ...(from.length > 0 && { from }),
    ...(until > now && { until }),
  }
}

/** Enough to remind the owner of an old phone. */
const MOST_BROWSERS = 3

async function browsersOf(db: Database, realm: string, names: string[], since: number): Promise<string[]> {
  const { browser, lastAt } = signInSources
  const isRecentSource = and(eq(signInSources.realm, realm), inArray(signInSources.name, names), gt(lastAt, since), ne(browser, ''))
  const last = max(lastAt)
  const rows = await db.read
    .select({ browser })
    .from(signInSources)
    .where(isRecentSource)
    .groupBy(browser)
    .orderBy(desc(last))
    .limit(MOST_BROWSERS)
  return rows.map((row) => row.browser)
}

/** Password, sessions and familiar devices stay. False: the account has changed since, or is also locked for another cause. */
export async function unlock(tx: Tx, needs: Needs, { accountId, generation }: AccountAt): Promise<boolean> {
  const account = await readAccount(tx, needs.realm, accountId)
  if (account?.generation !== generation || (account.lock && account.lock.cause !== 'too-many-sign-ins')) return false
  await liftSignInLock(tx, needs, account)
  return true
}

/** Lifts the lock by wrong passwords, and resets the counts that strangers filled. False: there was nothing to lift. */
export async function liftSignInLock(tx: Tx, { realm, failuresOf }: Needs, account: FoundAccount): Promise<boolean> {
  const isSignInLock = and(eq(accountLocks.realm, realm), eq(accountLocks.account, account.id), eq(accountLocks.cause, 'too-many-sign-ins'))
  const lifted = await tx.delete(accountLocks).where(isSignInLock)
  return lifted.rowsAffected + (await forgetFailures(tx, realm, failuresOf(account))) > 0
}

/** Ends every session (by generation), forgets familiar devices, and blocks sign-in until there is a new password. */
export async function lock(tx: Tx, { realm }: Needs, { accountId, generation }: AccountAt, now: number): Promise<number | undefined> {
  const isUnchanged = and(eq(accounts.realm, realm), eq(accounts.id, accountId), eq(accounts.generation, generation))
  const raised = await tx
    .update(accounts)
    .set({ generation: sql`${accounts.generation} + 1`, updatedAt: now })
    .where(isUnchanged)
  if (raised.rowsAffected === 0) return undefined
  await tx.delete(devices).where(and(eq(devices.realm, realm), eq(devices.account, accountId)))
  await tx.insert(accountLocks).values({ realm, account: accountId, cause: 'compromised', since: now }).onConflictDoNothing()
  return generation + 1
}
