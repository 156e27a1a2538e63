/** The waiting period after a proof by the account's only address: when the recovery continues, why it waits, and what would be faster. */
import type { Step } from '@regain/core'
import type { RareContext, Screen } from '../screen.ts'
import { kit } from './kit.ts'

export function wait(context: RareContext, { readyAt, until }: Extract<Step, { type: 'wait' }>): Screen {
  const { c, t, w } = context
  const moment = (at: string) => new Date(at).toLocaleString(t.language, { dateStyle: 'long', timeStyle: 'short' })
  return {
    title: w.wait.title,
    lead: w.wait.lead(moment(readyAt), moment(until)),
    between: kit.html`<div class="stack"><p>${w.wait.why}</p><p>${w.wait.sooner}</p></div>`,
    after: kit.html`<button type="button" class="link" @click=${c.startOver}>${t.again}</button><button type="button" class="link" @click=${() => c.answer({ type: 'no-method' })}>${w.remedies.help}</button>`,
  }
}
