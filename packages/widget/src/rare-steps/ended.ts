/** The endings other than a new password alone. */
import type { Step } from '@regain/core'
import type { RareContext, Screen } from '../screen.ts'
import { kit } from './kit.ts'

type DoneStep = Extract<Step, { type: 'done' }>
type StoppedStep = Extract<Step, { type: 'stopped' }>

export const stopped = ({ c, t, w }: RareContext, { because }: StoppedStep): Screen => ({
  title: w.stoppedTitle,
  lead: w.stops[because],
  between: kit.html`<button type="button" class="main" part="main" @click=${c.startOver}>${t.again}</button>`,
})

export function ended(context: RareContext, step: DoneStep): Screen {
  const { siteName, w } = context
  const { outcome } = step
  if (outcome === 'drill-passed' || outcome === 'drill-stuck') return w.practised[outcome]
  const screen = kit.finished(context)
  const words = outcome === 'password-changed' ? undefined : w.endings[outcome]
  const said = { ...screen, ...(words && { title: words.title, lead: words.lead(siteName) }) }
  const passkeys = step.passkeys ? kit.html`<p>${w.passkeysLeft(step.passkeys)}</p>` : kit.nothing
  const codes = step.savedCodes
    ? newSheet(context, step.savedCodes)
    : step.savedCodesLeft === undefined
      ? kit.nothing
      : bySavedCode(context, step)
  return { ...said, between: kit.html`${codes}${passkeys}${screen.between}` }
}

/** After a saved code was used: how many are left, or the code that replaces it. */
function bySavedCode({ w }: RareContext, { savedCode, savedCodesLeft = 0 }: DoneStep) {
  return savedCode
    ? kit.html`<p>${w.savedCodeNew}</p><p><b><bdi dir="ltr">${savedCode}</bdi></b></p>`
    : kit.html`<p>${w.savedCodesLeft(savedCodesLeft)}</p>`
}

/** After a report that somebody else was in the account: a new sheet of saved codes. */
const newSheet = ({ w }: RareContext, codes: readonly string[]) =>
  kit.html`<p>${w.savedCodesNew}</p><ol dir="ltr">${codes.map((code) => kit.html`<li><b>${code}</b></li>`)}</ol>`
