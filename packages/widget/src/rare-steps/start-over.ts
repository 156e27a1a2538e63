/** Begins again: for another account, after the end, or from the reasons. */
import type { FlowController } from '../flow-controller.ts'
import { drop } from './kit.ts'

/** What was typed to name the account stays. */
export async function startOver(c: FlowController): Promise<void> {
  const reason = c.flow?.reason
  abandon(c)
  if (reason) await c.start(reason)
}

/** Back to the reasons. */
export function leave(c: FlowController): void {
  abandon(c)
  c.clear()
}

function abandon({ flow, place, client, token }: FlowController): void {
  if (!flow) return
  drop(place, flow.id)
  // Whether it arrives matters to nobody: what is left open ends by itself.
  client?.call(() => true, `/v1/flows/${flow.id}/answers`, { type: 'cancel' }, token).catch(() => undefined)
}
