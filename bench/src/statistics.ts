/** The few statistics that the report needs, as in textbooks. */

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

/** Linear between neighbours (Hyndman and Fan, type 7). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = ascending(values)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, place) => place).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranked = new Array<number>(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1
    for (let place = from; place <= to; place += 1) ranked[order[place] ?? 0] = (from + to) / 2 + 1
    from = to + 1
  }
  return ranked
}

export interface Separation {
  /** The probability that a value of `these` is above one of `those`: 0.5 means no difference, 0 and 1 a complete one. */
  auc: number
  /** 95 % confidence interval (DeLong, DeLong, Clarke-Pearson 1988). */
  low: number
  high: number
  /** Two-sided Mann-Whitney U, by its normal approximation with the correction for ties. */
  p: number
}

export function separation(these: readonly number[], those: readonly number[]): Separation {
  const [m, n] = [these.length, those.length]
  const all = [...these, ...those]
  const among = ranks(all)
  const [rankThese, rankThose] = [ranks(these), ranks(those)]
  const above = these.map((_, place) => ((among[place] ?? 0) - (rankThese[place] ?? 0)) / n)
  const below = those.map((_, place) => 1 - ((among[m + place] ?? 0) - (rankThose[place] ?? 0)) / m)
  const auc = mean(above)
  const error = Math.sqrt(variance(above) / m + variance(below) / n)
  const counts = new Map<number, number>()
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1)
  const ties = [...counts.values()].reduce((sum, count) => sum + (count ** 3 - count), 0)
  const total = m + n
  const spread = Math.sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))))
  const z = spread === 0 ? 0 : ((auc - 0.5) * m * n) / spread
  return { auc, low: Math.max(0, auc - 1.96 * error), high: Math.min(1, auc + 1.96 * error), p: 2 * (1 - normal(Math.abs(z))) }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function variance(values: readonly number[]): number {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, values.length - 1)
}

/** The standard normal distribution; Abramowitz and Stegun 26.2.17, wrong by less than 7.5e-8. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail
}

/** What several features of one reply reveal together: naive Bayes over bins, trained on the first half and tested on the second. */
export function learnedSeparation(these: readonly (readonly number[])[], those: readonly (readonly number[])[]): Separation {
  const BINS = 20
  const half = (rows: readonly (readonly number[])[]) => [rows.slice(0, rows.length / 2), rows.slice(rows.length / 2)] as const
  const [learnThese, tryThese] = half(these)
  const [learnThose, tryThose] = half(those)
  const weigh = (learnThese[0] ?? []).map((_, feature) => {
    const column = [...learnThese, ...learnThose].map((row) => row[feature] ?? 0)
    const edges = [...new Set(Array.from({ length: BINS - 1 }, (_, place) => quantile(column, (place + 1) / BINS)))]
    const bin = (value: number) => edges.filter((edge) => value > edge).length
    const count = (rows: readonly (readonly number[])[]) => {
      const counted = new Array<number>(edges.length + 1).fill(1)
      for (const row of rows) counted[bin(row[feature] ?? 0)] = (counted[bin(row[feature] ?? 0)] ?? 0) + 1
      return counted
    }
    const [ours, theirs] = [count(learnThese), count(learnThose)]
    return (row: readonly number[]) => Math.log((ours[bin(row[feature] ?? 0)] ?? 1) / (theirs[bin(row[feature] ?? 0)] ?? 1))
  })
  const score = (row: readonly number[]) => weigh.reduce((sum, one) => sum + one(row), 0)
  return separation(tryThese.map(score), tryThose.map(score))
}
