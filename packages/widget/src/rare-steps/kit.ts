/** What the later steps hand to the rare steps, so that they can import it from here: a part must not import another part. */
import type { Kit } from '../kit.ts'
import type { rareKit } from '../steps/rare-kit.ts'

type RareKit = Kit & typeof rareKit

/** Empty until the later steps have loaded this part. */
export const kit = {} as RareKit

export const equip = (from: RareKit): RareKit => Object.assign(kit, from)
