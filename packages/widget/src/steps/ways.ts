/** Loads the part for those who stand before a cause or need a person, when the first of them does. */
import type { Screen, StepContext } from '../screen.ts'
import type { WayStep } from '../ways/index.ts'
import { contact, hasContact } from './around.ts'
import { emptyOf, field, html, nothing, ways } from './kit.ts'

let part: Awaited<ReturnType<typeof ways>> | undefined
let loading: Promise<void> | undefined

/** Undefined until it has come. */
export function wayOut(context: StepContext, step: WayStep): Screen | undefined {
  const { c } = context
  const load = async () => {
    loading ??= ways().then((loaded) => {
      loaded.equip({ html, nothing, emptyOf, field, contact, hasContact })
      part = loaded
    })
    await loading.catch((error: unknown) => {
      loading = undefined
      throw error
    })
    c.changed()
  }
  if (!part && !loading) load().catch(() => c.partsMissing(load))
  return part?.screenOf(context, step)
}
