/** Finds out why a person can't sign in: only after a proof, so that nobody else learns it. */
import type { FlowReply } from '@regain/core'
import { findCause } from '@regain/core'
import type { Tx } from '../db/database.ts'
import type { InspectResult } from '../directory/directory.ts'
import { storeNamed } from '../flows/facts.ts'
import { note } from '../flows/note.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { findFlow, mustTake, replyAfter } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'

/** `reply` is what the last proof led to; where it is not to a diagnosis, it stands. */
export async function diagnose(request: FlowRequest, reply: FlowReply, deps: RecoveryDeps): Promise<FlowReply> {
  const { reason, step } = reply.flow
  return reason === 'cannot-sign-in' && step.type === 'diagnosis' ? await look(request, deps) : reply
}

/** For the first time, or again, because somebody may have fixed the cause. */
export async function look(request: FlowRequest, deps: RecoveryDeps): Promise<FlowReply> {
  const answer = { type: 'look-again' } as const
  const asked = mustTake(await findFlow(deps.db.read, request, deps), answer)
  const inspected = await inspect(asked, deps)
  return await deps.db.write(async (tx) => {
    const open = mustTake(await findFlow(tx, request, deps), answer)
    await keepFindings(tx, open, inspected, deps)
    return await replyAfter(tx, open, deps)
  })
}

export const inspect = ({ site, stored }: OpenFlow, deps: RecoveryDeps): Promise<InspectResult> =>
  deps.directoryOf(site.realm).inspect(stored.named?.accountId ?? '')

export async function keepFindings(tx: Tx, open: OpenFlow, inspected: InspectResult, deps: RecoveryDeps): Promise<void> {
  const { named, row } = open.stored
  if (!named) throw new Error('diagnose called without a named account')
  const findings =
    inspected.result === 'found' ? findCause(inspected.condition, open.now) : ({ cause: 'directory-unreachable', since: open.now } as const)
  await storeNamed(tx, row.id, { ...named, findings }, deps.seal)
  await note(tx, open, 'flow.diagnosed', { details: { cause: findings.cause } })
}
