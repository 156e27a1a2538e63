/** Issues captchas without writing anything: the sealed id contains the answer, and only the server can open it. */
import type { CaptchaKind, CaptchaReply, CaptchaSolution } from '@regain/core'
import { captchaKinds, instant } from '@regain/core'
import * as v from 'valibot'
import type { Keys } from '../crypto/keys.ts'
import { sameDigest } from '../crypto/keys.ts'
import { createSeal } from '../crypto/seal.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import type { CaptchaBinding, Captchas, ProofOfWorkCost } from './captcha.ts'
import { draw, image, readCharacters, sound } from './characters.ts'
import { issueProofOfWork } from './proof-of-work.ts'

/** Long enough to listen twice and type slowly. A used captcha is stored no longer than this. */
const LIFETIME_MS = 600_000

const SealedSchema = v.strictObject({ nonce: v.string(), expiresAt: v.number(), kind: v.picklist(captchaKinds), answer: v.string() })

export function createCaptchas({ keys, chance, clock }: { keys: Keys; chance: Chance; clock: Clock }): Captchas {
  const seal = createSeal(keys, 'captcha', chance)
  const context = ({ site, purpose }: CaptchaBinding) => JSON.stringify([site, purpose])

  async function make(kind: CaptchaKind, cost: ProofOfWorkCost) {
    if (kind === 'proof-of-work') {
      const { answer, challenge } = await issueProofOfWork(cost, chance)
      return { answer, shown: { kind, challenge } }
    }
    const answer = draw(chance)
    return { answer, shown: { kind, image: await image(answer), audio: sound(answer, chance) } }
  }

  return {
    async issue(kind, binding, cost): Promise<CaptchaReply> {
      const { answer, shown } = await make(kind, cost)
      const expiresAt = clock.now() + LIFETIME_MS
      const sealed = { nonce: randomId(chance), expiresAt, kind, answer } satisfies v.InferOutput<typeof SealedSchema>
      return { id: seal.sealJson(sealed, context(binding)), expiresAt: instant(expiresAt), ...shown }
    },
    open(id, binding) {
      const sealed = seal.openJson(id, context(binding))
      if (!sealed) return undefined
      const { answer, ...opened } = v.parse(SealedSchema, sealed)
      return {
        ...opened,
        check: async (solution) => sameDigest(keys.digest('captcha', readSolution(solution, opened.kind)), keys.digest('captcha', answer)),
      }
    },
  }
}

/** A solution of another kind counts as empty, which is never right. */
function readSolution(solution: CaptchaSolution, kind: CaptchaKind): string {
  if (typeof solution === 'string') return kind === 'characters' ? readCharacters(solution) : ''
  return kind === 'proof-of-work' ? solution.derivedKey.toLowerCase() : ''
}
