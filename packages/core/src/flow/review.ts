/** "Someone else is in my account": recent activity, for the owner to say what was not theirs. */
import type { KeptMethodName } from '../methods/method.ts'
import type { Activity } from './activity.ts'

/** What a review lists one by one, because it can be undone or removed. */
export const reviewedChanges = [
  'addresses-changed',
  'address-disowned',
  'destination-removed',
  'password-changed',
  'passkey-made',
  'password-replaced',
  'unlocked-by-owner',
  'method-set-up',
] as const
export type ReviewedChange = (typeof reviewedChanges)[number]

/** `open`: the owner decides. `goes`: removed in any case. `stays`: older than the proofs, so it takes another proof to undo it. */
export const fates = ['open', 'goes', 'stays'] as const
export type Fate = (typeof fates)[number]

export interface Reviewed {
  /** Opaque, of this flow alone. */
  ref: string
  change: ReviewedChange
  /** Milliseconds since the epoch. */
  at: number
  fate: Fate
  method?: KeptMethodName
  /** Removed and added names and addresses, masked. */
  gone?: readonly string[]
  came?: readonly string[]
}

/** The browser, as coarse as the audit log has it. */
export interface Lately {
  at: number
  what: Activity
  method?: string
  browser?: string
  /** Two letters (ISO 3166-1). */
  country?: string
}

export interface Review {
  changes: readonly Reviewed[]
  /** The newest first. */
  lately: readonly Lately[]
}

/** The changes that the owner could decide about, and disowned. */
export const disowned = ({ changes }: Review, refs: readonly string[]): Reviewed[] =>
  changes.filter(({ ref, fate }) => fate === 'open' && refs.includes(ref))

/** The start of the intrusion: the intruder who made the first change may have made all later ones. Undefined: all changes were the owner's. */
export function notMineSince(review: Review, refs: readonly string[]): number | undefined {
  const marked = disowned(review, refs)
  return marked.length > 0 ? Math.min(...marked.map(({ at }) => at)) : undefined
}
