/** Four eyes: an act needs another operator's approval of exactly that act; or an owner goes ahead alone, and everybody is notified immediately. */
import { actionTitles } from '@regain/core'
import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { approvals } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import { randomId } from '../world/chance.ts'
import type { GuardedAction } from './guarded.ts'
import { needsAnother } from './guarded.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import { notifyOperators } from './notify.ts'
import type { OperatorDeps, SignedIn } from './operator.ts'

/** The exact act. */
export type Subject = Readonly<Record<string, string>>

export type Second =
  /** Approved by another operator. */
  | { approval: string }
  /** Without another operator: the reason. */
  | { alone: string }

/** The same text for the same subject, whatever the order of its entries. */
export const writeSubject = (subject: Subject): string => JSON.stringify(Object.entries(subject).sort(([a], [b]) => (a < b ? -1 : 1)))
export const readSubject = (text: string): Record<string, string> => Object.fromEntries(JSON.parse(text) as [string, string][])

export interface Guarded {
  action: GuardedAction
  subject: Subject
  signedIn: SignedIn
  second: Second | undefined
  by: By
}

/** Runs in the transaction of the act: passes, or throws `second-person-needed`, and nothing has happened. */
export async function needSecondPerson(tx: Tx, { action, subject, signedIn, second, by }: Guarded, deps: OperatorDeps): Promise<void> {
  const { operator } = signedIn
  const needed = await needsAnother(tx, action, operator.id, deps.clock.now())
  if (needed === 'no') return
  const text = writeSubject(subject)
  const alone = second && 'alone' in second ? second.alone : undefined
  if (alone !== undefined || needed === 'nobody-there') {
    if (operator.role !== 'owner') throw new ProblemError('not-permitted')
    return await actWithoutSecondPerson(tx, { action, subject: text, reason: alone ?? NOBODY_THERE, who: operator }, by, deps)
  }
  if (!second || 'alone' in second || !(await useApproval(tx, second.approval, action, text, operator.id, deps.clock.now()))) {
    const asked = await askedBefore(tx, action, text, operator.id, deps.clock.now())
    throw new ProblemError('second-person-needed', { wanted: { action, subject, ...(asked && { asked }) } })
  }
  await note(tx, 'approval.used', by, deps.clock.now(), { action, approval: second.approval })
}

/** The state of an earlier request for the same act, so that nobody requests it twice. */
async function askedBefore(tx: Tx, action: GuardedAction, subject: string, operator: string, now: number) {
  const isSame = and(eq(approvals.askedBy, operator), eq(approvals.action, action), eq(approvals.subject, subject))
  const [asked] = await tx
    .select({ approval: approvals.id, state: approvals.state, expiresAt: approvals.expiresAt })
    .from(approvals)
    .where(and(isSame, inArray(approvals.state, ['waiting', 'granted']), gt(approvals.expiresAt, now)))
    // `granted` sorts before `waiting`.
    .orderBy(asc(approvals.state), desc(approvals.askedAt))
    .limit(1)
  return asked
}

/** Works once, for the operator who asked, for exactly that act, and until it expires. */
async function useApproval(tx: Tx, id: string, action: GuardedAction, subject: string, operator: string, now: number): Promise<boolean> {
  const used = await tx
    .update(approvals)
    .set({ state: 'used' })
    .where(
      and(
        eq(approvals.id, id),
        eq(approvals.state, 'granted'),
        eq(approvals.askedBy, operator),
        eq(approvals.action, action),
        eq(approvals.subject, subject),
        gt(approvals.expiresAt, now),
      ),
    )
  return used.rowsAffected === 1
}

/** The reason if no other operator exists. */
const NOBODY_THERE = ''

export interface Alone {
  action: GuardedAction | 'break-glass'
  subject: string
  reason: string
  /** Absent: the server's command line. */
  who?: { id: string; name: string }
}

/** Appears at the top of the console until another owner has acknowledged it. Every operator gets a mail, and so does everybody who could approve until recently. */
export async function actWithoutSecondPerson(
  tx: Tx,
  { action, subject, reason, who }: Alone,
  by: By,
  deps: Pick<OperatorDeps, 'clock' | 'chance' | 'keys' | 'seal' | 'origin'>,
): Promise<void> {
  const now = deps.clock.now()
  const id = randomId(deps.chance)
  const row = { id, action, subject, reason, askedBy: who?.id ?? null, askedAt: now, expiresAt: now, state: 'bypassed' as const }
  await tx.insert(approvals).values(row)
  await note(tx, 'approval.bypassed', by, now, { action, approval: id })
  const name = who?.name ?? 'Someone on the server’s command line'
  await notifyOperators(
    tx,
    {
      subject: 'Regain: an action was taken without an approval',
      paragraphs: [
        `${name} acted without a second person’s approval`,
        `Action: ${actionTitles[action].en}`,
        reason === NOBODY_THERE ? 'Nobody else could have approved it.' : `Reason given: ${reason}`,
        `If this is not right, act now. The console shows it at the top until another owner acknowledges it: ${deps.origin}/admin`,
      ],
    },
    deps,
    { alsoFormer: true },
  )
}
