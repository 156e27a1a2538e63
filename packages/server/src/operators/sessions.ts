/** Sessions of operators: a digest in the database, permissions read at each request, a new secret after each step-up. */
import { and, desc, eq, gt } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operatorSessions, operators } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import { longSecret, randomId } from '../world/chance.ts'
import { HOUR_MS } from '../world/clock.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import type { Caller, OperatorDeps, SignedIn } from './operator.ts'

/** NIST SP 800-63B-4 2.2.3 allows an hour of inactivity and 24 hours in total at AAL2. Staff who can unlock accounts get less. */
export const IDLE_MS = 15 * 60_000
export const ABSOLUTE_MS = 8 * HOUR_MS
/** How long an authentication counts for acts that need a fresh one. */
export const STEP_UP_MS = 5 * 60_000
/** The last activity is stored at most this often. */
const SEEN_EVERY_MS = 30_000

const digestOf = ({ keys }: Pick<OperatorDeps, 'keys'>, token: string): string => keys.digest('operator', 'session', token)

export interface NewSession {
  operator: string
  caller: Caller
  /** False: an identity provider authenticated them, and we don't know how recently. */
  proven: boolean
  /** The session that this one replaces, if the browser had one. */
  replaces?: string | undefined
}

/** The new value of the cookie. */
export async function startSession(
  tx: Tx,
  { operator, caller, proven, replaces }: NewSession,
  { clock, chance, keys }: Pick<OperatorDeps, 'clock' | 'chance' | 'keys'>,
): Promise<string> {
  const now = clock.now()
  const token = longSecret(chance)
  if (replaces !== undefined) await tx.delete(operatorSessions).where(eq(operatorSessions.digest, digestOf({ keys }, replaces)))
  await tx.insert(operatorSessions).values({
    id: randomId(chance),
    digest: digestOf({ keys }, token),
    operator,
    createdAt: now,
    seenAt: now,
    provenAt: proven ? now : 0,
    addressPrefix: caller.address.address,
    browser: caller.browser ?? null,
  })
  await tx.update(operators).set({ signedInAt: now }).where(eq(operators.id, operator))
  return token
}

/** Undefined: no session, it has ended, or its operator is disabled. `quiet` requests don't count as activity. */
export async function readSession(
  token: string,
  quiet: boolean,
  { db, clock, keys }: Pick<OperatorDeps, 'db' | 'clock' | 'keys'>,
): Promise<SignedIn | undefined> {
  const now = clock.now()
  const [found] = await db.read
    .select({ operator: operators, session: operatorSessions })
    .from(operatorSessions)
    .innerJoin(operators, eq(operators.id, operatorSessions.operator))
    .where(and(eq(operatorSessions.digest, digestOf({ keys }, token)), isLive(now), eq(operators.state, 'active')))
  if (!found) return undefined
  const { operator, session } = found
  if (!quiet && now - session.seenAt >= SEEN_EVERY_MS) {
    const seen = await db.write((tx) =>
      tx
        .update(operatorSessions)
        .set({ seenAt: now })
        .where(and(eq(operatorSessions.digest, session.digest), isLive(now))),
    )
    if (seen.rowsAffected === 0) return undefined
    session.seenAt = now
  }
  const { id, email, name, role } = operator
  const { createdAt, seenAt, provenAt } = session
  return { operator: { id, email, name, role }, session: { id: session.id, createdAt, seenAt, provenAt } }
}

const isLive = (now: number) => and(gt(operatorSessions.seenAt, now - IDLE_MS), gt(operatorSessions.createdAt, now - ABSOLUTE_MS))

export const isProven = ({ session }: SignedIn, now: number): boolean => now - session.provenAt < STEP_UP_MS

/** The operator authenticated again: the old secret becomes invalid (session fixation, ASVS 5.0 7.2.4). */
export async function raiseSession(
  tx: Tx,
  { session }: SignedIn,
  { clock, chance, keys }: Pick<OperatorDeps, 'clock' | 'chance' | 'keys'>,
): Promise<string> {
  const now = clock.now()
  const token = longSecret(chance)
  const raised = await tx
    .update(operatorSessions)
    .set({ digest: digestOf({ keys }, token), provenAt: now, seenAt: now })
    .where(and(eq(operatorSessions.id, session.id), isLive(now)))
  if (raised.rowsAffected === 0) throw new ProblemError('unauthorized')
  return token
}

/** The live sessions of one operator, newest first. */
export async function listSessions(operator: string, { db, clock }: Pick<OperatorDeps, 'db' | 'clock'>) {
  const { id, createdAt, seenAt, addressPrefix, browser } = operatorSessions
  return await db.read
    .select({ id, createdAt, seenAt, addressPrefix, browser })
    .from(operatorSessions)
    .where(and(eq(operatorSessions.operator, operator), isLive(clock.now())))
    .orderBy(desc(createdAt))
    .limit(100)
}

/** Throws `not-found` for a session that is not this operator's. */
export async function endSession(
  { session, operator, by }: { session: string; operator: string; by: By },
  { db, clock }: Pick<OperatorDeps, 'db' | 'clock'>,
): Promise<void> {
  await db.write(async (tx) => {
    const ended = await tx.delete(operatorSessions).where(and(eq(operatorSessions.id, session), eq(operatorSessions.operator, operator)))
    if (ended.rowsAffected === 0) throw new ProblemError('not-found')
    await note(tx, 'operator.session-ended', by, clock.now(), { whose: operator })
  })
}

export const endSessionsOf = async (tx: Tx, operator: string): Promise<void> =>
  void (await tx.delete(operatorSessions).where(eq(operatorSessions.operator, operator)))
