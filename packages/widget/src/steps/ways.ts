/** Loads the part for few, when the first of them needs it. */
import type { FlowController } from '../flow-controller.ts'
import type { Replay } from '../flow-host.ts'
import type { Screen, StepContext } from '../screen.ts'
import type { WayStep } from '../ways/index.ts'
import { contact, hasContact } from './around.ts'
import { done as finished } from './ending.ts'
import { drop } from './keep.ts'
import { emptyOf, field, html, nothing, ways } from './kit.ts'
import { newPassword } from './new-password.ts'
import { chooseMethod, noMethod, resending, who } from './prove.ts'

let part: Awaited<ReturnType<typeof ways>> | undefined
/** Elements that are drawn again when it has come. */
const waiting = new WeakSet<FlowController>()

export async function loadWays() {
  if (part) return part
  const loaded = await ways()
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

// Of those who begin again, look at a stored step, or stand before a page that is not one of the site's.
export const startOver = async (c: FlowController): Promise<void> => (await loadWays()).startOver(c)
export const leave = async (c: FlowController): Promise<void> => (await loadWays()).leave(c)
export const why = async (c: FlowController, code: string): Promise<void> => (await loadWays()).why(c, code)
export const replay = async (c: FlowController, seen: Replay): Promise<void> => (await loadWays()).replay(c, seen)
/** Where the browser can read text messages: the code is there to type in any case. */
export async function fillFromTextMessage(context: StepContext): Promise<void> {
  if ('OTPCredential' in globalThis)
    await loadWays().then(
      (loaded) => loaded.fillFromTextMessage(context),
      () => undefined,
    )
}
