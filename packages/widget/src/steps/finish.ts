/** The new password, and every way that an attempt ends. */
import type { Step, Support } from '@regain/core'
import { html, nothing } from 'lit'
import type { Screen, StepContext } from '../ui.ts'
import { field } from '../ui.ts'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

export function newPassword(context: StepContext, step: StepOf<'new-password'>): Screen {
  const { c, t, id } = context
  const length = [...(c.typed.get('password') ?? '').normalize('NFC')].length
  const why =
    c.news?.code === 'password-refused'
      ? t.passwordRefused[c.news.why]
      : c.news && c.news.code in t.news
        ? t.news[c.news.code as keyof typeof t.news]
        : undefined
  return {
    title: t.passwordTitle,
    // Password managers file the new password under this name; it is shown to them and not asked for again (WCAG 3.3.7).
    fields: html`<input data-part="unseen" id=${id('username')} name="username" form=${id('form')} type="text" autocomplete="username" readonly tabindex="-1" aria-hidden="true" .value=${step.username} />
      ${field(context, { name: 'password', label: t.passwordLabel, hint: t.passwordHint(step.minLength), error: why, type: c.revealed ? 'text' : 'password', autocomplete: 'new-password', maxlength: 4096 })}`,
    after: html`<div class="row">
      <meter min="0" max=${step.minLength} .value=${Math.min(length, step.minLength)} aria-hidden="true"></meter>
      <span class="hint">${length >= step.minLength ? t.passwordEnough : t.passwordMore(step.minLength - length)}</span>
      <button type="button" class="quiet" aria-pressed=${c.revealed ? 'true' : 'false'} @click=${() => {
        c.revealed = !c.revealed
        c.changed()
      }}>${c.revealed ? t.conceal : t.reveal}</button>
    </div>`,
    submit: { label: t.savePassword, run: (data) => c.answer({ type: 'new-password', password: String(data.get('password')) }) },
  }
}

export const diagnosis = ({ c, t }: StepContext, step: StepOf<'diagnosis'>): Screen => ({
  title: t.diagnosisTitle,
  lead: t.causes[step.cause],
  after: html`${step.remedies.map((remedy) => html`<button type="button" class="main" @click=${() => c.answer({ type: 'remedy', remedy })}>${remedy === 'help' ? t.getHelp : t.next}</button>`)}`,
})

export const help = ({ c, t, siteName }: StepContext, step: StepOf<'help'>): Screen => ({
  title: t.helpTitle,
  lead: hasContact(step.support) ? t.helpLead(siteName) : t.helpNothing(siteName),
  after: html`${contact(step.support)}<button type="button" class="quiet" @click=${() => c.answer({ type: 'back' })}>${t.back}</button>`,
})

export const done = ({ t, siteName }: StepContext): Screen => ({ title: t.doneTitle, lead: t.doneLead(siteName) })

export const stopped = ({ c, t }: StepContext, step: StepOf<'stopped'>): Screen => ({
  title: t.stoppedTitle,
  lead: t.stops[step.because],
  after: html`<button type="button" class="main" @click=${() => c.open()}>${t.again}</button>`,
})

export const hasContact = ({ url, email, phone }: Support): boolean => Boolean(url ?? email ?? phone)

export const contact = ({ url, email, phone, hours }: Support) => html`<ul class="contact">
  ${url ? html`<li><a href=${url} rel="noopener noreferrer" target="_blank">${new URL(url).host}</a></li>` : nothing}
  ${email ? html`<li><a href=${`mailto:${email}`}>${email}</a></li>` : nothing}
  ${phone ? html`<li><a href=${`tel:${phone.replace(/[^+\d]/g, '')}`} dir="ltr">${phone}</a></li>` : nothing}
  ${hours ? html`<li>${hours}</li>` : nothing}
</ul>`
