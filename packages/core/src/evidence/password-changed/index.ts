/** When the password was last changed, roughly. */
import { gradeMonths } from '../kinds.ts'
import type { EvidenceSource } from '../source.ts'

export const passwordChanged: EvidenceSource<'password-changed'> = {
  name: 'password-changed',
  asks: 'month',
  weight: 2,
  why: 'The last person who changed it knows it, and that may have been a thief: check when it was.',
  grade: (answer, reference) => gradeMonths(answer, reference, { match: 1, near: 3 }),
}
