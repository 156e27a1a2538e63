/** Asks the devices on which the person is signed in. For nobody the same is written, and stands on no device. */
import type { AskedMethodName, FlowReply } from '@regain/core'
import { mayAskDevices } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { challenges } from '../db/schema.ts'
import { cancelCodes } from '../outbox/put-message.ts'
import { ProblemError } from '../security/problem.ts'
import { mayAsk } from './asking.ts'
import { toFlow } from './facts.ts'
import { note } from './note.ts'
import type { OpenFlow } from './open-flow.ts'
import { replyOf } from './open-flow.ts'
import { drawQuestion } from './question.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

interface AskedOffer {
  ref: string
  method: AskedMethodName
}

export async function askDevices(tx: Tx, open: OpenFlow, { ref, method }: AskedOffer, deps: RecoveryDeps): Promise<FlowReply> {
  const { stored, site, now } = open
  const { row, named } = stored
  const { id: realm, policy } = site.realm
  // Security: it was not among what this flow may show.
  if (!mayAskDevices(toFlow(stored, site)))
    throw new ProblemError('value-refused', { errors: [{ path: 'ref', message: 'is not one of this flow' }] })
  const withinBudget = await mayAsk(tx, { whom: 'device', realm, row, now }, policy.limits.approvalsPerAccountDaily, deps.keys)
  const told = withinBudget && named?.decoy === false
  const { digest, number } = drawQuestion(open, { method, told: false }, deps)
  const expiresAt = Math.min(row.expiresAt, now + policy.code.lifetimeSeconds * 1000)
  const challenge = {
    flow: row.id,
    ref,
    method,
    destination: -1,
    told,
    // Of what nobody has: it names this question to the device, and answers nothing.
    digest,
    number,
    expiresAt,
    resendAt: expiresAt,
    question: null,
    rpId: null,
    heard: null,
  }
  await tx.insert(challenges).values(challenge).onConflictDoUpdate({ target: challenges.flow, set: challenge })
  await cancelCodes(tx, [row.id], now)
  const offer = named?.offers.findIndex((one) => one.ref === ref) ?? -1
  await note(tx, open, 'challenge.opened', { details: { method, offer, asked: told, withinBudget } })
  return replyOf({ ...open, stored: { ...stored, challenge } })
}
