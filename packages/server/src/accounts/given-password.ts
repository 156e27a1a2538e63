/** The password that a site gives, compared with the last one it gave, so that a repeated one never restores an old password. */
import { normalisePassword } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { canonicalHash } from '../crypto/hash-forms.ts'
import type { Keys } from '../crypto/keys.ts'
import type { PasswordHasher } from '../crypto/password-hash.ts'
import type { Database, Tx } from '../db/database.ts'
import { accounts } from '../db/schema.ts'
import type { AccountBody } from './account-body.ts'

export interface GivenPassword {
  hash: string
  /** Digest of the hash, the same for each of its spellings. */
  digest: string
  /** The given password matches this hash of the account. */
  sameAs?: string
}

export interface GivenNeeds {
  keys: Keys
  hasher: PasswordHasher
}

type Given = Pick<AccountBody, 'password' | 'passwordHash'>

/** Call it outside of any transaction. Undefined: no password was given. */
export async function readGiven(
  realm: string,
  id: string,
  { password, passwordHash }: Given,
  { keys, hasher }: GivenNeeds,
): Promise<GivenPassword | 'busy' | undefined> {
  const hash = passwordHash ?? (password === undefined ? undefined : await hashGiven(realm, id, password, { keys, hasher }))
  if (hash === undefined || hash === 'busy') return hash
  return { hash, digest: keys.digest('given-password', realm, id, canonicalHash(hash)) }
}

/** Security: the salt comes from a key and the account. So the same password gives the same hash again, and no fast digest of it need be stored. */
function hashGiven(realm: string, id: string, password: string, { keys, hasher }: GivenNeeds): Promise<string | 'busy'> {
  const salt = Buffer.from(keys.digest('given-password', realm, id), 'base64url').subarray(0, 16)
  return hasher.hash(normalisePassword(password), salt)
}

/** As `readGiven`, and also compares a password in the clear with the account's. */
export async function compareGiven(
  realm: string,
  id: string,
  body: Given,
  { db, ...needs }: GivenNeeds & { db: Database },
): Promise<GivenPassword | 'busy' | undefined> {
  const given = await readGiven(realm, id, body, needs)
  if (given === undefined || given === 'busy' || body.password === undefined) return given
  const { givenHash, passwordHash } = (await rowOf(db.read, realm, id)) ?? {}
  if (givenHash === given.digest || !passwordHash) return given
  const known = await needs.hasher.verify(passwordHash, body.password)
  if (known === 'busy') return 'busy'
  return known.matches ? { ...given, sameAs: passwordHash } : given
}

export type PasswordRow = Pick<typeof accounts.$inferSelect, 'passwordHash' | 'givenHash' | 'chosenHere'>

export async function rowOf(from: Pick<Tx, 'select'>, realm: string, id: string): Promise<PasswordRow | undefined> {
  const { passwordHash, givenHash, chosenHere } = accounts
  const isAccount = and(eq(accounts.realm, realm), eq(accounts.id, id))
  const [row] = await from.select({ passwordHash, givenHash, chosenHere }).from(accounts).where(isAccount)
  return row
}

/** What an import does with passwords that their owners chose here: `keep` or `replace` them. A call of the site's back end replaces them, unless it repeats an earlier password. */
export type ChosenHere = 'keep' | 'replace'

export interface Decided {
  /** The hash to write; absent: the password stays. */
  passwordHash?: string
  /** Digest to remember of the given password. */
  givenHash?: string
  /** The file has another password, but the one that was chosen here stays. */
  kept: boolean
}

/** Decides what happens to the stored password. `before`: undefined for a new account. */
export function decidePassword(before: PasswordRow | undefined, given: GivenPassword | undefined, ifChosenHere?: ChosenHere): Decided {
  if (!given) return { kept: false }
  const { hash, digest } = given
  const set = { passwordHash: hash, givenHash: digest, kept: false }
  if (!before) return set
  if (before.passwordHash !== null && [hash, given.sameAs].includes(before.passwordHash)) return { givenHash: digest, kept: false }
  if (before.chosenHere && ifChosenHere === 'replace') return set
  // From before digests were stored: the hash may have been renewed here, or replaced by the owner since.
  if (before.givenHash === '') return { givenHash: digest, kept: before.chosenHere }
  if (before.givenHash === digest) return { kept: before.chosenHere }
  return before.chosenHere && ifChosenHere === 'keep' ? { kept: true } : set
}
