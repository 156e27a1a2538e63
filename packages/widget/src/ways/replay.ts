/** Puts a stored step on the screen, as the person saw it. */
import type { FlowController } from '../flow-controller.ts'
import type { Replay } from '../flow-host.ts'

export function replay(c: FlowController, { site, flow, problem, at = Date.now() }: Replay): void {
  c.clear()
  Object.assign(c, { site, flow, news: problem, replayedAt: at })
  if (flow.step.type === 'choose-method') c.picked = flow.step.methods[0]
  c.changed()
}
