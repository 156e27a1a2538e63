/** Invisible work for the browser: an ALTCHA v2 challenge. The server drew the answer itself, so checking costs nothing. */
import type { CaptchaReply } from '@regain/core'
import { createChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Chance } from '../world/chance.ts'
import type { ProofOfWorkCost } from './captcha.ts'

type ProofOfWorkReply = Extract<CaptchaReply, { kind: 'proof-of-work' }>

export async function issueProofOfWork(
  cost: ProofOfWorkCost,
  chance: Chance,
): Promise<{ answer: string; challenge: ProofOfWorkReply['challenge'] }> {
  // At least half of the tries, so that the time hardly varies.
  const least = Math.floor(cost.tries / 2)
  let answer = ''
  const { parameters } = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: cost.rounds,
    counter: least + chance.below(cost.tries - least),
    deriveKey: async (...derived) => {
      const made = await deriveKey(...derived)
      answer = Buffer.from(made.derivedKey).toString('hex')
      return made
    },
  })
  return { answer, challenge: { parameters: JSON.parse(JSON.stringify(parameters)) } }
}
