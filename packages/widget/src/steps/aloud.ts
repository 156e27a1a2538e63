/** Masked addresses in words: their dots are for eyes, and a voice would say "bullet" six times. */
import type { TemplateResult } from 'lit/html.js'
import type { StepContext } from '../screen.ts'
import { html } from './kit.ts'

/** As core's `mask.ts` makes them. */
const MASK = /([^\s\p{Cf}])•+@([^\s\p{Cf}])•+|•+(\d+)/gu

export const inWords = ({ t }: StepContext, text: string): string =>
  text.replace(MASK, (_, local, host, digits) => (host ? t.maskedEmail(local, host) : t.maskedPhone([...digits].join(' '))))

/** `shown` to eyes, and in words to a voice. */
export const aloud = (context: StepContext, text: string, shown: string | TemplateResult = text) =>
  text.includes('•') ? html`<span aria-hidden="true">${shown}</span><span class="aloud">${inWords(context, text)}</span>` : shown
