/** What the first screen hands to the later steps, so that they can import it from here. */
import type { Kit } from '../kit.ts'

/** Empty until the first screen has loaded this part. */
export const kit = {} as Kit
