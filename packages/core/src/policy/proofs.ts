/** Counts proofs: two of what the realm considers one kind count once. */
import type { Proof } from '../flow/flow.ts'
import { channelOf, methods } from '../methods/index.ts'
import type { MethodName } from '../methods/method.ts'
import type { Gate } from './gate.ts'

/** Security: a thief in the mailbox has both the code and the link that arrive there, so everything sent by one channel counts once under either rule. */
function kindOf(proof: Proof, { proofs }: Pick<Gate, 'proofs'>): string {
  if (proof === 'operator') return proof
  return proofs === 'different-classes' ? methods[proof].proofClass : (channelOf(proof) ?? proof)
}

/** A grant by two operators, after a hold, satisfies every gate. */
export const countProofs = (proven: readonly Proof[], gate: Gate): number =>
  proven.includes('operator') ? gate.needed : new Set(proven.map((proof) => kindOf(proof, gate))).size

/** Whether it would add to the existing proofs. */
export const stillProves = (method: MethodName, proven: readonly Proof[], gate: Gate): boolean =>
  !proven.some((given) => kindOf(given, gate) === kindOf(method, gate))
