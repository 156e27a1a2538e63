import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Flow } from '../flow/flow.ts'
import { nextStep } from '../flow/next-step.ts'
import { readPolicy } from '../policy/read-policy.ts'
import { evidence, FactsSchema } from './index.ts'
import { readAnswer } from './kinds.ts'
import { evidenceNames, grades } from './source.ts'
import { weigh } from './weigh.ts'

const { month, text } = readAnswer
const policyOf = (written: unknown) => {
  const read = readPolicy({ evidence: written })
  return read.ok ? read.policy : undefined
}
const wrongOf = (written: unknown) => {
  const read = readPolicy({ evidence: written })
  return read.ok ? [] : read.wrong
}

describe('an answer', () => {
  it('is read in any digits, with or without a month, and refused without a valid month', () => {
    for (const typed of ['2019-03', ' 2019-3 ', '٢٠١٩-٠٣', '２０１９-０３']) expect(month(typed)).toBe('2019-03')
    expect(month('2019')).toBe('2019')
    for (const typed of ['', '-03', '19-03', '2019-13', '2019-00', '0000', 'in May', '2019-03-04']) expect(month(typed)).toBeUndefined()
  })

  it('of text is compared by letters and digits only', () => {
    for (const typed of ['RG-4711/88', 'rg 4711 88', 'ＲＧ４７１１８８']) expect(text(typed)).toBe('rg471188')
    expect(text(' - ')).toBeUndefined()
  })

  it('is graded by its distance, and a year alone is never more than near', () => {
    const made = (answer: string) => evidence['account-made'].grade(answer, '2019-03')
    expect(['2019-03', '2019-02', '2019-04'].map(made)).toEqual(['match', 'match', 'match'])
    expect(['2018-09', '2019-09', '2019'].map(made)).toEqual(['near', 'near', 'near'])
    expect(['2018-08', '2019-10', '2018'].map(made)).toEqual(['no', 'no', 'no'])
    expect(evidence['password-changed'].grade('2020-01', '2019-12')).toBe('match')
    expect(evidence['last-order'].grade('a', 'a')).toBe('match')
  })

  it('gets a grade from every source, whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...evidenceNames), fc.string(), fc.string(), (name, typed, fact) => {
        const source = evidence[name]
        const [answer = '', reference = ''] = [typed, fact].map(readAnswer[source.asks])
        return grades.includes(source.grade(answer, reference))
      }),
      { numRuns: 1000, seed: 7 },
    )
  })
})

describe('a policy', () => {
  it('asks nothing by default', () => {
    expect(policyOf({})?.evidence).toMatchObject({ sources: [], needed: 0 })
  })

  it('asks each question once, with known weights', () => {
    expect(wrongOf({ sources: ['account-made', 'last-order'], weights: { 'last-order': 10 }, needed: 5 })).toEqual([])
    expect(wrongOf({ sources: ['account-made', 'account-made'] })).toEqual(['evidence.sources'])
    expect(wrongOf({ weights: { 'last-order': 0 } })).toEqual(['evidence.weights.last-order'])
    expect(wrongOf({ sources: ['mother'] })).toEqual(['evidence.sources.0'])
  })

  it('asks the same questions for known and unknown names', () => {
    const policy = policyOf({ sources: ['last-order', 'account-made'] })
    if (!policy) throw new Error('a policy that cannot be read')
    const stepOf = (decoy: boolean) => {
      const named = { username: 'jane', decoy, offers: [], ...(!decoy && { privileged: true }) }
      const flow: Flow = { reason: 'forgot-password', expiresAt: 9, named, proven: [], guesses: 0, sends: 0, withoutMethod: true }
      return nextStep(flow, policy, {}, 0)
    }
    expect(stepOf(true)).toEqual(stepOf(false))
    expect(stepOf(true)).toMatchObject({
      evidence: [
        { source: 'last-order', asks: 'text' },
        { source: 'account-made', asks: 'month' },
      ],
    })
  })
})

describe('the total weight of answers', () => {
  const rules = {
    sources: ['account-made', 'last-order'],
    weights: { 'account-made': 3, 'password-changed': 2, 'last-order': 4 },
    needed: 5,
  } as const

  it('is the weight of each match and half of each near one, and nothing for the rest', () => {
    expect(weigh({ 'account-made': 'near', 'last-order': 'match' }, rules).sum).toBe(5.5)
    for (const found of ['no', 'unanswered', 'unknown'] as const)
      expect(weigh({ 'account-made': found, 'last-order': found }, rules).sum).toBe(0)
  })

  it('ignores questions that the realm no longer asks', () => {
    expect(weigh({ 'password-changed': 'match' }, rules)).toMatchObject({ lines: [{ source: 'password-changed', weight: 0 }], sum: 0 })
  })
})

describe('a fact from a site', () => {
  it('is a whole month, or a word with something to compare', () => {
    const takes = (facts: Record<string, string>) => v.safeParse(FactsSchema, facts).success
    expect(takes({ 'account-made': '2019-03', 'last-order': '4711' })).toBe(true)
    for (const facts of [{ 'account-made': '2019' }, { 'last-order': '-' }, { 'mother': 'Smith' }])
      expect(takes(facts as never)).toBe(false)
  })
})
