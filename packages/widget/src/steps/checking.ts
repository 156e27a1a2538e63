import type { FlowController } from '../flow-controller.ts'

/** Those that wait for the automatic check to name an account. */
export const checking = new WeakSet<FlowController>()
