/** Takes one answer to its verb. */
import type { Answer, FlowReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { openCase } from '../cases/open-case.ts'
import type { Tx } from '../db/database.ts'
import { challenges, flows } from '../db/schema.ts'
import { endFlow } from '../flows/end-flow.ts'
import { note } from '../flows/note.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { findFlow, replyAfter, replyOf, takeAnswer } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { checkCode } from './check-code.ts'
import { diagnose, look } from './diagnose.ts'
import { endDrill } from './end-drill.ts'
import { identify } from './identify.ts'
import { choose, resend } from './open-challenge.ts'
import { replaceSavedCode } from './replace-saved-code.ts'
import { takeReview } from './review.ts'
import { setPasskey } from './set-passkey.ts'
import { setPassword } from './set-password.ts'
import { unlock } from './unlock.ts'
import { readCredential } from './use-kept.ts'

export async function answerFlow(request: FlowRequest, answer: Answer, deps: RecoveryDeps): Promise<FlowReply> {
  const reply = await takeOne(request, answer, deps)
  await endDrill(request, reply, deps)
  return await replaceSavedCode(request, reply, deps)
}

async function takeOne(request: FlowRequest, answer: Answer, deps: RecoveryDeps): Promise<FlowReply> {
  switch (answer.type) {
    // These leave the database on the way, for the directory: each of their transactions is their own.
    case 'identify':
      return await identify(request, answer, deps)
    case 'new-password':
      return await setPassword(request, answer, deps)
    case 'new-passkey':
      return await setPasskey(request, answer, deps)
    case 'help':
      return await openCase(request, answer, deps)
    case 'look-again':
      await takeAnswer(request, answer, deps, async () => undefined)
      return await look(request, deps)
    case 'challenge': {
      const signed = 'credential' in answer ? await readCredential(request, answer.credential, deps) : undefined
      const reply = await takeAnswer(request, answer, deps, (tx, open) => checkCode(tx, open, answer, signed, deps))
      return await diagnose(request, reply, deps)
    }
    default:
      return await takeAnswer(request, answer, deps, (tx, open) => take(tx, open, answer, deps))
  }
}

async function take(
  tx: Tx,
  open: OpenFlow,
  answer: Exclude<Answer, { type: 'identify' | 'new-password' | 'new-passkey' | 'help' | 'look-again' | 'challenge' }>,
  deps: RecoveryDeps,
): Promise<FlowReply> {
  switch (answer.type) {
    case 'choose-method':
      return await choose(tx, open, answer, deps)
    case 'resend':
      return await resend(tx, open, deps)
    case 'back':
      return await goBack(tx, open, deps)
    case 'no-method':
      return await change(tx, open, { withoutMethod: true }, deps)
    case 'remedy':
      return answer.remedy === 'unlock' ? await unlock(tx, open, deps) : await change(tx, open, { remedy: answer.remedy }, deps)
    case 'review':
      return await takeReview(tx, open, answer, deps)
    case 'cancel':
      return await cancel(tx, open, deps)
  }
}

export async function readFlow(request: FlowRequest, deps: RecoveryDeps): Promise<FlowReply> {
  return replyOf(await findFlow(deps.db.read, request, deps))
}

/** From a challenge to the list, keeping its code; from help to where the person was. Spent limits stay spent. */
async function goBack(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<FlowReply> {
  const { row } = open.stored
  if (row.withoutMethod || row.remedy) await tx.update(flows).set({ withoutMethod: false, remedy: null }).where(eq(flows.id, row.id))
  else await tx.update(challenges).set({ left: true }).where(eq(challenges.flow, row.id))
  return await replyAfter(tx, open, deps)
}

async function change(
  tx: Tx,
  open: OpenFlow,
  facts: { withoutMethod: true } | { remedy: 'new-password' | 'help' },
  deps: RecoveryDeps,
): Promise<FlowReply> {
  await tx.update(flows).set(facts).where(eq(flows.id, open.stored.row.id))
  if (!open.stored.named?.drill && ('withoutMethod' in facts || facts.remedy === 'help')) await note(tx, open, 'flow.help-asked')
  return await replyAfter(tx, open, deps)
}

async function cancel(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<FlowReply> {
  await endFlow(tx, open.stored.row.id, { because: 'cancelled' }, open.now)
  await note(tx, open, 'flow.cancelled')
  return await replyAfter(tx, open, deps)
}
