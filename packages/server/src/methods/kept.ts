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
  /** Too many guesses at it went wrong, one after the other: of strangers, or of somebody who had proven something. */
  stopped: boolean
  /** The latter: it proves nothing to anybody. */
  stoppedForAll?: true
  left?: number
  /** Of several, when the youngest was set up, and how many there are that would prove something, were it not for their holds. */
  newest?: number
  many?: number
}

/** Security: the source of a guess. Strangers without a proof must neither stop a method that its owner uses beside another proof, nor lower the gate by it. */
const guessers = ['stranger', 'proven'] as const
export type Guesser = (typeof guessers)[number]

const guessKey = ({ realm, account }: OfAccount, method: KeptMethodName, guesser: Guesser, keys: Keys): string =>
  keys.digest('limit', 'wrong-guesses', realm, account, method, ...(guesser === 'proven' ? [guesser] : []))

/** Half of all that may go wrong in a row, for each. */
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
    const stoppedFor = await whoIsStopped(tx, of, method, keys)
    const left = await serverMethods[method].left?.(tx, of)
    const each = await serverMethods[method].several?.each(tx, of)
    // Who was asked and never answered is forgotten after a while, and may have been the last.
    if (each?.length === 0) continue
    const there = each?.filter(({ invitedUntil }) => invitedUntil === undefined)
    // Of several, until the first of them proves something.
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

async function whoIsStopped(tx: Pick<Tx, 'select'>, of: OfAccount, method: KeptMethodName, keys: Keys): Promise<Guesser[]> {
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
 * Security: one that is held may be a thief's, who could raise the gate before its owner with it. One that is stopped still raises it: guesses must not bring the
 * gate down. Where it can't be passed any more, people of the site help.
 */
export const hasAuthenticator = (kept: readonly Kept[], now: number): boolean =>
  kept.some(({ method, heldUntil }) => methods[method].proofClass === 'authenticator' && heldUntil <= now)

/** What would prove its owner now, holds apart. Of contacts, one alone proves nothing. */
export const goodOf = (kept: readonly Kept[], { contacts }: Pick<Policy, 'contacts'>): KeptMethodName[] =>
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
 * Those that were set up at or after `since`; of all that there are, from 0 on. Security: where somebody may have several, that one of them proved the owner
 * says nothing of the others, which a thief may have added.
 */
export async function removeKeptSince(tx: Tx, of: OfAccount, { since, butNot }: { since: number; butNot: readonly string[] }, keys: Keys) {
  const removed: KeptMethodName[] = []
  for (const one of await listKept(tx, of, keys)) {
    const { several } = serverMethods[one.method]
    const isMeant = one.since >= since && !butNot.includes(one.method)
    const gone = several ? await several.forget(tx, of, { since }) : isMeant && (await removeKept(tx, of, one.method, keys))
    if (gone) removed.push(one.method)
  }
  return removed
}

/**
 * Counts before anything is looked at: `stopped` when it was stopped before, `last` when it is stopped unless this guess is right. Written for everybody alike: a
 * row tells of guesses, not of accounts.
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

/** It was right, or is another one now. */
export async function forgetWrong(tx: Tx, of: OfAccount, method: KeptMethodName, keys: Keys): Promise<void> {
  const both = guessers.map((guesser) => guessKey(of, method, guesser, keys))
  await tx.delete(wrongGuesses).where(inArray(wrongGuesses.key, both))
}
