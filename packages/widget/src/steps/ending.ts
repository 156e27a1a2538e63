/** Every way that an attempt ends. */
import type { Step } from '@regain/core'
import type { Screen, StepContext } from '../screen.ts'
import { html } from './kit.ts'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

export const done = ({ t, siteName }: StepContext): Screen => ({
  title: t.passwordChanged.title,
  lead: t.passwordChanged.lead(siteName),
  between: html`<slot name="sign-in"></slot>`,
})

export const stopped = ({ c, t }: StepContext, { because }: StepOf<'stopped'>): Screen => ({
  title: t.stoppedTitle,
  lead: t.stops[because],
  between: html`<button type="button" class="main" part="main" @click=${c.startOver}>${t.again}</button>`,
})
