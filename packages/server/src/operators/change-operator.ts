/** What owners do with operators: invite, change the role, disable and enable. One owner always remains. */
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operatorInvitations, operators } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import { isLower, rememberFormerRole } from './former-role.ts'
import type { Link } from './invite.ts'
import { invite } from './invite.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import { notifyOperator } from './notify.ts'
import type { OperatorDeps, SignedIn } from './operator.ts'
import type { Role } from './permissions.ts'
import type { Second } from './second-person.ts'
import { needSecondPerson } from './second-person.ts'
import { endSessionsOf } from './sessions.ts'

interface Act {
  signedIn: SignedIn
  second?: Second | undefined
  by: By
}

/** These roles see or change what others must trust, and approve what others request. */
const isGrave = (role: Role): boolean => role === 'reviewer' || role === 'owner'

export interface InviteAct extends Act {
  email: string
  role: Role
  again: boolean
  /** Also sends the link by mail; it is shown in either case. */
  mail: boolean
}

export async function inviteByOwner({ email, role, again, mail, signedIn, second, by }: InviteAct, deps: OperatorDeps): Promise<Link> {
  return await deps.db.write(async (tx) => {
    // A new link gives access to that operator's account, so it is as critical as the operator's role.
    if (isGrave(role) || again) await needSecondPerson(tx, { action: 'role-grant', subject: { email, role }, signedIn, second, by }, deps)
    if (again) await mustBeAnother(tx, email, role, signedIn)
    const made = await invite(tx, { email, role, again, by }, deps)
    const paragraphs = [
      `${signedIn.operator.name} invites you to the console`,
      `Your role will be ${role}. This link works once, until ${new Date(made.expiresAt).toUTCString()}: ${made.link}`,
      'If you don’t know why you received this, do not open the link.',
    ]
    if (mail) await notifyOperator(tx, email, { subject: 'Regain: invitation to the console', paragraphs }, deps)
    return made
  })
}

/** Operators can't act on their own account. A new invitation does not raise the role. */
async function mustBeAnother(tx: Tx, email: string, role: Role, { operator }: SignedIn): Promise<void> {
  const [known] = await tx.select().from(operators).where(eq(operators.email, email))
  if (!known) throw new ProblemError('not-found')
  if (known.id === operator.id || known.role !== role) throw new ProblemError('not-permitted')
}

export interface ChangeRole extends Act {
  operator: string
  role: Role
}

export async function changeRole({ operator, role, signedIn, second, by }: ChangeRole, deps: OperatorDeps): Promise<void> {
  await deps.db.write(async (tx) => {
    const before = await another(tx, operator, signedIn)
    const takes = isLower(role, before.role)
    if (takes ? isGrave(before.role) : isGrave(role)) {
      const action = takes ? 'right-to-agree' : 'role-grant'
      await needSecondPerson(tx, { action, subject: { operator, role }, signedIn, second, by }, deps)
    }
    const now = deps.clock.now()
    await tx
      .update(operators)
      .set({ role, ...(takes && rememberFormerRole(before, now)) })
      .where(eq(operators.id, operator))
    await oneOwnerMustRemain(tx)
    await note(tx, 'operator.role-changed', by, now, { whose: operator, from: before.role, to: role })
  })
}

/** Signs the operator out everywhere, immediately. */
export async function disable({ operator, signedIn, second, by }: Omit<ChangeRole, 'role'>, deps: OperatorDeps): Promise<void> {
  await deps.db.write(async (tx) => {
    const before = await another(tx, operator, signedIn)
    if (isGrave(before.role)) await needSecondPerson(tx, { action: 'right-to-agree', subject: { operator }, signedIn, second, by }, deps)
    const now = deps.clock.now()
    await tx
      .update(operators)
      .set({ state: 'disabled', ...rememberFormerRole(before, now) })
      .where(eq(operators.id, operator))
    await oneOwnerMustRemain(tx)
    await endSessionsOf(tx, operator)
    await note(tx, 'operator.disabled', by, now, { whose: operator })
  })
}

export async function enable({ operator, signedIn, second, by }: Omit<ChangeRole, 'role'>, deps: OperatorDeps): Promise<void> {
  await deps.db.write(async (tx) => {
    const { role } = await another(tx, operator, signedIn)
    if (isGrave(role)) await needSecondPerson(tx, { action: 'role-grant', subject: { operator, role }, signedIn, second, by }, deps)
    await tx.update(operators).set({ state: 'active' }).where(eq(operators.id, operator))
    await note(tx, 'operator.enabled', by, deps.clock.now(), { whose: operator })
  })
}

async function another(tx: Tx, id: string, { operator }: SignedIn) {
  const [found] = await tx.select().from(operators).where(eq(operators.id, id))
  if (!found) throw new ProblemError('not-found')
  if (found.id === operator.id) throw new ProblemError('not-permitted')
  return found
}

async function oneOwnerMustRemain(tx: Tx): Promise<void> {
  if ((await tx.$count(operators, and(eq(operators.role, 'owner'), eq(operators.state, 'active')))) === 0)
    throw new ProblemError('last-owner')
}

const PAGE = 100

/** Ordered by address. */
export async function listOperators({ after }: { after?: string | undefined }, { db }: Pick<OperatorDeps, 'db'>) {
  const { id, email, name, role, state, createdAt, signedInAt, issuer } = operators
  const rows = await db.read
    .select({ id, email, name, role, state, createdAt, signedInAt, issuer })
    .from(operators)
    .where(after === undefined ? undefined : gt(email, after))
    .orderBy(asc(email))
    .limit(PAGE + 1)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return { operators: rows.slice(0, PAGE), ...(last && { next: last.email }) }
}

export async function listInvitations({ db, clock }: Pick<OperatorDeps, 'db' | 'clock'>) {
  const { id, email, role, invitedBy, createdAt, expiresAt } = operatorInvitations
  const invitations = await db.read
    .select({ id, email, role, invitedBy, createdAt, expiresAt })
    .from(operatorInvitations)
    .where(and(isNull(operatorInvitations.usedAt), gt(expiresAt, clock.now())))
    .orderBy(asc(expiresAt))
    .limit(PAGE)
  return { invitations }
}

export async function takeBackInvitation(
  { invitation, by }: { invitation: string; by: By },
  { db, clock }: Pick<OperatorDeps, 'db' | 'clock'>,
): Promise<void> {
  await db.write(async (tx) => {
    const gone = await tx.delete(operatorInvitations).where(and(eq(operatorInvitations.id, invitation), isNull(operatorInvitations.usedAt)))
    if (gone.rowsAffected === 0) throw new ProblemError('not-found')
    await note(tx, 'operator.invitation-withdrawn', by, clock.now())
  })
}
