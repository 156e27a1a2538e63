import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { gateBecause, gateOf } from './gate.ts'
import { policyNumbers } from './numbers.ts'
import type { PolicyInput } from './policy.ts'
import { defaultPolicy, PolicySchema } from './policy.ts'
import type { SignalName } from './signals.ts'
import { riskOf, signalNames, signals } from './signals.ts'

const policy = (risk: PolicyInput['risk']) => v.parse(PolicySchema, { risk })
const { twoAt } = defaultPolicy.risk
const totalOf = (names: readonly SignalName[]) => riskOf(names, defaultPolicy.risk).total
const byStrangers = signalNames.filter((name) => 'byStrangers' in signals[name])

describe('the risk of an attempt', () => {
  it('is the sum of the weights of its warning signs, each counted once', () => {
    const { risk } = policy({ twoAt: 6, weights: { 'new-country': 2, 'no-page': 0 } })
    expect(riskOf([], risk)).toEqual({ signals: [], total: 0, level: 'low' })
    expect(riskOf(['no-page', 'new-country', 'new-country'], risk)).toEqual({
      signals: [
        { name: 'new-country', weight: 2 },
        { name: 'no-page', weight: 0 },
      ],
      total: 2,
      level: 'low',
    })
    expect(riskOf(['new-country', 'other-country'], risk)).toMatchObject({ total: 6, level: 'high' })
  })

  it('is not high by one sign alone, by default', () => {
    for (const name of signalNames) expect(totalOf([name])).toBeLessThan(twoAt)
  })

  it('stays below the threshold when strangers add what they can to a person with one address, typing errors and an intruder (R-306)', () => {
    expect(byStrangers.length).toBeGreaterThan(0)
    expect(totalOf([...byStrangers, 'only-address', 'wrong-codes', 'someone-in'])).toBeLessThan(twoAt)
  })

  it('is high if one machine recovers many accounts by their only address and sends no page origin, as a relay does', () => {
    expect(totalOf(['many-accounts', 'only-address', 'no-page'])).toBeGreaterThanOrEqual(twoAt)
    expect(totalOf(['other-country', 'new-country'])).toBeGreaterThanOrEqual(twoAt)
  })

  it('can be switched off', () => {
    const heaviest = Object.fromEntries(signalNames.map((name) => [name, policyNumbers[`risk.weights.${name}`].max]))
    expect(riskOf(signalNames, policy({ twoAt: policyNumbers['risk.twoAt'].max, weights: heaviest }).risk).level).toBe('low')
  })

  it('raises the gate to two proofs of different classes, and lowers no gate', () => {
    const high: SignalName[] = ['many-accounts', 'new-country']
    expect(gateBecause({ signals: high }, defaultPolicy)).toBe('signals')
    expect(gateOf({ signals: high }, defaultPolicy)).toEqual({ needed: 2, proofs: 'different-classes' })
    expect(gateOf({ signals: ['many-accounts'] }, defaultPolicy)).toEqual({ needed: 1, proofs: 'different-methods' })
    expect(gateBecause({ signals: high }, { ...defaultPolicy, gates: { strong: 'as-others', byAuthenticator: false } })).toBe('signals')
    expect(gateBecause({ signals: high, privileged: true }, defaultPolicy)).toBe('privileged')
  })
})
