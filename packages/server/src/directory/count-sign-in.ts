/** Counts a sign-in before the password is compared: by name, with growing delays, and by account, where a hundred consecutive wrong passwords stop all sign-ins. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { signInFailures } from '../db/schema.ts'
import { DAY_MS } from '../world/clock.ts'
import type { CanonicalIdentifier, FoundAccount } from './directory.ts'

/** Seconds after the nth failure: NIST SP 800-63B-4 3.2.2 allows 30 s up to an hour, rising. The first four cost no delay. */
const WAITS_SECONDS = [0, 0, 0, 0, 30, 120, 600, 3600] as const
const waitSeconds = (failures: number): number => WAITS_SECONDS[Math.min(failures, WAITS_SECONDS.length) - 1] ?? 0
/** NIST SP 800-63B-4 3.2.2: no more than 100 consecutive failed attempts on one account, whatever name each of them used. */
export const MOST_IN_A_ROW = 100
/** Recent wrong passwords that are remembered, so that a device with an old password does not lock its owner out. */
const REMEMBERED = 8
/** After a quiet day, the counts of a name and of an unknown account are reset. */
const NAME_KEPT_MS = DAY_MS
/** Consecutive failures of an account are not reset by waiting. They are kept for a year, so that rows don't stay forever. */
const ACCOUNT_KEPT_MS = 365 * DAY_MS

/** Familiar devices are counted apart, so that strangers can't use up the owner's tries. */
interface ByWhom {
  others: string
  familiar: string
}

const apart = (keys: Keys, others: string): ByWhom => ({ others, familiar: keys.digest('sign-in', 'familiar', others) })

export const failuresOfName = (keys: Keys, realm: string, { kind, value }: CanonicalIdentifier): ByWhom =>
  apart(keys, keys.digest('sign-in', 'name', realm, kind, value))

/** Without an account the key comes from the name, so that an unknown name costs the same rows. */
export const failuresOfAccount = (keys: Keys, realm: string, account: string | undefined, name?: CanonicalIdentifier): ByWhom =>
  apart(
    keys,
    account === undefined
      ? keys.digest('sign-in', 'nobody', realm, name?.kind ?? '', name?.value ?? '')
      : keys.digest('sign-in', 'account', realm, account),
  )

/** The keys under which an account's wrong passwords are counted: by each name, and by the account. */
export interface FailureKeys {
  names: string[]
  account: string[]
}

export const failureKeys = (keys: Keys, realm: string, { id, identifiers }: Pick<FoundAccount, 'id' | 'identifiers'>): FailureKeys => ({
  names: identifiers.flatMap((name) => Object.values(failuresOfName(keys, realm, name))),
  account: Object.values(failuresOfAccount(keys, realm, id)),
})

/** Resets all counts of an account. Returns how many there were. */
export async function forgetFailures(tx: Tx, realm: string, { names, account }: FailureKeys): Promise<number> {
  const isOfAccount = and(eq(signInFailures.realm, realm), inArray(signInFailures.name, [...names, ...account]))
  return (await tx.delete(signInFailures).where(isOfAccount)).rowsAffected
}

export interface Counting {
  realm: string
  /** Key of the name, known or unknown. */
  name: string
  /** Key of the account, or its stand-in for an unknown name. */
  account: string
  isSomebody: boolean
  /** Digest of the password that was typed. */
  attempt: string
  now: number
}

export interface Counted {
  /** How long this failure locks the name. */
  lockSeconds: number
  /** The account had too many consecutive failures: every password is refused. Security: the reply must not say so, or one name would reveal another. */
  stopped: boolean
  /** This failure is the one that stops it. */
  stops: boolean
}

/** Undefined: the name is locked, and nothing may be looked up. */
export async function countSignIn(tx: Tx, { realm, name, account, isSomebody, attempt, now }: Counting): Promise<Counted | undefined> {
  const known = await living(tx, realm, name, now)
  if (known && known.lockedUntil > now) return undefined
  const ofName = countOne(known, attempt)
  const lockSeconds = ofName.repeated ? 0 : waitSeconds(ofName.count)
  const lockedUntil = now + lockSeconds * 1000
  await put(tx, { realm, name, ...ofName, lockedUntil, updatedAt: now, forgottenAt: now + NAME_KEPT_MS })
  const ofAccount = countOne(await living(tx, realm, account, now), attempt)
  const forgottenAt = now + (isSomebody ? ACCOUNT_KEPT_MS : NAME_KEPT_MS)
  await put(tx, { realm, name: account, ...ofAccount, lockedUntil: 0, updatedAt: now, forgottenAt })
  const stopped = ofAccount.count > MOST_IN_A_ROW
  return { lockSeconds, stopped, stops: stopped && !ofAccount.repeated && ofAccount.count === MOST_IN_A_ROW + 1 }
}

type Row = typeof signInFailures.$inferSelect

async function living(tx: Tx, realm: string, name: string, now: number): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(signInFailures)
    .where(and(eq(signInFailures.realm, realm), eq(signInFailures.name, name)))
  return row && Math.max(row.forgottenAt, row.lockedUntil) > now ? row : undefined
}

/** Repeating a wrong password counts once. */
function countOne(known: Row | undefined, attempt: string): { count: number; recent: string[]; repeated: boolean } {
  const recent = known?.recent ?? []
  const repeated = recent.includes(attempt)
  return {
    count: (known?.count ?? 0) + (repeated ? 0 : 1),
    recent: repeated ? recent : [attempt, ...recent].slice(0, REMEMBERED),
    repeated,
  }
}

async function put(tx: Tx, { realm, name, count, recent, lockedUntil, updatedAt, forgottenAt }: Row): Promise<void> {
  const set = { count, recent, lockedUntil, updatedAt, forgottenAt }
  await tx
    .insert(signInFailures)
    .values({ realm, name, ...set })
    .onConflictDoUpdate({ target: [signInFailures.realm, signInFailures.name], set })
}
