/** Makes the reader of a link an operator, with credentials that nobody else has seen. */
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Reader, Tx } from '../db/database.ts'
import { operatorInvitations, operatorPasskeys, operatorSavedCodes, operators } from '../db/schema.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import { randomId } from '../world/chance.ts'
import type { NewCredential } from './credentials.ts'
import { checkCredential, openAuthenticatorEnrolment } from './credentials.ts'
import { linkDigest } from './invite.ts'
import { note } from './note.ts'
import type { Caller, OperatorDeps } from './operator.ts'
import { readEmail } from './operator.ts'
import { openPasskeyEnrolment } from './passkeys.ts'
import { endSessionsOf, startSession } from './sessions.ts'

type Invitation = typeof operatorInvitations.$inferSelect

/** Throws `link-refused`: used, expired, or never issued. Reading does not use it up. */
export async function readInvitation(secret: string, from: Pick<Reader, 'select'>, { keys, clock }: OperatorDeps): Promise<Invitation> {
  const [found] = await from
    .select()
    .from(operatorInvitations)
    .where(
      and(
        eq(operatorInvitations.digest, linkDigest(keys, secret)),
        isNull(operatorInvitations.usedAt),
        gt(operatorInvitations.expiresAt, clock.now()),
      ),
    )
  if (!found) throw new ProblemError('link-refused')
  return found
}

export interface Joining {
  secret: string
  name: string
  /** Only from the first owner; an invitation names all others. */
  email?: string | undefined
}

export async function openPasskeyForJoining({ secret, name, email }: Joining, deps: OperatorDeps) {
  const invitation = await readInvitation(secret, deps.db.read, deps)
  const operator = invitation.operator ?? randomId(deps.chance)
  return await openPasskeyEnrolment({ holder: invitation.id, operator, email: emailOf(invitation, email), name }, deps)
}

export async function openAuthenticatorForJoining({ secret, email }: Omit<Joining, 'name'>, deps: OperatorDeps) {
  const invitation = await readInvitation(secret, deps.db.read, deps)
  return await openAuthenticatorEnrolment({ holder: invitation.id, label: emailOf(invitation, email) }, deps)
}

function emailOf({ email }: Invitation, said: string | undefined): string {
  const found = email ?? (said && readEmail(said))
  if (!found) throw valueRefused('email', 'is missing')
  return found
}

export interface Joined {
  token: string
  /** Saved codes, shown once; absent with a passkey. */
  savedCodes?: string[]
}

export async function join(
  { secret, name, email: said, credential }: Joining & { credential: NewCredential },
  caller: Caller,
  deps: OperatorDeps,
): Promise<Joined> {
  const invitation = await readInvitation(secret, deps.db.read, deps)
  const email = emailOf(invitation, said)
  const checked = await checkCredential({ holder: invitation.id, credential, context: [email, name] }, deps)
  const operator = invitation.operator ?? checked.operator ?? randomId(deps.chance)
  const now = deps.clock.now()
  return await deps.db.write(async (tx) => {
    await useInvitation(tx, invitation, now)
    if (invitation.operator) await resetOperator(tx, invitation, name)
    else {
      const added = await tx
        .insert(operators)
        .values({ id: operator, email, name, role: invitation.role, createdAt: now })
        .onConflictDoNothing()
      if (added.rowsAffected === 0) throw new ProblemError('link-refused')
    }
    const savedCodes = await checked.add(tx, operator)
    await note(tx, 'operator.joined', { operator, requestId: caller.requestId }, now, { role: invitation.role, by: credential.type })
    return { token: await startSession(tx, { operator, caller, proven: true }, deps), ...(savedCodes && { savedCodes }) }
  })
}

async function useInvitation(tx: Tx, { id, email }: Invitation, now: number): Promise<void> {
  const used = await tx
    .update(operatorInvitations)
    .set({ usedAt: now })
    .where(and(eq(operatorInvitations.id, id), isNull(operatorInvitations.usedAt), gt(operatorInvitations.expiresAt, now)))
  // Security: the first owner's link works only while there is no operator, even if two links were created and are used at the same moment.
  if (used.rowsAffected === 0 || (email === null && (await tx.$count(operators)) > 0)) throw new ProblemError('link-refused')
}

/** Removes the operator's earlier credentials and sessions. */
async function resetOperator(tx: Tx, { operator, role }: Invitation, name: string): Promise<void> {
  if (operator === null) return
  await tx
    .update(operators)
    .set({ name, role, state: 'active', passwordHash: null, totp: null, totpStep: 0 })
    .where(eq(operators.id, operator))
  await tx.delete(operatorPasskeys).where(eq(operatorPasskeys.operator, operator))
  await tx.delete(operatorSavedCodes).where(eq(operatorSavedCodes.operator, operator))
  await endSessionsOf(tx, operator)
}
