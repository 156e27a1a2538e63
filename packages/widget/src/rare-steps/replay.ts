/** Shows a stored step as the person saw it. */
import type { FlowController } from '../flow-controller.ts'
import type { Replay } from '../flow-host.ts'
import { refusalsIn } from './words.ts'

export function replay(c: FlowController, { site, flow, problem, at = Date.now() }: Replay): void {
  c.clear()
  Object.assign(c, { site, flow, news: problem, replayedAt: at, refusals: refusalsIn(c.settings.locale) })
  if (flow.step.type === 'choose-method') c.picked = flow.step.methods[0]
  c.changed()
}
