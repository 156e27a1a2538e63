/** The gate of an account: how much proof it needs, from the facts of the account and the policy. */
import * as v from 'valibot'
import type { RiskRules, SignalName } from './signals.ts'
import { riskOf } from './signals.ts'

/** NIST SP 800-63B-4 2: how strongly the person signs in at the site. */
export const AssuranceSchema = v.picklist(['aal1', 'aal2'])
export type Assurance = v.InferOutput<typeof AssuranceSchema>

/** Which proofs count together. `different-classes`: sent codes count once, wherever they went (NIST SP 800-63B-4 4.2.2.2, R-507). */
export const proofRules = ['different-methods', 'different-classes'] as const
export const ProofRuleSchema = v.picklist(proofRules)
export type ProofRule = v.InferOutput<typeof ProofRuleSchema>

export interface Gate {
  /** How many proofs. */
  needed: number
  proofs: ProofRule
}

export const strongGates = ['two-classes', 'as-others'] as const

/** What raises an account's gate. All absent: an ordinary account, or an unknown name. */
export interface GateFacts {
  /** The site says that the person signs in with more than a password (NIST's AAL2). */
  strong?: boolean
  /** The site says that losing the account would do much damage. */
  privileged?: boolean
  /** The account has a working authenticator app or passkey; looked up only after a first proof. */
  authenticator?: boolean
  /** Warning signs of the attempt, found at its first proof. */
  signals?: readonly SignalName[]
}

/**
 * NIST SP 800-63B-4 4.2.2.2 for AAL2: two codes sent in different ways, or one and an authenticator. All sent codes count as one way, wherever they went,
 * so mail alone is never enough (ASVS 5.0 6.3.6, R-507).
 */
const twoClasses: Gate = { needed: 2, proofs: 'different-classes' }

/** What a policy says about gates: `needed` and `proofs` for everybody, and which accounts need more. */
export interface GateRules extends Gate {
  gates: { strong: (typeof strongGates)[number]; byAuthenticator: boolean }
  risk: RiskRules
}

/** Which of them raises it; `policy`: none of them. */
export type GateBecause = keyof GateFacts | 'policy'

export function gateBecause(
  { strong, privileged, authenticator, signals = [] }: GateFacts,
  { gates, risk }: Pick<GateRules, 'gates' | 'risk'>,
): GateBecause {
  // Security: no policy lowers this one.
  if (privileged) return 'privileged'
  if (gates.strong !== 'as-others') {
    if (strong) return 'strong'
    if (authenticator && gates.byAuthenticator) return 'authenticator'
  }
  return riskOf(signals, risk).level === 'high' ? 'signals' : 'policy'
}

export const gateOf = (facts: GateFacts, rules: GateRules): Gate =>
  gateBecause(facts, rules) === 'policy' ? { needed: rules.needed, proofs: rules.proofs } : twoClasses
