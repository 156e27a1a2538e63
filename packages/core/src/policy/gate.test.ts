import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Proof } from '../flow/flow.ts'
import type { GateFacts } from './gate.ts'
import { gateOf } from './gate.ts'
import { type Policy, type PolicyInput, PolicySchema } from './policy.ts'
import { countProofs } from './proofs.ts'

const policy = (input: PolicyInput): Policy => v.parse(PolicySchema, input)
const opens = (facts: GateFacts, rule: PolicyInput, ...proven: Proof[]) => {
  const gate = gateOf(facts, policy(rule))
  return countProofs(proven, gate) >= gate.needed
}
const facts: GateFacts[] = [false, true].flatMap((strong) =>
  [false, true].flatMap((privileged) => [false, true].map((authenticator) => ({ strong, privileged, authenticator }))),
)
const rules: PolicyInput[] = [1, 2].flatMap((needed) =>
  (['different-methods', 'different-classes'] as const).flatMap((proofs) =>
    (['two-classes', 'as-others'] as const).flatMap((strong) =>
      [false, true].map((byAuthenticator) => ({ needed, proofs, gates: { strong, byAuthenticator } })),
    ),
  ),
)

describe('a gate', () => {
  it('of an ordinary account is the policy’s', () => {
    for (const rule of rules) expect(gateOf({}, policy(rule))).toEqual({ needed: rule.needed, proofs: rule.proofs })
  })

  it('of a privileged account never opens to one proof, or to sent codes alone, whatever the policy', () => {
    for (const privileged of facts.filter(({ privileged }) => privileged))
      for (const rule of rules) {
        expect(opens(privileged, rule, 'email-code', 'sms-code')).toBe(false)
        for (const method of ['email-code', 'sms-code', 'saved-code', 'totp', 'passkey'] as const)
          expect(opens(privileged, rule, method)).toBe(false)
        expect(opens(privileged, rule, 'email-code', 'saved-code')).toBe(true)
      }
  })

  it('of an AAL2 account follows NIST by default: two codes from different methods, or one and an authenticator', () => {
    const rows: [Proof[], boolean][] = [
      [['email-code'], false],
      [['email-code', 'sms-code'], false],
      [['totp', 'passkey'], false],
      [['email-code', 'saved-code'], true],
      [['sms-code', 'totp'], true],
      [['saved-code', 'passkey'], true],
      [['operator'], true],
    ]
    for (const [proven, open] of rows) expect([proven, opens({ strong: true }, {}, ...proven)]).toEqual([proven, open])
  })

  it('is never lower than that of any other account', () => {
    for (const about of facts)
      for (const rule of rules) {
        const [own, others] = [gateOf(about, policy(rule)), gateOf({}, policy(rule))]
        expect(own.needed).toBeGreaterThanOrEqual(others.needed)
        if (others.proofs === 'different-classes') expect(own.proofs).toBe('different-classes')
      }
  })

  it('is raised by an authenticator only if the policy says so', () => {
    const own = { authenticator: true }
    expect(gateOf(own, policy({}))).toEqual(gateOf({}, policy({})))
    expect(gateOf(own, policy({ gates: { byAuthenticator: true } }))).toEqual({ needed: 2, proofs: 'different-classes' })
    expect(gateOf(own, policy({ gates: { byAuthenticator: true, strong: 'as-others' } }))).toEqual({
      needed: 1,
      proofs: 'different-methods',
    })
  })
})
