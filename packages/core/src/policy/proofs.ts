/** Counts proofs: two that the realm considers one kind count once. */
import type { Proof } from '../flow/flow.ts'
import { channelOf, methods } from '../methods/index.ts'
import type { MethodName } from '../methods/method.ts'
import type { Gate } from './gate.ts'

/** Security: whoever reads a mailbox has the code and the link that come there: what is sent by one channel proves once under either rule. */
function kindOf(proof: Proof, { proofs }: Pick<Gate, 'proofs'>): string {
  if (proof === 'operator') return proof
  return proofs === 'different-classes' ? methods[proof].proofClass : (channelOf(proof) ?? proof)
}

/** The word of two people of the site, after a hold, is as much as the gate asks. */
export const countProofs = (proven: readonly Proof[], gate: Gate): number =>
  proven.includes('operator') ? gate.needed : new Set(proven.map((proof) => kindOf(proof, gate))).size

/** Whether it would count beside those that were given. */
export const stillProves = (method: MethodName, proven: readonly Proof[], gate: Gate): boolean =>
  !proven.some((given) => kindOf(given, gate) === kindOf(method, gate))
