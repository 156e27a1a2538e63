/** The total weight of a case's answers, by the realm's policy. */
import type { EvidenceFinding, EvidenceName } from './source.ts'
import { evidenceNames } from './source.ts'

export interface EvidenceRules {
  /** The questions that are asked; none by default. */
  sources: readonly EvidenceName[]
  weights: Readonly<Record<EvidenceName, number>>
  /** Below this sum, operators cannot propose access. */
  needed: number
}

export type Graded = Partial<Record<EvidenceName, EvidenceFinding>>

export interface Weighed {
  lines: { source: EvidenceName; found: EvidenceFinding; weight: number; gives: number }[]
  sum: number
  needed: number
}

/** Near is worth half, and a wrong answer costs nothing: people forget. Questions that the policy no longer asks do not count. */
export function weigh(found: Graded, { sources, weights, needed }: EvidenceRules): Weighed {
  const lines = evidenceNames.flatMap((source) => {
    const finding = found[source]
    if (finding === undefined) return []
    const weight = sources.includes(source) ? weights[source] : 0
    return { source, found: finding, weight, gives: weight * (shares[finding] ?? 0) }
  })
  return { lines, sum: lines.reduce((sum, { gives }) => sum + gives, 0), needed }
}

const shares: Partial<Record<EvidenceFinding, number>> = { match: 1, near: 0.5 }

/** The highest sum that is possible with the policy. */
export const mostWeight = ({ sources, weights }: Pick<EvidenceRules, 'sources' | 'weights'>): number =>
  sources.reduce((sum, source) => sum + weights[source], 0)
