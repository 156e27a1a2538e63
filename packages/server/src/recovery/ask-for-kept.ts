/** Asks for a kept method. Every name gets the same question, and only contacts get a message. */
import { eq } from 'drizzle-orm'
import { hostForPage, questionOf } from '../crypto/webauthn.ts'
import type { Tx } from '../db/database.ts'
import { challenges } from '../db/schema.ts'
import type { ChallengeRow, KeptOffer } from '../flows/facts.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { note, withChallenge } from '../flows/open-flow.ts'
import { putChallenge } from '../flows/put-challenge.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { serverMethods } from '../methods/index.ts'
import { askContacts } from './ask-contacts.ts'

export async function askForKept(tx: Tx, open: OpenFlow, { ref, method }: KeptOffer, deps: RecoveryDeps): Promise<Answered> {
  const { stored, now, site, request } = open
  const { row } = stored
  const { signs } = serverMethods[method]
  const asked = method === 'contacts' ? await askContacts(tx, open, deps) : undefined
  const signed = signs && { question: questionOf(deps.chance), rpId: hostForPage(site.origins, request.page) }
  const heard = asked?.heard ?? null
  const challenge = await putChallenge(tx, stored, { ref, method, expiresAt: row.expiresAt, heard, ...signed }, now)
  const offer = stored.named?.offers.findIndex((one) => one.ref === ref) ?? -1
  await note(tx, open, 'challenge.opened', { details: { method, offer, kept: true, ...asked?.details } })
  return { open: withChallenge(open, challenge) }
}

/** Draws a new challenge after a guess: the same one is never signed twice (WebAuthn 13.4.3). */
export async function drawNewQuestion(tx: Tx, challenge: ChallengeRow, deps: RecoveryDeps): Promise<ChallengeRow> {
  if (challenge.question === null) return challenge
  const question = questionOf(deps.chance)
  await tx.update(challenges).set({ question }).where(eq(challenges.flow, challenge.flow))
  return { ...challenge, question }
}
