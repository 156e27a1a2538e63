/** Why it doesn't go on, who can help, and every way that an attempt ends. */
import type { Step } from '@regain/core'
import type { Screen, StepContext } from '../screen.ts'
import { contact, hasContact } from './around.ts'
import { html, nothing } from './kit.ts'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

export const diagnosis = ({ c, t }: StepContext, step: StepOf<'diagnosis'>): Screen => ({
  title: t.diagnosisTitle,
  lead: t.causes[step.cause],
  between: html`<p class="hint">${t.since(new Date(step.since).toLocaleDateString(t.language, { dateStyle: 'long' }))}</p>
    ${step.remedies.map(
      (remedy, place) =>
        html`<button type="button" class=${place === 0 ? 'main' : ''} part=${place === 0 ? 'main' : nothing} @click=${() => c.answer({ type: 'remedy', remedy })}>${t.remedies[remedy]}</button>`,
    )}`,
})

export const help = ({ c, t, siteName }: StepContext, { support }: StepOf<'help'>): Screen => ({
  title: t.helpTitle,
  lead: hasContact(support) ? t.helpLead(siteName) : t.helpNothing(siteName),
  between: contact(support),
  after: html`<button type="button" @click=${() => c.answer({ type: 'back' })}>${t.back}</button><button type="button" class="link" @click=${c.startOver}>${t.otherAccount}</button>`,
})

export const done = ({ t, siteName }: StepContext, { outcome, reference }: StepOf<'done'>): Screen => ({
  title: t.outcomes[outcome].title,
  lead: t.outcomes[outcome].lead(siteName),
  between: html`${reference ? html`<p>${t.reference(reference)}</p>` : nothing}<slot name="sign-in"></slot>`,
})

export const stopped = ({ c, t }: StepContext, { because }: StepOf<'stopped'>): Screen => ({
  title: t.stoppedTitle,
  lead: t.stops[because],
  between: html`<button type="button" class="main" part="main" @click=${c.startOver}>${t.again}</button>`,
})
