/** What every screen of `<regain-security>` is given, and how it says a day or a time. */
import { html, nothing } from 'lit/html.js'
import type { SecurityController } from './security-controller.ts'
import type { SecurityTexts } from './texts/texts.ts'

export interface SecurityContext {
  c: SecurityController
  t: SecurityTexts
  /** Makes an id of this element alone. */
  id(name: string): string
}

export const day = (at: string, { language }: SecurityTexts): string => new Date(at).toLocaleDateString(language, { dateStyle: 'medium' })
export const moment = (at: string, { language }: SecurityTexts): string =>
  new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })

/** Beside what is new. */
export const isHeld = (until: string | undefined, t: SecurityTexts) => (until ? html` <b>${t.held(moment(until, t))}</b>` : nothing)
