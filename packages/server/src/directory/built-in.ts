/** The directory in Regain's own database. */
import { liftedByNewPassword } from '@regain/core'
import { and, eq, sql } from 'drizzle-orm'
import type { PasswordHasher } from '../crypto/password-hash.ts'
import type { Database, Tx } from '../db/database.ts'
import { given } from '../db/prepare-once.ts'
import { accountLocks, accounts, devices, identifiers } from '../db/schema.ts'
import type { Clock } from '../world/clock.ts'
import { inspect, lock, unlock } from './account-locks.ts'
import type { FailureKeys } from './count-sign-in.ts'
import { forgetFailures } from './count-sign-in.ts'
import type { Directory, FindResult, FoundAccount } from './directory.ts'
import { readAccount, reading } from './read-account.ts'

export interface BuiltInNeeds {
  realm: string
  db: Database
  clock: Clock
  hasher: PasswordHasher
  /** The keys under which failed sign-ins of this account are counted. */
  failuresOf(account: FoundAccount): FailureKeys
}

const asked = given(identifiers, ['realm', 'kind', 'value'])
const names = sql`FROM ${identifiers} WHERE realm = ${asked.realm} AND kind = ${asked.kind}`
/**
 * Security: reads the next name in order, for every name. A known name finds its own account. For an unknown one a neighbour's account is read, with the same seeks and
 * the same cold pages, and dropped. Searching where no account can be took 70 µs less, enough to tell the two apart.
 */
const byName = reading(sql`
  SELECT ${asked.realm} AS realm, coalesce(next.account, (SELECT account ${names} ORDER BY value LIMIT 1), '') AS id, next.value IS ${asked.value} AS asked
  FROM (SELECT 1) LEFT JOIN (SELECT account, value ${names} AND value >= ${asked.value} ORDER BY value LIMIT 1) AS next`)

export function builtInDirectory({ realm, db, clock, hasher, failuresOf }: BuiltInNeeds): Directory {
  const read = async (id: string): Promise<FindResult> => {
    const account = await readAccount(db.read, realm, id)
    return account ? { result: 'found', account } : { result: 'none' }
  }
  return {
    name: 'built-in',
    async find({ kind, value }) {
      const account = await byName(db.read, { realm, kind, value })
      return account ? { result: 'found', account } : { result: 'none' }
    },
    read,
    inspect: (id) => inspect(db, clock.now(), { realm, failuresOf }, id),
    locks: {
      unlock: (tx, account) => unlock(tx, { realm, failuresOf }, account),
      lock: (tx, account) => lock(tx, { realm, failuresOf }, account, clock.now()),
      dropPassword: (tx, at) => commit(tx, { realm, ...at, passwordHash: null, now: clock.now(), failuresOf }),
    },
    async setPassword({ accountId, password, generation, mustDiffer, neither = [] }) {
      if (mustDiffer) {
        const [account] = await db.read
          .select({ hash: accounts.passwordHash })
          .from(accounts)
          .where(and(eq(accounts.realm, realm), eq(accounts.id, accountId)))
        for (const hash of new Set([account?.hash ?? null, ...neither])) {
          const same = await hasher.verify(hash, password)
          if (same === 'busy') return { result: 'busy' }
          if (same.matches) return { result: 'unchanged' }
        }
      }
      const passwordHash = await hasher.hash(password)
      if (passwordHash === 'busy') return { result: 'busy' }
      return { result: 'ready', commit: (tx) => commit(tx, { realm, accountId, generation, passwordHash, now: clock.now(), failuresOf }) }
    },
  }
}

interface Commit extends Pick<BuiltInNeeds, 'realm' | 'failuresOf'> {
  accountId: string
  generation: number
  /** Null: removes the password. */
  passwordHash: string | null
  now: number
}

/** Replaces the password, and removes all sessions (by generation), familiar devices and the locks that a new password lifts. */
async function commit(tx: Tx, { realm, accountId, generation, passwordHash, now, failuresOf }: Commit): Promise<boolean> {
  const account = await readAccount(tx, realm, accountId)
  if (!account || (account.lock && !liftedByNewPassword(account.lock.cause))) return false
  const changed = await tx
    .update(accounts)
    .set({ passwordHash, passwordChangedAt: now, chosenHere: true, updatedAt: now, generation: sql`${accounts.generation} + 1` })
    .where(and(eq(accounts.realm, realm), eq(accounts.id, accountId), eq(accounts.generation, generation)))
  if (changed.rowsAffected === 0) return false
  await tx.delete(devices).where(and(eq(devices.realm, realm), eq(devices.account, accountId)))
  await tx.delete(accountLocks).where(and(eq(accountLocks.realm, realm), eq(accountLocks.account, accountId)))
  await forgetFailures(tx, realm, failuresOf(account))
  return true
}
