/**
 * What the later steps share with the first screen. It is handed to them, not imported by them: so there is one Lit on the page,
 * whatever address the script was loaded from, and no file runs that was not checked.
 */
import { html, nothing } from 'lit/html.js'
import { fits, instant, lengths, list, maybe, support } from './check-shape.ts'
import { flowWith, identifyStep, Refused } from './client.ts'
import { identify } from './identify.ts'
import type * as RareSteps from './rare-steps/index.ts'
import { emptyOf, field, wrongsOf } from './screen.ts'

export const kit = {
  html,
  nothing,
  flowWith,
  identifyStep,
  Refused,
  identify,
  emptyOf,
  field,
  fits,
  instant,
  lengths,
  list,
  maybe,
  support,
  wrongsOf,
}
export type Kit = typeof kit & {
  /** Loads the part with the steps that few people see. */
  rareSteps(): Promise<typeof RareSteps>
}
