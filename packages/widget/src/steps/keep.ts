/** Keeps the flow and its token in this tab, from the choice of an address until the end, so that a page can continue after a reload (ADR 1530). */
import type { FlowView } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { isOver } from './frame-parts.ts'

/** A practice run ends with the page that it was started on. */
const OF_A_DRILL = ' drill_'

export function keep({ place, token }: FlowController, { id, step }: FlowView): void {
  if (step.type === 'identify' || isOver(step)) drop(place, id)
  else if (!place.includes(OF_A_DRILL)) inStorage((storage) => storage.setItem(place, `${id} ${token}`))
}

/** Another element of this page may keep its own flow there. */
export const drop = (place: string, id: string): void =>
  inStorage((storage) => storage.getItem(place)?.startsWith(`${id} `) && storage.removeItem(place))

/** Some browsers offer no storage (a sandboxed frame, a setting): there a page starts again after a reload. */
function inStorage(work: (storage: Storage) => unknown): void {
  try {
    work(sessionStorage)
  } catch {}
}
