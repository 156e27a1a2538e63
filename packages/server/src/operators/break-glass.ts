/** The emergency sign-in when no owner can sign in: on the server's command line, with a reason, and everybody is notified. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operators } from '../db/schema.ts'
import type { Link } from './invite.ts'
import { invite } from './invite.ts'
import type { OperatorDeps } from './operator.ts'
import { readEmail } from './operator.ts'
import { actWithoutSecondPerson, writeSubject } from './second-person.ts'

/** Creates a link that makes its reader an owner. An existing operator with this address starts again with new credentials. */
export async function breakGlass(
  tx: Tx,
  { email: typed, reason }: { email: string; reason: string },
  deps: Pick<OperatorDeps, 'clock' | 'chance' | 'keys' | 'seal' | 'origin'>,
): Promise<Link> {
  const email = readEmail(typed)
  const known = await tx.$count(operators, eq(operators.email, email))
  await actWithoutSecondPerson(tx, { action: 'break-glass', subject: writeSubject({ email, role: 'owner' }), reason }, {}, deps)
  return await invite(tx, { email, role: 'owner', by: {}, again: known > 0 }, deps)
}
