/** Requests a second operator's approval, and gives or refuses it. */
import { actionTitles } from '@regain/core'
import { and, desc, eq, gt, inArray, lt, or } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { approvals, operators } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import { randomId } from '../world/chance.ts'
import { DAY_MS } from '../world/clock.ts'
import type { GuardedAction, Rules } from './guarded.ts'
import { isWeaker, readRules, rolesFor, secondPersonRules } from './guarded.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import { notifyOperators } from './notify.ts'
import type { OperatorDeps, SignedIn } from './operator.ts'
import type { Second, Subject } from './second-person.ts'
import { needSecondPerson, readSubject, writeSubject } from './second-person.ts'

/** A request is valid for a day, and so is its approval. */
const LIFETIME_MS = DAY_MS

export interface Ask {
  action: GuardedAction
  subject: Subject
  reason: string
}

/** The others are notified by mail. */
export async function ask({ action, subject, reason }: Ask, { operator }: SignedIn, by: By, deps: OperatorDeps) {
  if (!rolesFor(action).includes(operator.role)) throw new ProblemError('not-permitted')
  const now = deps.clock.now()
  const id = randomId(deps.chance)
  const expiresAt = now + LIFETIME_MS
  const row = { id, action, subject: writeSubject(subject), reason, askedBy: operator.id, askedAt: now, expiresAt }
  await deps.db.write(async (tx) => {
    await tx.insert(approvals).values({ ...row, state: 'waiting' })
    await note(tx, 'approval.asked', by, now, { action, approval: id })
    const paragraphs = [
      `${operator.name} requests an approval`,
      `Action: ${actionTitles[action].en}`,
      `Reason given: ${reason}`,
      `Decide here: ${deps.origin}/admin/approvals`,
    ]
    await notifyOperators(tx, { subject: 'Regain: an approval is requested', paragraphs }, deps, { butNot: operator.id })
  })
  return { approval: id, expiresAt }
}

export interface Decide {
  approval: string
  agrees: boolean
  reason: string
}

/** Operators can't decide their own request, nor one for an act that they may not do. Of two decisions, one counts. */
export async function decide({ approval, agrees, reason }: Decide, { operator }: SignedIn, by: By, deps: OperatorDeps): Promise<void> {
  const now = deps.clock.now()
  await deps.db.write(async (tx) => {
    const [row] = await tx.select().from(approvals).where(eq(approvals.id, approval))
    if (!row || row.action === 'break-glass') throw new ProblemError('not-found')
    if (row.askedBy === operator.id || !rolesFor(row.action).includes(operator.role)) throw new ProblemError('not-permitted')
    const decided = await tx
      .update(approvals)
      .set({ state: agrees ? 'granted' : 'refused', decidedBy: operator.id, decidedAt: now, decision: reason })
      .where(and(eq(approvals.id, approval), eq(approvals.state, 'waiting'), gt(approvals.expiresAt, now)))
    if (decided.rowsAffected === 0) throw new ProblemError('decided-already')
    await note(tx, agrees ? 'approval.granted' : 'approval.refused', by, now, { approval })
  })
}

/** The operator who decided; null: none yet. */
export async function whoDecided(tx: Pick<Tx, 'select'>, { approval }: { approval: string }): Promise<string | null> {
  const [row] = await tx.select({ decidedBy: approvals.decidedBy }).from(approvals).where(eq(approvals.id, approval))
  return row?.decidedBy ?? null
}

/** Another owner acknowledges an act that somebody did alone. */
export async function markSeen(approval: string, { operator }: SignedIn, by: By, deps: OperatorDeps): Promise<void> {
  const now = deps.clock.now()
  await deps.db.write(async (tx) => {
    const isOpen = and(eq(approvals.id, approval), eq(approvals.state, 'bypassed'))
    const [row] = await tx.select().from(approvals).where(isOpen)
    if (!row) throw new ProblemError('not-found')
    if (row.askedBy === operator.id) throw new ProblemError('not-permitted')
    await tx.update(approvals).set({ state: 'seen', decidedBy: operator.id, decidedAt: now }).where(isOpen)
    await note(tx, 'approval.bypass-seen', by, now, { approval })
  })
}

const PAGE = 50

/** Newest first. `open`: requests that wait, and acts done alone that nobody has acknowledged. */
export async function listApprovals({ open, before }: { open: boolean; before?: string | undefined }, { db, clock }: OperatorDeps) {
  const now = clock.now()
  const [at = '', id = ''] = before?.split('.') ?? []
  const rows = await db.read
    .select()
    .from(approvals)
    .where(
      and(
        open ? or(eq(approvals.state, 'bypassed'), and(eq(approvals.state, 'waiting'), gt(approvals.expiresAt, now))) : undefined,
        before === undefined
          ? undefined
          : or(lt(approvals.askedAt, Number(at)), and(eq(approvals.askedAt, Number(at)), lt(approvals.id, id))),
      ),
    )
    .orderBy(desc(approvals.askedAt), desc(approvals.id))
    .limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  const found = shown.map(({ subject, ...row }) => ({
    ...row,
    subject: readSubject(subject),
    expired: (row.state === 'waiting' || row.state === 'granted') && row.expiresAt <= now,
  }))
  const ids = [
    ...new Set(found.flatMap(({ askedBy, decidedBy, subject }) => [askedBy, decidedBy, subject.operator].filter((id) => id != null))),
  ]
  const known = await db.read.select({ id: operators.id, name: operators.name }).from(operators).where(inArray(operators.id, ids))
  return {
    approvals: found,
    /** Names of the operators in it, by their ids. */
    names: Object.fromEntries(known.map(({ id, name }) => [id, name])),
    ...(last && { next: `${last.askedAt}.${last.id}` }),
  }
}

export interface ChangeRules {
  rules: Rules
  signedIn: SignedIn
  second?: Second | undefined
  by: By
}

/** Making a rule stricter works immediately; loosening it is guarded itself. */
export async function changeRules({ rules, signedIn, second, by }: ChangeRules, deps: OperatorDeps): Promise<void> {
  await deps.db.write(async (tx) => {
    const before = await readRules(tx)
    if (isWeaker(rules, before)) await needSecondPerson(tx, { action: 'weaker-rules', subject: rules, signedIn, second, by }, deps)
    await secondPersonRules.write(tx, rules)
    await note(tx, 'approval.rules-changed', by, deps.clock.now(), rules)
  })
}
