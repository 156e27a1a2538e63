/** Finishes a practice run when `nextStep` has ended it. The account is not touched. */
import type { DrillOutcome, Outcome } from '@regain/core'
import { drillOutcomes } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { end } from '../flows/end-flow.ts'
import { stepOf } from '../flows/facts.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'

const isDrills = (outcome: Outcome): outcome is DrillOutcome => drillOutcomes.some((one) => one === outcome)

/** Returns the flow unchanged if it is not at its end. */
export async function endDrill(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<OpenFlow> {
  const step = stepOf(open.stored, open.site, open.now)
  if (step.type !== 'done' || !isDrills(step.outcome)) return open
  const { outcome } = step
  const ended = await end(tx, open, { outcome }, deps)
  if (ended) await note(tx, open, 'flow.practised', { details: { passed: outcome === 'drill-passed' } })
  return ended ?? open
}
