/** Only the built-in directory is written from here: a site that keeps its own users has their only truth. */
import { ProblemError } from '../problems/problem.ts'
import type { Realm } from './realm.ts'

export function needBuiltIn({ webhook }: Realm): void {
  if (webhook) throw new ProblemError('value-refused', { detail: 'The accounts of this realm are kept by the site itself.' })
}
