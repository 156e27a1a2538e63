/** What every screen of `<regain-security>` gets, and how it shows days and times. */
import { html, nothing } from 'lit/html.js'
import type { SecurityTexts } from '../languages/security-texts.ts'
import type { Spoken } from '../languages/texts.ts'
import type { SecurityController } from './security-controller.ts'

export interface SecurityContext {
  c: SecurityController
  t: Spoken & SecurityTexts
  /** Makes an id that is unique to this element. */
  id(name: string): string
}

export const day = (at: string, { language }: Spoken): string => new Date(at).toLocaleDateString(language, { dateStyle: 'medium' })
export const moment = (at: string, { language }: Spoken): string =>
  new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })

/** By its two-letter code (ISO 3166-1). */
export const countryName = (code: string, { language }: Spoken): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code

/** Beside a new method or address: when its waiting period ends, and a button that ends it sooner, where an older method can. */
export function isHeld({ c, t }: SecurityContext, until: string | undefined, hold: string) {
  if (!until) return nothing
  const canEnd = c.view?.holds.find((held) => held.hold === hold && held.by.length > 0)
  return html` <b>${t.held(moment(until, t))}</b>${
    canEnd
      ? html` <button type="button" class="link" data-do=${`end ${hold}`} aria-disabled=${c.busy ? 'true' : 'false'} @click=${() => c.askToEndHold(canEnd)}>${t.holdEnd}</button>`
      : nothing
  }`
}
