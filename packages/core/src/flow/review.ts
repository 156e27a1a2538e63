/** "Someone else is in my account": recent activity, for the owner to say what was not theirs. */
import type { KeptMethodName } from '../methods/method.ts'
import type { Activity } from './activity.ts'

/** What a review tells one by one, since it can be undone or taken away. */
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

/** `open`: its owner says. `goes`: it goes in any case. `stays`: it is older than what was proven, so another proof must undo it. */
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
  /** Names and addresses, masked: those that went, and those that came. */
  gone?: readonly string[]
  came?: readonly string[]
}

/** Where it came from, as coarse as the record has it. */
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

/** What its owner could say something of, and said was not theirs. */
export const disowned = ({ changes }: Review, refs: readonly string[]): Reviewed[] =>
  changes.filter(({ ref, fate }) => fate === 'open' && refs.includes(ref))

/** The start of the intrusion: somebody who made the first foreign change may have made every later one. Undefined: all changes were the owner's. */
export function notMineSince(review: Review, refs: readonly string[]): number | undefined {
  const marked = disowned(review, refs)
  return marked.length > 0 ? Math.min(...marked.map(({ at }) => at)) : undefined
}
