/** Which operators may decide a case: never about their own account, and never the same one twice. */
import { and, eq, lt } from 'drizzle-orm'
import { accessDecisions } from '../db/schema.ts'
import type { FoundAccount } from '../directory/directory.ts'
import type { Operator } from '../operators/operator.ts'
import { isCalled } from '../operators/own-account.ts'
import { ProblemError } from '../problems/problem.ts'
import type { CaseNeeds, ReadCase } from './read-case.ts'

/** `own`: the operator's address names the account, is the contact, or belongs to the account. `before`: they decided the first time. */
export type Hindrance = 'own' | 'before'

export async function whyNotAllowed(
  { row, told }: ReadCase,
  { id, email }: Pick<Operator, 'id' | 'email'>,
  { db }: Pick<CaseNeeds, 'db'>,
  account?: FoundAccount,
): Promise<Hindrance | undefined> {
  const addresses = [told.name, told.contact, ...(account?.identifiers ?? []), ...(account?.destinations ?? [])]
  if (isCalled({ email }, addresses)) return 'own'
  if (row.refusedBy === id) return 'before'
  const earlier = await db.read
    .select({ proposedBy: accessDecisions.proposedBy, decidedBy: accessDecisions.decidedBy })
    .from(accessDecisions)
    .where(and(eq(accessDecisions.case, row.id), lt(accessDecisions.round, row.round)))
  return earlier.some(({ proposedBy, decidedBy }) => proposedBy === id || decidedBy === id) ? 'before' : undefined
}

export async function mustBeAllowed(...given: Parameters<typeof whyNotAllowed>): Promise<void> {
  const found = await whyNotAllowed(...given)
  if (found)
    throw new ProblemError('not-permitted', {
      detail: found === 'own' ? 'This case is about you.' : 'You decided this case before the appeal.',
    })
}
