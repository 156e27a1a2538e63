/** Opens a challenge in the place of the one before, which is kept beside it until it runs out. */
import type { Tx } from '../db/database.ts'
import { challenges } from '../db/schema.ts'
import { allRounds } from './earlier.ts'
import type { ChallengeRow, StoredFlow } from './facts.ts'

type Asked = Pick<ChallengeRow, 'ref' | 'method' | 'expiresAt'> & Partial<ChallengeRow>

/** What is left out stands for: goes nowhere, is told to nobody, and can't be sent again. */
export async function putChallenge(
  tx: Tx,
  { row: { id: flow }, challenge: before }: StoredFlow,
  asked: Asked,
  now: number,
): Promise<ChallengeRow> {
  const earlier = allRounds(before).filter(({ digest, expiresAt }) => now < expiresAt && digest !== asked.digest)
  const challenge = {
    completion: '',
    destination: -1,
    told: false,
    digest: '',
    resendAt: asked.expiresAt,
    number: null,
    question: null,
    rpId: null,
    heard: null,
    place: 1,
    ...asked,
    left: false,
    earlier: JSON.stringify(earlier),
    flow,
  }
  await tx.insert(challenges).values(challenge).onConflictDoUpdate({ target: challenges.flow, set: challenge })
  return challenge
}
