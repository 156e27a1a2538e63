/** Takes one answer to its verb. */
import type { Answer, FlowReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { challenges, flows } from '../db/schema.ts'
import { checkCode } from './check-code.ts'
import { endFlow } from './end-flow.ts'
import { identify } from './identify.ts'
import { choose, resend } from './open-challenge.ts'
import type { OpenFlow } from './open-flow.ts'
import { countAnswer, findFlow, openFlow, replyAfter, replyOf } from './open-flow.ts'
import type { FlowRequest, RecoveryDeps } from './recovery-deps.ts'
import { setPassword } from './set-password.ts'

export async function answerFlow(request: FlowRequest, answer: Answer, deps: RecoveryDeps): Promise<FlowReply> {
  const write = (work: (tx: Tx) => Promise<FlowReply>) => deps.db.write(work)
  await deps.db.write(async (tx) => countAnswer(tx, request, (await findFlow(tx, request, deps)).site, deps))
  switch (answer.type) {
    case 'identify':
      return await identify(request, answer, deps)
    case 'choose-method':
      return await write((tx) => choose(tx, request, answer, deps))
    case 'challenge':
      return await write((tx) => checkCode(tx, request, answer, deps))
    case 'resend':
      return await write((tx) => resend(tx, request, deps))
    case 'new-password':
      return await setPassword(request, answer, deps)
    case 'back':
      return await write((tx) => goBack(tx, request, deps))
    case 'no-method':
      return await write((tx) => change(tx, request, answer, { withoutMethod: true }, deps))
    case 'remedy':
      return await write((tx) => change(tx, request, answer, { remedy: answer.remedy === 'new-password' ? 'new-password' : 'help' }, deps))
    case 'cancel':
      return await write((tx) => cancel(tx, request, deps))
  }
}

export async function readFlow(request: FlowRequest, deps: RecoveryDeps): Promise<FlowReply> {
  return replyOf(await findFlow(deps.db.read, request, deps))
}

/** From a challenge to the list; from help to where the person was. What was spent stays spent. */
async function goBack(tx: Tx, request: FlowRequest, deps: RecoveryDeps): Promise<FlowReply> {
  const open = await openFlow(tx, request, { type: 'back' }, deps)
  const { row } = open.stored
  if (row.withoutMethod || row.remedy) await tx.update(flows).set({ withoutMethod: false, remedy: null }).where(eq(flows.id, row.id))
  else await tx.delete(challenges).where(eq(challenges.flow, row.id))
  return await replyAfter(tx, open, deps)
}

async function change(
  tx: Tx,
  request: FlowRequest,
  answer: { type: 'no-method' } | { type: 'remedy'; remedy: string },
  facts: { withoutMethod: true } | { remedy: 'new-password' | 'help' },
  deps: RecoveryDeps,
): Promise<FlowReply> {
  const open = await openFlow(tx, request, answer, deps)
  await tx.update(flows).set(facts).where(eq(flows.id, open.stored.row.id))
  await note(tx, open, 'flow.help-asked')
  return await replyAfter(tx, open, deps)
}

async function cancel(tx: Tx, request: FlowRequest, deps: RecoveryDeps): Promise<FlowReply> {
  const open = await openFlow(tx, request, { type: 'cancel' }, deps)
  await endFlow(tx, open.stored.row.id, { because: 'cancelled' }, open.now)
  await note(tx, open, 'flow.cancelled')
  return await replyAfter(tx, open, deps)
}

async function note(tx: Tx, { stored: { row }, site, now, request }: OpenFlow, name: 'flow.cancelled' | 'flow.help-asked'): Promise<void> {
  const account = row.account ?? undefined
  await record(tx, {
    at: now,
    name,
    actor: 'person',
    realm: site.realm.id,
    site: site.key,
    flow: row.id,
    account,
    requestId: request.visitor.requestId,
  })
}
