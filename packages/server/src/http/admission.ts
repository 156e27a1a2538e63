/** Refuses requests while the server has more work than it can finish soon, so that the requests it did accept are answered in time. */
import type { Database } from '../db/database.ts'
import { ProblemError } from '../problems/problem.ts'

/** Two commits' worth of writes: on two cores a fraction of a second of work, so that every accepted request is answered within one. */
export const MOST_WRITES_WAITING = 128
/** A full queue is empty again long before that. Our own choice. */
const RETRY_AFTER_SECONDS = 2

/** Throws before anything of a request is read. Security: it depends on no name, so that a refusal is the same for accounts and unknown names. */
export function createAdmission({ waiting }: Pick<Database, 'waiting'>): () => void {
  return () => {
    if (waiting() >= MOST_WRITES_WAITING)
      throw new ProblemError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, limit: 'overload' })
  }
}
