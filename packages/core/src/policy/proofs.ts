/** Counts proofs: two that are of one kind to the realm count once. */
import type { Proof } from '../flow/flow.ts'
import { methods } from '../methods/index.ts'
import type { MethodName } from '../methods/method.ts'
import type { Policy } from './policy.ts'

type Rule = Pick<Policy, 'proofs' | 'needed'>

const kindOf = (proof: Proof, { proofs }: Rule): string =>
  proofs === 'different-classes' && proof !== 'operator' ? methods[proof].proofClass : proof

/** The word of two people of the site, after a hold, is as much as the policy asks. */
export const countProofs = (proven: readonly Proof[], rule: Rule): number =>
  proven.includes('operator') ? rule.needed : new Set(proven.map((proof) => kindOf(proof, rule))).size

/** Whether it would count beside those that were given. */
export const stillProves = (method: MethodName, proven: readonly Proof[], rule: Rule): boolean =>
  !proven.some((given) => kindOf(given, rule) === kindOf(method, rule))
