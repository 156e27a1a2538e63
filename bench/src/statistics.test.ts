import { describe, expect, it } from 'vitest'
import { learnedSeparation, median, quantile, separation } from './statistics.ts'

describe('the statistics of the report', () => {
  it('take quantiles between neighbours', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(quantile([10, 20, 30, 40, 50], 0.9)).toBeCloseTo(46)
  })
  it('count how often one group is above the other, with ties as half', () => {
    expect(separation([3, 4, 5], [1, 2, 3]).auc).toBeCloseTo(8.5 / 9)
    expect(separation([1, 2], [3, 4]).auc).toBe(0)
    expect(separation([1, 1, 1], [1, 1, 1])).toMatchObject({ auc: 0.5, p: expect.closeTo(1) })
  })
  it('agree with a worked example: 1..20 against 6..25', () => {
    const [these, those] = [Array.from({ length: 20 }, (_, place) => place + 6), Array.from({ length: 20 }, (_, place) => place + 1)]
    const { auc, p, low, high } = separation(these, those)
    const counted = these
      .flatMap((one) => those.map((other): number => (one > other ? 1 : one === other ? 0.5 : 0)))
      .reduce((sum, one) => sum + one)
    expect(auc).toBeCloseTo(counted / 400)
    expect(p).toBeGreaterThan(0.01)
    expect(p).toBeLessThan(0.05)
    expect(low).toBeLessThan(auc)
    expect(high).toBeGreaterThan(auc)
  })
  it('find a difference that no threshold shows: one group in the middle, the other around it', () => {
    const middle = Array.from({ length: 400 }, (_, place) => [50 + (place % 10)])
    const around = Array.from({ length: 400 }, (_, place) => [place % 2 === 0 ? 20 + (place % 10) : 80 + (place % 10)])
    expect(separation(middle.flat(), around.flat()).auc).toBeCloseTo(0.5, 1)
    expect(learnedSeparation(middle, around).auc).toBeGreaterThan(0.95)
  })
})
