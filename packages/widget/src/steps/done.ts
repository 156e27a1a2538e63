/** The last screen of a plain recovery. */
import type { Screen, StepContext } from '../screen.ts'
import { kit } from './kit.ts'

export const done = ({ t, siteName }: StepContext): Screen => ({
  title: t.passwordChanged.title,
  lead: t.passwordChanged.lead(siteName),
  between: kit.html`<slot name="sign-in"></slot>`,
})
