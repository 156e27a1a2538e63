/**
 * What the later steps share with the first screen. It is handed to them, not imported by them: so there is one Lit on the page,
 * whatever address the script was loaded from, and no file runs that was not checked.
 */
import { html, nothing } from 'lit/html.js'
import { captchaReply, flowWith, identifyStep, Refused } from './client.ts'
import { identify } from './identify.ts'
import { emptyOf, field, wrongsOf } from './screen.ts'
import { fits, instant, lengths, list, maybe, support, variant } from './shape.ts'

export const kit = {
  html,
  nothing,
  captchaReply,
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
  variant,
  wrongsOf,
}
export type Kit = typeof kit
