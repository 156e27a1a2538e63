/** The number of the last order or bill, which the site gives with the account. */
import { gradeSame } from '../kinds.ts'
import type { EvidenceSource } from '../source.ts'

export const lastOrder: EvidenceSource<'last-order'> = {
  name: 'last-order',
  asks: 'text',
  weight: 3,
  why: 'Nobody can guess it, but anybody who reads the mailbox or opens the post has it.',
  grade: gradeSame,
}
