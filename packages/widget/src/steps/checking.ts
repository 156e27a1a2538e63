/** The flows that wait for the automatic check. */
import type { FlowController } from '../flow-controller.ts'

export const checking = new WeakSet<FlowController>()
