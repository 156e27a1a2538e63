/** Keeps in this tab what a page needs to go on after it was reloaded or dropped: a flow and its token, from the choice of an address until the end (ADR 1530). */
import type { FlowView } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { isOver } from './frame-parts.ts'

/** A practice run ends with the page that it was begun on. */
const OF_A_DRILL = ' drill_'

export function keep({ place, token }: FlowController, { id, step }: FlowView): void {
  if (step.type === 'identify' || isOver(step)) drop(place, id)
  else if (!place.includes(OF_A_DRILL)) inStorage((storage) => storage.setItem(place, `${id} ${token}`))
}

/** Another element of this page may keep a flow of its own there. */
export const drop = (place: string, id: string): void =>
  inStorage((storage) => storage.getItem(place)?.startsWith(`${id} `) && storage.removeItem(place))

/** Where a browser keeps nothing (a frame in a sandbox, a setting), a page begins anew. */
function inStorage(work: (storage: Storage) => unknown): void {
  try {
    work(sessionStorage)
  } catch {}
}
