/** How often one address may begin or try to sign in; passkeys and providers leave nothing to guess, but each try costs work and a row. */
import { spend } from '../limits/spend.ts'
import { ProblemError } from '../security/problem.ts'
import type { Caller, OperatorDeps } from './operator.ts'

/** Our own proposal: a team behind one address signs in freely, a robot does not fill a table. */
const PER_ADDRESS = { burst: 40, perSeconds: 600 }

/** Throws `too-many-requests`. */
export async function spendCaller({ address }: Caller, { db, clock, keys }: Pick<OperatorDeps, 'db' | 'clock' | 'keys'>): Promise<void> {
  const key = keys.digest('limit', 'operator', 'address', address.address)
  if (!(await db.write((tx) => spend(tx, key, PER_ADDRESS, clock.now())))) throw tooManyTries()
}

export const tooManyTries = (): ProblemError => new ProblemError('too-many-requests', { retryAfterSeconds: 60 })
