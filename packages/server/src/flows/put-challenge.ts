/** Opens a challenge in place of the current one, which is kept beside it until it expires. */
import type { Tx } from '../db/database.ts'
import { given, prepareOnce } from '../db/prepare-once.ts'
import { challenges } from '../db/schema.ts'
import type { ChallengeRow, StoredFlow } from './facts.ts'
import { allRounds } from './facts.ts'

const put = prepareOnce((tx: Tx) => {
  const row = given(challenges)
  return tx.insert(challenges).values(row).onConflictDoUpdate({ target: challenges.flow, set: row }).prepare()
})

type Asked = Pick<ChallengeRow, 'ref' | 'method' | 'expiresAt'> & Partial<ChallengeRow>

/** Defaults: no destination, nothing sent, no resend. */
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
    earlier,
    flow,
  }
  await put(tx).run(challenge)
  return challenge
}
