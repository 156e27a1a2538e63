/** Finds out why a person can't sign in: only after a proof, so that nobody else learns it. */
import type { AnswerOf, FlowReply } from '@regain/core'
import { findCause } from '@regain/core'
import type { Tx } from '../db/database.ts'
import type { InspectResult } from '../directory/directory.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { finish, learn, note, resume, takeAnswer } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'

/** Looks again, because somebody may have fixed the cause. */
export async function lookAgain(request: FlowRequest, answer: AnswerOf<'look-again'>, deps: RecoveryDeps): Promise<FlowReply> {
  const { open } = await takeAnswer(request, answer, deps, async (_, open) => ({ open }))
  return await diagnose(open, deps)
}

/** For the first time, or again, because somebody may have fixed the cause. */
export async function diagnose(asked: OpenFlow, deps: RecoveryDeps): Promise<FlowReply> {
  const inspected = await inspect(asked, deps)
  return await deps.db.write(async (tx) => {
    const open = await resume(tx, asked, { type: 'look-again' }, deps)
    return await finish(tx, { open: await keepFindings(tx, open, inspected) }, deps)
  })
}

export const inspect = ({ site, stored }: OpenFlow, deps: RecoveryDeps): Promise<InspectResult> =>
  deps.directoryOf(site.realm).inspect(stored.named?.accountId ?? '')

export async function keepFindings(tx: Tx, open: OpenFlow, inspected: InspectResult): Promise<OpenFlow> {
  const findings =
    inspected.result === 'found' ? findCause(inspected.condition, open.now) : ({ cause: 'directory-unreachable', since: open.now } as const)
  await note(tx, open, 'flow.diagnosed', { details: { cause: findings.cause } })
  return learn(open, { findings })
}
