import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { comparePolicies, flatten } from './compare-policies.ts'
import type { PolicyNumber } from './numbers.ts'
import { policyNumbers } from './numbers.ts'
import type { PolicyInput } from './policy.ts'
import { defaultPolicy, PolicySchema } from './policy.ts'
import { readPolicy } from './read-policy.ts'

const policy = (input: PolicyInput) => v.parse(PolicySchema, input)
const changes = (before: PolicyInput, after: PolicyInput) =>
  comparePolicies(policy(before), policy(after)).map(({ path, weaker }) => `${path}${weaker ? ' weaker' : ''}`)

describe('two policies', () => {
  it('with the same values in another order do not differ', () => {
    expect(changes({ methods: ['sms-code', 'email-code'] }, { methods: ['email-code', 'sms-code'], limits: {} })).toEqual([])
  })

  it('are weaker with fewer proofs, shorter codes or passwords, longer lifetimes, or more tries and traffic', () => {
    expect(changes({ needed: 2 }, { needed: 1 })).toEqual(['needed weaker'])
    expect(changes({ needed: 1 }, { needed: 2 })).toEqual(['needed'])
    expect(changes({}, { code: { digits: 6, guesses: 10 }, password: { minLength: 8, maxLength: 64 } })).toEqual([
      'code.digits weaker',
      'code.guesses weaker',
      'password.minLength weaker',
      'password.maxLength',
    ])
    expect(changes({}, { limits: { startPerAddress: { burst: 31, perSeconds: 1200 } } })).toEqual([
      'limits.startPerAddress.burst weaker',
      'limits.startPerAddress.perSeconds',
    ])
    expect(changes({ methods: ['email-code'] }, { methods: ['email-code', 'sms-code'] })).toEqual(['methods weaker'])
    expect(changes({ methods: ['passkey'] }, { methods: ['passkey'], signInByPasskey: true })).toEqual(['signInByPasskey weaker'])
    expect(changes({ hints: 'hidden' }, {})).toEqual(['hints weaker'])
    expect(changes({}, { gates: { strong: 'as-others' } })).toEqual(['gates.strong weaker'])
    expect(changes({}, { gates: { byAuthenticator: true } })).toEqual(['gates.byAuthenticator'])
    expect(changes({ gates: { byAuthenticator: true } }, {})).toEqual(['gates.byAuthenticator weaker'])
    expect(changes({}, { risk: { twoAt: 101, weights: { 'new-country': 10, 'address-new': 0 } } })).toEqual([
      'risk.twoAt weaker',
      'risk.weights.new-country',
      'risk.weights.address-new weaker',
    ])
    expect(changes({}, { evidence: { sources: ['last-order'], weights: { 'last-order': 5 }, needed: 4 } })).toEqual([
      'evidence.sources weaker',
      'evidence.weights.last-order weaker',
      'evidence.needed',
    ])
    expect(changes({ evidence: { needed: 4 } }, {})).toEqual(['evidence.needed weaker'])
  })

  it('refuse sign-in by passkeys if owners could not see their passkeys', () => {
    expect(v.is(PolicySchema, { signInByPasskey: true })).toBe(false)
    expect(readPolicy({ methods: ['email-code'], signInByPasskey: true })).toEqual({ ok: false, wrong: ['signInByPasskey'] })
    expect(readPolicy({ methods: ['email-code', 'passkey'], signInByPasskey: true }).ok).toBe(true)
  })

  it('are weaker if text messages go to more countries, and stricter if a list is added', () => {
    expect(changes({}, { smsCountries: ['DE'] })).toEqual(['smsCountries'])
    expect(changes({ smsCountries: ['DE'] }, { smsCountries: ['AT', 'DE'] })).toEqual(['smsCountries weaker'])
    expect(changes({ smsCountries: ['AT', 'DE'] }, { smsCountries: ['DE'] })).toEqual(['smsCountries'])
    expect(changes({ smsCountries: ['DE'] }, {})).toEqual(['smsCountries weaker'])
  })

  it('are compared by a rule for each path: without a rule, a change would count as weaker in both directions', () => {
    const pairs: PolicyInput = {
      reasons: ['forgot-password', 'compromised'],
      identifiers: ['email'],
      methods: ['email-code', 'sms-code', 'passkey'],
      unlock: 'new-password',
      signInByPasskey: true,
      proofs: 'different-classes',
      calls: 'required',
      hints: 'hidden',
      gates: { strong: 'as-others', byAuthenticator: true },
      captcha: { first: 'characters' },
      password: { breachService: true },
      defaultCountry: 'DE',
      localPart: 'exact',
      smsCountries: ['DE'],
      evidence: { sources: ['account-made'] },
    }
    const numbers = Object.fromEntries(Object.keys(defaultPolicy.limits).map((name) => [name, { burst: 7, perSeconds: 7777 }]))
    const other = structuredClone({ ...defaultPolicy, ...pairs, captcha: { ...defaultPolicy.captcha, ...pairs.captcha } }) as Record<
      string,
      unknown
    >
    Object.assign(other, {
      evidence: { ...structuredClone(defaultPolicy.evidence), ...pairs.evidence },
      limits: numbers,
      password: { ...defaultPolicy.password, breachService: true },
    })
    for (const [path, { min, max, default: byDefault }] of Object.entries(policyNumbers)) {
      const names = path.split('.')
      const last = names.pop() as string
      const place = names.reduce((inner, name) => inner[name] as Record<string, unknown>, other)
      place[last] = byDefault === min ? max : min
    }
    const there = comparePolicies(defaultPolicy, policy(other as PolicyInput))
    const back = comparePolicies(policy(other as PolicyInput), defaultPolicy)
    expect(there.map(({ path }) => path).sort()).toEqual(
      [...new Set([...flatten(defaultPolicy).keys(), 'defaultCountry', 'smsCountries'])].sort(),
    )
    expect(there.filter(({ path, weaker }) => weaker && back.some((change) => change.path === path && change.weaker))).toEqual([])
  })
})

describe('the numbers', () => {
  it.each(Object.entries(policyNumbers as Record<string, PolicyNumber>))(
    '%s: the default is within the bounds, and values outside of them are refused',
    (path, { min, max, default: byDefault }) => {
      expect([min <= byDefault, byDefault <= max]).toEqual([true, true])
      const set = (value: number) => path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)
      expect([min - 1, min, max, max + 1, byDefault + 0.5].map((value) => v.is(PolicySchema, set(value)))).toEqual([
        false,
        true,
        true,
        false,
        false,
      ])
    },
  )
})
