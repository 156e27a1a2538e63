/** The last screen of a plain recovery. */
import type { Screen, StepContext } from '../screen.ts'
import { html } from './kit.ts'

export const done = ({ t, siteName }: StepContext): Screen => ({
  title: t.passwordChanged.title,
  lead: t.passwordChanged.lead(siteName),
  between: html`<slot name="sign-in"></slot>`,
})
