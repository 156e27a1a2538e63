/** The directory that lives in Regain's own database. */
import type { Lock } from '@regain/core'
import { liftedByNewPassword } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, sql } from 'drizzle-orm'
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
      const account = await readOne(
        db.read,
        realm,
        sql`coalesce((SELECT account FROM ${identifiers} WHERE realm = ${realm} AND kind = ${kind} AND value = ${value}), '')`,
      )
      return account ? { result: 'found', account } : { result: 'none' }
    },
    read,
    async setPassword({ accountId, password, generation }) {
      const passwordHash = await hasher.hash(password)
      if (passwordHash === 'busy') return { result: 'busy' }
      return { result: 'ready', commit: (tx) => commit(tx, { realm, accountId, generation, passwordHash, now: clock.now(), failuresOf }) }
    },
  }
}

/** Undefined: there is no such account. */
export const readAccount = (from: Pick<Reader, 'get'>, realm: string, id: string): Promise<FoundAccount | undefined> =>
  readOne(from, realm, sql`${id}`)

/** The account's facts, each as JSON. */
interface AccountFacts {
  account: string | null
  destinations: string
  identifiers: string
  locks: string
}

/**
 * Security: one statement that always gives one row. For a name that nobody has it looks everywhere as well, under an id that nobody can have, and as many
 * rows and columns come over into JavaScript, where reading them costs more than finding them.
 */
async function readOne(from: Pick<Reader, 'get'>, realm: string, id: SQL): Promise<FoundAccount | undefined> {
  const facts = await from.get<AccountFacts>(sql`
    WITH one AS MATERIALIZED (SELECT ${realm} AS realm, ${id} AS id)
    SELECT
      (SELECT json_object('id', a.id, 'generation', a.generation, 'locale', a.locale)
        FROM ${accounts} a WHERE a.realm = one.realm AND a.id = one.id) AS account,
      (SELECT json_group_array(json_object('channel', channel, 'value', value, 'verified', json(iif(verified, 'true', 'false')), 'since', since))
        FROM (SELECT * FROM ${destinations} d WHERE d.realm = one.realm AND d.account = one.id ORDER BY d.place)) AS destinations,
      (SELECT json_group_array(json_object('kind', kind, 'value', value))
        FROM (SELECT * FROM ${identifiers} i WHERE i.realm = one.realm AND i.account = one.id ORDER BY i.place)) AS identifiers,
      (SELECT json_group_array(json_object('cause', cause, 'since', since))
        FROM ${accountLocks} l WHERE l.realm = one.realm AND l.account = one.id) AS locks
    FROM one`)
  if (!facts) throw new Error('a statement that always gives a row gave none')
  const account = JSON.parse(facts.account ?? 'null') as { id: string; generation: number; locale: string | null } | null
  const places = JSON.parse(facts.destinations) as FoundAccount['destinations']
  const names = JSON.parse(facts.identifiers) as FoundAccount['identifiers']
  const locks = JSON.parse(facts.locks) as Lock[]
  if (!account) return undefined
  // The gravest speaks for all: a new password that lifts one lock does not lift another.
  const lock = locks.find(({ cause }) => cause === 'disabled') ?? locks.find(({ cause }) => !liftedByNewPassword(cause)) ?? locks[0]
  return {
    id: account.id,
    generation: account.generation,
    destinations: places,
    identifiers: names,
    ...(account.locale && { locale: account.locale }),
    ...(lock && { lock }),
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
