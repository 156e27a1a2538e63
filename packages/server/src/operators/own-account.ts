/** Checks whether an account is the operator's own: operators never help themselves. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operators } from '../db/schema.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { ProblemError } from '../problems/problem.ts'

type Called = readonly { value: string }[]

/** By address: most people use one address for the console and for their account. */
export const isCalled = ({ email }: { email: string }, called: Called): boolean => called.some(({ value }) => value.toLowerCase() === email)

/** Throws if the account is the operator's own, because its lock or its gate exists for a reason. */
export async function mustNotBeOwnAccount(
  tx: Pick<Tx, 'select'>,
  operator: string,
  { identifiers, destinations }: FoundAccount,
): Promise<void> {
  const [acting] = await tx.select({ email: operators.email }).from(operators).where(eq(operators.id, operator))
  if (acting && isCalled(acting, [...identifiers, ...destinations]))
    throw new ProblemError('not-permitted', { detail: 'This account is your own, so someone else must do this.' })
}
