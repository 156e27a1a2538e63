/** Finishes a practice run when `nextStep` has ended it. The account is not touched. */
import type { DrillOutcome, FlowReply, Outcome, Step } from '@regain/core'
import { drillOutcomes } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { endFlow } from '../flows/end-flow.ts'
import { note } from '../flows/note.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { findFlow } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'

const isDrills = (outcome: Outcome): outcome is DrillOutcome => drillOutcomes.some((one) => one === outcome)

/** `reply`: to the answer that was just taken. */
export async function endDrill(request: FlowRequest, { flow: { step } }: FlowReply, deps: RecoveryDeps): Promise<void> {
  if (step.type === 'done' && isDrills(step.outcome))
    await deps.db.write(async (tx) => settleDrill(tx, await findFlow(tx, request, deps), step))
}

/** Once, of however many. */
export async function settleDrill(tx: Tx, open: OpenFlow, step: Step): Promise<void> {
  if (step.type !== 'done' || !isDrills(step.outcome)) return
  const { outcome } = step
  if (await endFlow(tx, open.stored.row.id, { outcome }, open.now))
    await note(tx, open, 'flow.practised', { details: { passed: outcome === 'drill-passed' } })
}
