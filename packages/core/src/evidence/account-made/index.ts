/** When the account was created. */
import { gradeMonths } from '../kinds.ts'
import type { EvidenceSource } from '../source.ts'

export const accountMade: EvidenceSource<'account-made'> = {
  name: 'account-made',
  asks: 'month',
  weight: 2,
  why: 'Over ten years, one guess in forty matches. People who know the person well guess better.',
  // One month off counts as near: people remember the season, and months end at other times than in UTC.
  grade: (answer, reference) => gradeMonths(answer, reference, { match: 1, near: 6 }),
}
