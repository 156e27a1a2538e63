/** Whether an operator may do what people ask for over the phone: a realm can require a call first. */
import type { Policy } from '@regain/core'
import { and, eq, gt } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { calls } from '../db/schema.ts'
import type { Role } from '../operators/permissions.ts'
import { ProblemError } from '../problems/problem.ts'

/** An owner can act without a call, with a written reason: somebody must be able to help a person without a browser. */
export const mustHaveCall = ({ calls: rule }: Pick<Policy, 'calls'>, role: Role): boolean => rule === 'required' && role !== 'owner'

/** The operator's current call. */
export const isOwn = (operator: string, now: number) => and(eq(calls.takenBy, operator), eq(calls.state, 'taken'), gt(calls.expiresAt, now))

export interface WhoseCall {
  realm: { id: string; policy: Pick<Policy, 'calls'> }
  operator: string
  role: Role
}

/** The id of the call to log with the act, if there is one. Throws `call-needed` if one is required. */
export async function needCall(tx: Pick<Tx, 'select'>, { realm, operator, role }: WhoseCall, now: number): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(and(isOwn(operator, now), eq(calls.realm, realm.id)))
  if (!row && mustHaveCall(realm.policy, role)) throw new ProblemError('call-needed')
  return row?.id
}
