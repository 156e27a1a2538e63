/** Loads the part for few, when the first of them needs it. */
import type { FlowController } from '../flow-controller.ts'
import type { Screen, StepContext } from '../screen.ts'
import type { WayStep } from '../ways/index.ts'
import { contact, hasContact } from './around.ts'
import { done as finished } from './ending.ts'
import { emptyOf, field, html, nothing, ways } from './kit.ts'
import { newPassword } from './new-password.ts'
import { chooseMethod, noMethod, resending, who } from './prove.ts'
import { read } from './read.ts'

let part: Awaited<ReturnType<typeof ways>> | undefined
/** Elements that are drawn again when it has come. */
const waiting = new WeakSet<FlowController>()

export async function loadWays(): Promise<void> {
  if (part) return
  const loaded = await ways()
  loaded.equip({ html, nothing, emptyOf, field, contact, hasContact, who, noMethod, chooseMethod, resending, read, newPassword, finished })
  part = loaded
}

/** Undefined until it has come. */
export function wayOut(context: StepContext, step: WayStep): Screen | undefined {
  const { c } = context
  const load = async () => {
    await loadWays()
    c.changed()
  }
  if (!part && !waiting.has(c)) {
    waiting.add(c)
    load().catch(() => c.partsMissing(load))
  }
  return part?.screenOf(context, step)
}
