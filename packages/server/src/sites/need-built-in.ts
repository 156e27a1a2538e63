/** Refuses writes to any directory except the built-in one: a site that keeps its own accounts is their only source. */
import { ProblemError } from '../problems/problem.ts'
import type { Realm } from './realm.ts'

export function needBuiltIn({ webhook }: Realm): void {
  if (webhook) throw new ProblemError('value-refused', { detail: 'The site keeps the accounts of this realm itself.' })
}
