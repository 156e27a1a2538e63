/** The table from answer to verb. */
import type { Answer, AnswerOf, AnswerType, FlowReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { openCase } from '../cases/open-case.ts'
import type { Tx } from '../db/database.ts'
import { challenges } from '../db/schema.ts'
import { end } from '../flows/end-flow.ts'
import { mustBeIssued } from '../flows/flow-token.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { change, findFlow, note, replyOf, takeAnswer, withChallenge } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { answerChallenge } from './check-code.ts'
import { lookAgain } from './diagnose.ts'
import { endDrill } from './end-drill.ts'
import { identify } from './identify.ts'
import { choose, resend } from './open-challenge.ts'
import { takeReview } from './review.ts'
import { setPasskey } from './set-passkey.ts'
import { setPassword } from './set-password.ts'
import { unlock } from './unlock.ts'

type Verb<Type extends AnswerType> = (request: FlowRequest, answer: AnswerOf<Type>, deps: RecoveryDeps) => Promise<FlowReply>

/** Verbs without `inOne` need several transactions, because in between they ask the directory or verify a signature. */
const verbs: { [Type in AnswerType]: Verb<Type> } = {
  'identify': identify,
  'choose-method': inOne(choose),
  'challenge': answerChallenge,
  'resend': inOne(resend),
  'remedy': inOne(takeRemedy),
  'look-again': lookAgain,
  'review': inOne(takeReview),
  'new-password': setPassword,
  'new-passkey': setPasskey,
  'no-method': inOne(askPeople),
  'help': openCase,
  'back': inOne(goBack),
  'cancel': inOne(cancel),
}

export function answerFlow<Type extends AnswerType>(
  request: FlowRequest,
  answer: Answer & { type: Type },
  deps: RecoveryDeps,
): Promise<FlowReply> {
  const verb: Verb<Type> = verbs[answer.type]
  return verb(request, answer as AnswerOf<Type>, deps)
}

export async function readFlow(request: FlowRequest, deps: RecoveryDeps): Promise<FlowReply> {
  mustBeIssued(request, deps.keys)
  return replyOf({ open: await findFlow(deps.db.read, request, deps) })
}

/** A verb that does all its work in one transaction. */
function inOne<Type extends AnswerType>(
  verb: (tx: Tx, open: OpenFlow, answer: AnswerOf<Type>, deps: RecoveryDeps) => Promise<Answered>,
): Verb<Type> {
  return async (request, answer, deps) => replyOf(await takeAnswer(request, answer, deps, (tx, open) => verb(tx, open, answer, deps)))
}

async function takeRemedy(tx: Tx, open: OpenFlow, { remedy }: AnswerOf<'remedy'>, deps: RecoveryDeps): Promise<Answered> {
  if (remedy === 'unlock') return await unlock(tx, open, deps)
  if (remedy === 'help') await noteHelp(tx, open)
  return { open: change(open, { remedy }) }
}

async function askPeople(tx: Tx, open: OpenFlow, _: AnswerOf<'no-method'>, deps: RecoveryDeps): Promise<Answered> {
  await noteHelp(tx, open)
  return { open: await onward(tx, change(open, { withoutMethod: true }), deps) }
}

async function noteHelp(tx: Tx, open: OpenFlow): Promise<void> {
  if (!open.stored.named?.drill) await note(tx, open, 'flow.help-asked')
}

/** Goes from a challenge back to the list and keeps its code, or from help back to the previous step. Used limits stay used. */
async function goBack(tx: Tx, open: OpenFlow, _: AnswerOf<'back'>, deps: RecoveryDeps): Promise<Answered> {
  const { row, challenge } = open.stored
  if (row.withoutMethod || row.remedy) return { open: await onward(tx, change(open, { withoutMethod: false, remedy: null }), deps) }
  await tx.update(challenges).set({ left: true }).where(eq(challenges.flow, row.id))
  return { open: await onward(tx, withChallenge(open, challenge && { ...challenge, left: true }), deps) }
}

/** A practice run can end here. */
const onward = async (tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<OpenFlow> =>
  open.stored.named?.drill ? await endDrill(tx, open, deps) : open

async function cancel(tx: Tx, open: OpenFlow, _: AnswerOf<'cancel'>, deps: RecoveryDeps): Promise<Answered> {
  const ended = await end(tx, open, { because: 'cancelled' }, deps)
  await note(tx, open, 'flow.cancelled')
  return { open: ended ?? open }
}
