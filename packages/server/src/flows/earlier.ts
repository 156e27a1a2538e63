/** Earlier challenges of a flow: older codes still count, and the person can return to one they left. */
import { isKept } from '@regain/core'
import type { challenges } from '../db/schema.ts'

type ChallengeRow = typeof challenges.$inferSelect

/** One way, and what was typed to complete its address: two codes to one address are two rounds of one question. */
export type Question = Pick<ChallengeRow, 'ref' | 'completion'>
export type Round = Question &
  Pick<ChallengeRow, 'method' | 'destination' | 'told' | 'digest' | 'number' | 'expiresAt' | 'resendAt' | 'place'>

/** All earlier challenges, the oldest first. Kept methods have none: they are asked for again. */
export function allRounds(challenge: ChallengeRow | undefined): Round[] {
  if (!challenge) return []
  const { ref, completion, method, destination, told, digest, number, expiresAt, resendAt, place, earlier } = challenge
  const present = { ref, completion, method, destination, told, digest, number, expiresAt, resendAt, place }
  return [...(JSON.parse(earlier) as Round[]), ...(isKept(method) ? [] : [present])]
}

/** Those of one question that have not run out, the newest last. */
export const roundsOf = (question: Question, challenge: ChallengeRow | undefined, now: number): Round[] =>
  allRounds(challenge).filter(
    ({ ref, completion, expiresAt }) => ref === question.ref && completion === question.completion && now < expiresAt,
  )
