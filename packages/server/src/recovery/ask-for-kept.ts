/** Asks for what the person keeps: everybody is asked alike, and nothing is sent but to contacts. */
import type { FlowReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { challenges } from '../db/schema.ts'
import { serverMethods } from '../methods/index.ts'
import { cancelCodes } from '../outbox/put-message.ts'
import { hostForPage, questionOf } from '../security/webauthn.ts'
import { askContacts } from './ask-contacts.ts'
import type { ChallengeRow, KeptOffer } from './facts.ts'
import { note } from './note.ts'
import type { OpenFlow } from './open-flow.ts'
import { replyOf } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export async function askForKept(tx: Tx, open: OpenFlow, { ref, method }: KeptOffer, deps: RecoveryDeps): Promise<FlowReply> {
  const { stored, now, site, request } = open
  const { row } = stored
  const { signs } = serverMethods[method]
  const asked = method === 'contacts' ? await askContacts(tx, open, deps) : undefined
  const challenge = {
    flow: row.id,
    ref,
    method,
    destination: -1,
    told: false,
    digest: '',
    expiresAt: row.expiresAt,
    resendAt: row.expiresAt,
    number: null,
    question: signs ? questionOf(deps.chance) : null,
    rpId: signs ? hostForPage(site.origins, request.page) : null,
    heard: asked?.heard ?? null,
  }
  await tx.insert(challenges).values(challenge).onConflictDoUpdate({ target: challenges.flow, set: challenge })
  await cancelCodes(tx, [row.id], now)
  const offer = stored.named?.offers.findIndex((one) => one.ref === ref) ?? -1
  await note(tx, open, 'challenge.opened', { details: { method, offer, kept: true, ...asked?.details } })
  return replyOf({ ...open, stored: { ...stored, challenge } })
}

/** After a guess: what was signed once is never asked again (WebAuthn 13.4.3). */
export async function askAnew(tx: Tx, challenge: ChallengeRow, deps: RecoveryDeps): Promise<ChallengeRow> {
  if (challenge.question === null) return challenge
  const question = questionOf(deps.chance)
  await tx.update(challenges).set({ question }).where(eq(challenges.flow, challenge.flow))
  return { ...challenge, question }
}
