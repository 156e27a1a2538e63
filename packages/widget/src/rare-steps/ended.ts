/** The endings other than a new password alone. */
import type { Step } from '@regain/core'
import type { RareContext, Screen } from '../screen.ts'
import { finished, html, nothing } from './kit.ts'

type DoneStep = Extract<Step, { type: 'done' }>
type StoppedStep = Extract<Step, { type: 'stopped' }>

export const stopped = ({ c, t, w }: RareContext, { because }: StoppedStep): Screen => ({
  title: w.stoppedTitle,
  lead: w.stops[because],
  between: html`<button type="button" class="main" part="main" @click=${c.startOver}>${t.again}</button>`,
})

export function ended(context: RareContext, step: DoneStep): Screen {
  const { siteName, w } = context
  const { outcome } = step
  if (outcome === 'drill-passed' || outcome === 'drill-stuck') return w.practised[outcome]
  const screen = finished(context)
  const words = outcome === 'password-changed' ? undefined : w.endings[outcome]
  const said = { ...screen, ...(words && { title: words.title, lead: words.lead(siteName) }) }
  const passkeys = step.passkeys ? html`<p>${w.passkeysLeft(step.passkeys)}</p>` : nothing
  const codes = step.savedCodes
    ? newSheet(context, step.savedCodes)
    : step.savedCodesLeft === undefined
      ? nothing
      : bySavedCode(context, step)
  return { ...said, between: html`${codes}${passkeys}${screen.between}` }
}

/** After a saved code was used: how many are left, or the code that replaces it. */
function bySavedCode({ w }: RareContext, { savedCode, savedCodesLeft = 0 }: DoneStep) {
  return savedCode
    ? html`<p>${w.savedCodeNew}</p><p><b><bdi dir="ltr">${savedCode}</bdi></b></p>`
    : html`<p>${w.savedCodesLeft(savedCodesLeft)}</p>`
}

/** After a report that somebody else was in the account: a new sheet of saved codes. */
const newSheet = ({ w }: RareContext, codes: readonly string[]) =>
  html`<p>${w.savedCodesNew}</p><ol dir="ltr">${codes.map((code) => html`<li><b>${code}</b></li>`)}</ol>`
