/** Reads masked addresses aloud in words: a screen reader would say "bullet" for each dot. */
import type { TemplateResult } from 'lit/html.js'
import type { StepContext } from '../screen.ts'
import { kit } from './kit.ts'

/** The masks that core's `mask.ts` makes. */
const MASK = /([^\s\p{Cf}])•+@([^\s\p{Cf}])•+|•+(\d+)/gu

export const inWords = ({ t }: StepContext, text: string): string =>
  text.replace(MASK, (_, local, host, digits) => (host ? t.maskedEmail(local, host) : t.maskedPhone([...digits].join(' '))))

/** Shows `shown` on the screen, and reads the words aloud. */
export const aloud = (context: StepContext, text: string, shown: string | TemplateResult = text) =>
  text.includes('•') ? kit.html`<span aria-hidden="true">${shown}</span><span class="aloud">${inWords(context, text)}</span>` : shown
