/** How answers of each kind are read and compared. The result depends only on what was typed. */
import { plainDigits } from '../identifier/digits.ts'
import type { EvidenceKind, Grade } from './source.ts'

/** The form that is compared; undefined: the text contains nothing to compare. */
export const readAnswer: { readonly [Kind in EvidenceKind]: (typed: string) => string | undefined } = {
  /** `2019-03` or `2019`, in digits of any script. */
  month(typed) {
    const [, year, month] = /^(\d{4})(?:-(\d{1,2}))?$/.exec(plainDigits(typed.trim())) ?? []
    if (!year || Number(year) === 0) return undefined
    if (month === undefined) return year
    return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : undefined
  },
  /** Only letters and digits, in one case. */
  text(typed) {
    const read = plainDigits(typed.normalize('NFKC'))
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, '')
    return read || undefined
  },
}

/** The difference in months. An answer that is only a year is near within that year, and never a match. */
export function gradeMonths(answer: string, reference: string, { match, near }: { match: number; near: number }): Grade {
  const [year = '', month] = answer.split('-')
  if (month === undefined) return reference.startsWith(`${year}-`) ? 'near' : 'no'
  const apart = Math.abs(monthsOf(answer) - monthsOf(reference))
  return apart <= match ? 'match' : apart <= near ? 'near' : 'no'
}

const monthsOf = (written: string): number => Number(written.slice(0, 4)) * 12 + Number(written.slice(5, 7))

/** A match or nothing: two digests can't be near. */
export const gradeSame = (answer: string, reference: string): Grade => (answer === reference ? 'match' : 'no')

/** The month of a time, in UTC. `ms` since the epoch. */
export const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7)
