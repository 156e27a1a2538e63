/** Counts proofs: two that are of one kind to the realm count once. */
import { methods } from '../methods/index.ts'
import type { MethodName } from '../methods/method.ts'
import type { Policy } from './policy.ts'

type Rule = Pick<Policy, 'proofs'>

const kindOf = (method: MethodName, { proofs }: Rule): string => (proofs === 'different-classes' ? methods[method].proofClass : method)

export const countProofs = (proven: readonly MethodName[], rule: Rule): number => new Set(proven.map((method) => kindOf(method, rule))).size

/** Whether it would count beside those that were given. */
export const stillProves = (method: MethodName, proven: readonly MethodName[], rule: Rule): boolean =>
  !proven.some((given) => kindOf(given, rule) === kindOf(method, rule))
