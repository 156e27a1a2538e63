/** Choosing an address, completing it, and typing the code that arrives there. */
import type { OfferedMethod, Step } from '@regain/core'
import { html, nothing } from 'lit'
import type { Screen, StepContext } from '../ui.ts'
import { field } from '../ui.ts'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

export function chooseMethod(context: StepContext, step: StepOf<'choose-method'>): Screen {
  const { c, t } = context
  const picked = c.picked
  const choose = (offer: OfferedMethod) => () => {
    c.picked = offer
    c.typed.delete('complete')
    c.changed()
  }
  const proven = step.needed > 1 ? ` ${t.progress(step.proven, step.needed)}` : ''
  return {
    title: t.chooseTitle,
    lead: picked?.masked === undefined && picked ? undefined : `${t.chooseLead}${proven}`,
    ...(picked && {
      fields: completion(context, picked),
      submit: {
        label: t.sendCode,
        run: (data: FormData) => c.answer({ type: 'choose-method', ref: picked.ref, complete: String(data.get('complete')) }),
      },
    }),
    between: html`<div class="choices">
      ${step.methods.map(
        (offer) => html`<button type="button" class="choice" aria-pressed=${offer === picked ? 'true' : 'false'} @click=${choose(offer)}>
          <strong>${t.methods[offer.method]}</strong>${offer.masked ? html`<span dir="ltr">${offer.masked}</span>` : nothing}
        </button>`,
      )}
    </div>`,
    after: html`<button type="button" class="link" @click=${() => c.answer({ type: 'no-method' })}>${t.noMethod}</button>`,
  }
}

function completion(context: StepContext, { method, masked, complete }: OfferedMethod) {
  const { c, t } = context
  const digits = complete === 'last-digits'
  const label = masked === undefined ? t.completeWhole[method] : digits ? t.completeDigits(masked) : t.completeAddress(masked)
  const kind =
    method === 'email-code'
      ? { autocomplete: 'email', inputmode: 'email' }
      : { autocomplete: digits ? 'off' : 'tel', inputmode: digits ? 'numeric' : 'tel' }
  const error = c.news?.code === 'completion-refused' ? t.news['completion-refused'] : undefined
  return field(context, { name: 'complete', slot: 'more', label, error, ...kind, maxlength: digits ? 12 : 254 })
}

export function challenge(context: StepContext, step: StepOf<'challenge'>): Screen {
  const { c, t } = context
  const left = Date.parse(step.expiresAt) - c.now()
  const code = c.news && c.news.code in t.news ? t.news[c.news.code as keyof typeof t.news] : undefined
  const wait = step.resendAt === undefined ? undefined : Math.ceil((Date.parse(step.resendAt) - c.now()) / 1000)
  return {
    title: t.codeTitle,
    lead: t.codeLead(step.masked),
    fields: field(context, {
      name: 'code',
      label: t.codeLabel,
      hint: `${left > 0 ? t.codeUntil(Math.round(left / 60_000)) : t.codeOver} ${t.guessesLeft(step.guessesLeft)}`,
      error: code,
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      maxlength: 64,
    }),
    after: html`${
      wait === undefined
        ? html`<p class="hint">${t.resendNoMore}</p>`
        : html`<button type="button" class="link" ?disabled=${wait > 0} @click=${() => c.answer({ type: 'resend' })}>${wait > 0 ? t.resendIn(wait) : t.resend}</button>`
    }
      <button type="button" class="link" @click=${() => c.answer({ type: 'back' })}>${t.back}</button>
      <button type="button" class="link" @click=${() => c.answer({ type: 'no-method' })}>${t.noMethod}</button>`,
    submit: { label: t.next, run: (data) => c.answer({ type: 'challenge', code: String(data.get('code')) }) },
  }
}
