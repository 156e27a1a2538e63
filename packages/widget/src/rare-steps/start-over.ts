/** Starts again: with another account, after the end, or from the choice of a reason. */
import type { FlowController } from '../flow-controller.ts'
import { kit } from './kit.ts'

/** The name that was typed stays. */
export async function startOver(c: FlowController): Promise<void> {
  const reason = c.flow?.reason
  abandon(c)
  if (reason) await c.start(reason)
}

/** Goes back to the choice of a reason. */
export function leave(c: FlowController): void {
  abandon(c)
  c.clear()
}

function abandon({ flow, place, client, token }: FlowController): void {
  if (!flow) return
  kit.drop(place, flow.id)
  // It does not matter whether this arrives: a flow that is left open expires.
  client?.call(() => true, `/v1/flows/${flow.id}/answers`, { type: 'cancel' }, token).catch(() => undefined)
}
