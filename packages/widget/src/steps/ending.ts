/** Every way that an attempt ends. */
import type { Step } from '@regain/core'
import type { Screen, StepContext } from '../screen.ts'
import { html, nothing } from './kit.ts'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

export const done = ({ c, t, siteName }: StepContext, { outcome, reference }: StepOf<'done'>): Screen => ({
  title: t.outcomes[outcome].title,
  lead: t.outcomes[outcome].lead(siteName),
  between: html`${reference ? html`<p>${t.reference(reference)}</p><a href=${`${c.host.settings().server}/cases/${c.siteKey}`} target="_blank" rel="noopener">${t.caseLook}</a>` : nothing}<slot name="sign-in"></slot>`,
})

export const stopped = ({ c, t }: StepContext, { because }: StepOf<'stopped'>): Screen => ({
  title: t.stoppedTitle,
  lead: t.stops[because],
  between: html`<button type="button" class="main" part="main" @click=${c.startOver}>${t.again}</button>`,
})
