/** Opens a challenge in the place of the one before, whose codes are not sent any more. */
import type { Tx } from '../db/database.ts'
import { challenges } from '../db/schema.ts'
import { cancelCodes } from '../outbox/put-message.ts'
import type { ChallengeRow } from './facts.ts'

type Asked = Pick<ChallengeRow, 'ref' | 'method' | 'expiresAt'> & Partial<ChallengeRow>

/** What is left out stands for: goes nowhere, is told to nobody, and can't be sent again. */
export async function putChallenge(tx: Tx, flow: string, asked: Asked, now: number): Promise<ChallengeRow> {
  const challenge = {
    destination: -1,
    told: false,
    digest: '',
    resendAt: asked.expiresAt,
    number: null,
    question: null,
    rpId: null,
    heard: null,
    ...asked,
    flow,
  }
  await tx.insert(challenges).values(challenge).onConflictDoUpdate({ target: challenges.flow, set: challenge })
  await cancelCodes(tx, [flow], now)
  return challenge
}
