/** Loads the part for few, when the first of them needs it. */
import type { FlowController } from '../flow-controller.ts'
import type { Replay } from '../flow-host.ts'
import type { RareStep } from '../rare-steps/index.ts'
import type { Screen, StepContext } from '../screen.ts'
import { done as finished } from './done.ts'
import { contact, hasContact } from './frame-parts.ts'
import { drop } from './keep.ts'
import { emptyOf, field, html, nothing, rareSteps } from './kit.ts'
import { newPassword } from './new-password.ts'
import { chooseMethod, noMethod, resending, who } from './prove.ts'

let part: Awaited<ReturnType<typeof rareSteps>> | undefined
/** Elements that are drawn again when it has come. */
const waiting = new WeakSet<FlowController>()

export async function loadRareSteps() {
  if (part) return part
  const loaded = await rareSteps()
  loaded.equip({
    html,
    nothing,
    emptyOf,
    field,
    drop,
    contact,
    hasContact,
    who,
    noMethod,
    chooseMethod,
    resending,
    newPassword,
    finished,
  })
  part = loaded
  return loaded
}

/** Undefined until it has come. */
export function rareScreenOf(context: StepContext, step: RareStep): Screen | undefined {
  const { c } = context
  const load = async () => {
    await loadRareSteps()
    c.changed()
  }
  if (!part && !waiting.has(c)) {
    waiting.add(c)
    load().catch(() => c.partsMissing(load))
  }
  return part?.screenOf(context, step)
}

// Of those who begin again, look at a stored step, or stand before a page that is not one of the site's.
export const startOver = async (c: FlowController): Promise<void> => (await loadRareSteps()).startOver(c)
export const leave = async (c: FlowController): Promise<void> => (await loadRareSteps()).leave(c)
export const why = async (c: FlowController, code: string): Promise<void> => (await loadRareSteps()).why(c, code)
export const replay = async (c: FlowController, seen: Replay): Promise<void> => (await loadRareSteps()).replay(c, seen)
/** Where the browser can read text messages: the code is there to type in any case. */
export async function fillFromTextMessage(context: StepContext): Promise<void> {
  if ('OTPCredential' in globalThis)
    await loadRareSteps().then(
      (loaded) => loaded.fillFromTextMessage(context),
      () => undefined,
    )
}
