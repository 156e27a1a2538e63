/** Loads the part with the rare steps when somebody needs one of them. */
import type { FlowController } from '../flow-controller.ts'
import type { Replay } from '../flow-host.ts'
import type { Kit } from '../kit.ts'
import type { Parts } from '../parts.ts'
import type { RareStep } from '../rare-steps/index.ts'
import type { Screen, StepContext } from '../screen.ts'
import { kit } from './kit.ts'
import { rareKit } from './rare-kit.ts'

let loadPart: Parts['rareSteps']
let part: Awaited<ReturnType<typeof loadPart>> | undefined
/** The flows whose screen is drawn again when the part is loaded. */
const waiting = new WeakSet<FlowController>()

/** The first screen calls this when it has loaded the later steps. */
export function equip(from: Kit, rareSteps: Parts['rareSteps']): void {
  Object.assign(kit, from)
  loadPart = rareSteps
}

export async function loadRareSteps() {
  if (part) return part
  const loaded = await loadPart()
  loaded.equip({ ...kit, ...rareKit })
  part = loaded
  return loaded
}

/** Undefined until the part is loaded. */
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

// These are in the rare part as well: starting again, replays, and pages that the site does not know.
export const startOver = async (c: FlowController): Promise<void> => (await loadRareSteps()).startOver(c)
export const leave = async (c: FlowController): Promise<void> => (await loadRareSteps()).leave(c)
export const why = async (c: FlowController, code: string): Promise<void> => (await loadRareSteps()).why(c, code)
export const replay = async (c: FlowController, seen: Replay): Promise<void> => (await loadRareSteps()).replay(c, seen)
/** Only where the browser can read text messages. The person can type the code in any case. */
export async function fillFromTextMessage(context: StepContext): Promise<void> {
  if ('OTPCredential' in globalThis)
    await loadRareSteps().then(
      (loaded) => loaded.fillFromTextMessage(context),
      () => undefined,
    )
}
