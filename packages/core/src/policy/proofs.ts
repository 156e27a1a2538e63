/** Counts proofs: two that are of one kind to the realm count once. */
import type { Proof } from '../flow/flow.ts'
import { methods } from '../methods/index.ts'
import type { MethodName } from '../methods/method.ts'
import type { Gate } from './gate.ts'

const kindOf = (proof: Proof, { proofs }: Pick<Gate, 'proofs'>): string =>
  proofs === 'different-classes' && proof !== 'operator' ? methods[proof].proofClass : proof

/** The word of two people of the site, after a hold, is as much as the gate asks. */
export const countProofs = (proven: readonly Proof[], gate: Gate): number =>
  proven.includes('operator') ? gate.needed : new Set(proven.map((proof) => kindOf(proof, gate))).size

/** Whether it would count beside those that were given. */
export const stillProves = (method: MethodName, proven: readonly Proof[], gate: Gate): boolean =>
  !proven.some((given) => kindOf(given, gate) === kindOf(method, gate))
