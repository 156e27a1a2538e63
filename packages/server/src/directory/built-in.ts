/** The directory that lives in Regain's own database. */
import type { IdentifierKind } from '@regain/core'
import { liftedByNewPassword } from '@regain/core'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Reader, Tx } from '../db/database.ts'
import { accountLocks, accounts, destinations, devices, identifiers, signInFailures } from '../db/schema.ts'
import type { Clock } from '../security/clock.ts'
import type { PasswordHasher } from '../security/password-hash.ts'
import type { CanonicalIdentifier, Directory, FindResult, FoundAccount } from './directory.ts'

export interface BuiltInNeeds {
  realm: string
  db: Database
  clock: Clock
  hasher: PasswordHasher
  /** Under which digests failed sign-ins with this name are counted. */
  failuresOf(name: CanonicalIdentifier): string[]
}

export function builtInDirectory({ realm, db, clock, hasher, failuresOf }: BuiltInNeeds): Directory {
  const read = async (id: string): Promise<FindResult> => {
    const account = await readAccount(db.read, realm, id)
    return account ? { result: 'found', account } : { result: 'none' }
  }
  return {
    name: 'built-in',
    async find({ kind, value }) {
      const [owner] = await db.read
        .select({ id: identifiers.account })
        .from(identifiers)
        .where(isIdentifier(realm, kind, value))
      // Security: a name that nobody has is read to the end as well, under an id that nobody can have.
      return await read(owner?.id ?? '')
    },
    read,
    async setPassword({ accountId, password, generation }) {
      const passwordHash = await hasher.hash(password)
      if (passwordHash === 'busy') return { result: 'busy' }
      return { result: 'ready', commit: (tx) => commit(tx, { realm, accountId, generation, passwordHash, now: clock.now(), failuresOf }) }
    },
  }
}

const isIdentifier = (realm: string, kind: IdentifierKind, value: string) =>
  and(eq(identifiers.realm, realm), eq(identifiers.kind, kind), eq(identifiers.value, value))

export async function readAccount(from: Pick<Reader, 'select'>, realm: string, id: string): Promise<FoundAccount | undefined> {
  const [account] = await from
    .select()
    .from(accounts)
    .where(and(eq(accounts.realm, realm), eq(accounts.id, id)))
  const places = await from
    .select()
    .from(destinations)
    .where(and(eq(destinations.realm, realm), eq(destinations.account, id)))
    .orderBy(asc(destinations.place))
  const names = await from
    .select()
    .from(identifiers)
    .where(and(eq(identifiers.realm, realm), eq(identifiers.account, id)))
    .orderBy(asc(identifiers.place))
  const locks = await from
    .select()
    .from(accountLocks)
    .where(and(eq(accountLocks.realm, realm), eq(accountLocks.account, id)))
  if (!account) return undefined
  // The gravest speaks for all: a new password that lifts one lock does not lift another.
  const lock = locks.find(({ cause }) => cause === 'disabled') ?? locks.find(({ cause }) => !liftedByNewPassword(cause)) ?? locks[0]
  return {
    id,
    generation: account.generation,
    destinations: places.map(({ channel, value, verified, since }) => ({ channel, value, verified, since })),
    identifiers: names.map(({ kind, value }) => ({ kind, value })),
    ...(account.locale && { locale: account.locale }),
    ...(lock && { lock: { cause: lock.cause, since: lock.since } }),
  }
}

interface Commit extends Pick<BuiltInNeeds, 'realm' | 'failuresOf'> {
  accountId: string
  generation: number
  passwordHash: string
  now: number
}

/** The old password, all sessions (by generation), familiar devices and the locks that a new password lifts: in one go. */
async function commit(tx: Tx, { realm, accountId, generation, passwordHash, now, failuresOf }: Commit): Promise<boolean> {
  const account = await readAccount(tx, realm, accountId)
  if (!account || (account.lock && !liftedByNewPassword(account.lock.cause))) return false
  const changed = await tx
    .update(accounts)
    .set({ passwordHash, passwordChangedAt: now, updatedAt: now, generation: sql`${accounts.generation} + 1` })
    .where(and(eq(accounts.realm, realm), eq(accounts.id, accountId), eq(accounts.generation, generation)))
  if (changed.rowsAffected === 0) return false
  await tx.delete(devices).where(and(eq(devices.realm, realm), eq(devices.account, accountId)))
  await tx.delete(accountLocks).where(and(eq(accountLocks.realm, realm), eq(accountLocks.account, accountId)))
  const names = account.identifiers.flatMap(failuresOf)
  if (names.length > 0) await tx.delete(signInFailures).where(and(eq(signInFailures.realm, realm), inArray(signInFailures.name, names)))
  return true
}
