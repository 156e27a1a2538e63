/** The methods that an account has set up, and how they end: for the owner's page, for operators, and for undoing. */
import type { KeptMethodName, Policy } from '@regain/core'
import { methods } from '@regain/core'
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { keptMethods, wrongGuesses } from '../db/schema.ts'
import type { OfAccount } from './contract/method.ts'
import { isOf } from './contract/rows.ts'
import { serverMethods } from './index.ts'

export interface Kept {
  method: KeptMethodName
  since: number
  heldUntil: number
  usedAt: number | null
  /** Too many consecutive wrong guesses, by strangers or by people who had proven something. */
  stopped: boolean
  /** By people who had proven something: the method proves nothing to anybody any more. */
  stoppedForAll?: true
  left?: number
  /** For methods with several entries: when the newest was set up, and how many would prove something, holds apart. */
  newest?: number
  many?: number
}

/** Security: who made a guess. Strangers without a proof must neither stop a method that its owner uses beside another proof, nor lower the gate by it. */
const guessers = ['stranger', 'proven'] as const
export type Guesser = (typeof guessers)[number]

const guessKey = ({ realm, account }: OfAccount, method: KeptMethodName, guesser: Guesser, keys: Keys): string =>
  keys.digest('limit', 'wrong-guesses', realm, account, method, ...(guesser === 'proven' ? [guesser] : []))

/** Each kind of guesser may make half of the allowed wrong guesses. */
const mostWrongOf = (method: KeptMethodName): number | undefined => {
  const { mostWrong } = methods[method]
  return mostWrong === undefined ? undefined : mostWrong / guessers.length
}

export async function listKept(tx: Pick<Tx, 'select'>, of: OfAccount, keys: Keys): Promise<Kept[]> {
  const rows = await tx
    .select()
    .from(keptMethods)
    .where(and(eq(keptMethods.realm, of.realm), eq(keptMethods.account, of.account)))
  const kept: Kept[] = []
  for (const row of rows) {
    const { method, since, usedAt } = row
    const stoppedFor = await stoppedGuessers(tx, of, method, keys)
    const left = await serverMethods[method].left?.(tx, of)
    const each = await serverMethods[method].several?.each(tx, of)
    // Unanswered invitations are deleted after a while, perhaps the last one.
    if (each?.length === 0) continue
    const there = each?.filter(({ invitedUntil }) => invitedUntil === undefined)
    // The hold of the method lasts until the first entry proves something.
    const held = there?.length ? there.map((one) => one.heldUntil) : [row.heldUntil]
    kept.push({
      method,
      since,
      heldUntil: Math.min(...held),
      usedAt,
      stopped: stoppedFor.length > 0,
      ...(stoppedFor.includes('proven') && { stoppedForAll: true as const }),
      ...(left !== undefined && { left }),
      ...(each && there && { newest: each.at(-1)?.since ?? since, many: there.length }),
    })
  }
  return kept
}

async function stoppedGuessers(tx: Pick<Tx, 'select'>, of: OfAccount, method: KeptMethodName, keys: Keys): Promise<Guesser[]> {
  const most = mostWrongOf(method)
  if (most === undefined) return []
  const stopped: Guesser[] = []
  for (const guesser of guessers) {
    const [wrong] = await tx
      .select({ count: wrongGuesses.count })
      .from(wrongGuesses)
      .where(eq(wrongGuesses.key, guessKey(of, method, guesser, keys)))
    if ((wrong?.count ?? 0) >= most) stopped.push(guesser)
  }
  return stopped
}

/**
 * Security: a method under a hold may be a thief's, who could raise the gate before its owner with it. A stopped one still raises the gate: wrong guesses must not
 * lower it. If the gate can't be passed any more, the site's support team helps.
 */
export const hasAuthenticator = (kept: readonly Kept[], now: number): boolean =>
  kept.some(({ method, heldUntil }) => methods[method].proofClass === 'authenticator' && heldUntil <= now)

/** Methods that would prove the owner now, holds apart. A single contact may not be enough. */
export const provingMethods = (kept: readonly Kept[], { contacts }: Pick<Policy, 'contacts'>): KeptMethodName[] =>
  kept
    .filter(({ method, stopped, left, many = 1 }) => !stopped && left !== 0 && many >= (method === 'contacts' ? contacts.needed : 1))
    .map(({ method }) => method)

/** False: it was not set up. */
export async function removeKept(tx: Tx, of: OfAccount, method: KeptMethodName, keys: Keys): Promise<boolean> {
  await serverMethods[method].forget?.(tx, of)
  await forgetWrong(tx, of, method, keys)
  return (await tx.delete(keptMethods).where(isOf(of, method))).rowsAffected > 0
}

/**
 * Removes methods that were set up at or after `since`; 0 removes all. Security: of methods with several entries, the newer ones go even if one of them proved the owner: a thief
 * may have added the others.
 */
export async function removeKeptSince(tx: Tx, of: OfAccount, { since, butNot }: { since: number; butNot: readonly string[] }, keys: Keys) {
  const removed: KeptMethodName[] = []
  for (const one of await listKept(tx, of, keys)) {
    const { several } = serverMethods[one.method]
    const isRecent = one.since >= since && !butNot.includes(one.method)
    const gone = several ? await several.forget(tx, of, { since }) : isRecent && (await removeKept(tx, of, one.method, keys))
    if (gone) removed.push(one.method)
  }
  return removed
}

/**
 * Counts before anything is compared. `stopped`: it was already stopped; `last`: it is stopped unless this guess is right. The same row is written for every name: it
 * reveals guesses, not accounts.
 */
export async function countWrong(
  tx: Tx,
  of: OfAccount,
  method: KeptMethodName,
  guesser: Guesser,
  now: number,
  keys: Keys,
): Promise<'counted' | 'last' | 'stopped'> {
  const most = mostWrongOf(method)
  if (most === undefined) return 'counted'
  const [counted] = await tx
    .insert(wrongGuesses)
    .values({ key: guessKey(of, method, guesser, keys), realm: of.realm, count: 1, updatedAt: now })
    .onConflictDoUpdate({
      target: wrongGuesses.key,
      set: { count: sql`${wrongGuesses.count} + 1`, updatedAt: now },
      setWhere: lt(wrongGuesses.count, most),
    })
    .returning({ count: wrongGuesses.count })
  if (!counted) return 'stopped'
  return counted.count < most ? 'counted' : 'last'
}

/** Resets the counts after a right guess, or when the method is set up again. */
export async function forgetWrong(tx: Tx, of: OfAccount, method: KeptMethodName, keys: Keys): Promise<void> {
  const both = guessers.map((guesser) => guessKey(of, method, guesser, keys))
  await tx.delete(wrongGuesses).where(inArray(wrongGuesses.key, both))
}
