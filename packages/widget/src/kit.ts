/**
 * What the later steps share with the first screen. They get it as a value and don't import it. So the page has one copy of Lit, wherever the script
 * was loaded from, and no file runs that was not checked by its hash.
 */
import { html, nothing } from 'lit/html.js'
import { fits, instant, lengths, list, maybe, support } from './check-shape.ts'
import { flowWith, identifyStep, Refused } from './client.ts'
import { identify } from './identify.ts'
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
export type Kit = typeof kit
