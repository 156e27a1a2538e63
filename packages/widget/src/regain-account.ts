/** `<regain-account>`: renders the current step, and nothing else. */
import type { Reason, Step } from '@regain/core'
import { reasons } from '@regain/core'
import { html, LitElement, nothing, render } from 'lit'
import type { FlowHost, Settings } from './flow-controller.ts'
import { FlowController } from './flow-controller.ts'
import { contact, diagnosis, done, hasContact, help, newPassword, stopped } from './steps/finish.ts'
import { identify } from './steps/identify.ts'
import { challenge, chooseMethod } from './steps/prove.ts'
import { languageOf, textsIn } from './texts/index.ts'
import type { Texts } from './texts/texts.ts'
import { theme } from './theme.ts'
import type { Screen, StepContext } from './ui.ts'

let made = 0

/**
 * Account recovery inside a page.
 * @element regain-account
 * @attr {string} site - the site's public key, `pk_…`
 * @attr {string} server - origin of the Regain server; default: where the script came from
 * @attr {string} locale - language; default: the page's
 * @attr {string} identifier - fills in the name of the account
 * @attr {string} reason - skips the first screen
 * @attr {string} theme - `light` or `dark`; default: the person's own choice
 * @fires regain-step - `{ step }`, each time another step is shown
 * @fires regain-done - `{ outcome }`
 * @fires regain-cancel - the person ended it
 * @fires regain-error - `{ code }`
 */
export class RegainAccount extends LitElement implements FlowHost {
  static override styles = theme
  static override properties = {
    site: { type: String },
    server: { type: String },
    locale: { type: String },
    identifier: { type: String },
    reason: { type: String },
    theme: { type: String, reflect: true },
  }
  declare site: string | undefined
  declare server: string | undefined
  declare locale: string | undefined
  declare identifier: string | undefined
  declare reason: string | undefined
  declare theme: string | undefined

  readonly #flow = new FlowController(this)
  readonly #prefix = `regain-${++made}-`
  #shown = ''

  settings(): Settings {
    return {
      site: this.site ?? '',
      server: (this.server ?? new URL(import.meta.url).origin).replace(/\/$/, ''),
      locale: this.#language(),
      reason: reasons.find((one) => one === this.reason) satisfies Reason | undefined,
    }
  }

  tell(event: string, detail: Record<string, string>): void {
    this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true }))
  }

  #language = (): string => languageOf(this.locale, this)
  #texts = (): Texts => textsIn(this.#language())
  readonly #pageShown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#flow.forget()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('pageshow', this.#pageShown)
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('pageshow', this.#pageShown)
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('identifier') && this.identifier && !this.#flow.typed.has('identifier'))
      this.#flow.typed.set('identifier', this.identifier)
    if ((changed.has('site') || changed.has('server')) && this.site) void this.#flow.open()
  }

  #context(): StepContext {
    return { c: this.#flow, t: this.#texts(), id: (name) => this.#prefix + name, siteName: this.#flow.site?.name ?? '' }
  }

  #screen(context: StepContext): Screen | undefined {
    const { c, t } = context
    if (!c.site) return undefined
    if (!c.flow) {
      const choices = c.site.reasons.map(
        (reason) =>
          html`<button type="button" class="choice" @click=${() => c.begin(reason)}><strong>${t.reasons[reason]}</strong></button>`,
      )
      return { title: t.reasonTitle, after: html`<div class="choices">${choices}</div>` }
    }
    return screenOf(context, c.flow.step)
  }

  protected override render() {
    const context = this.#context()
    const { c, t, siteName } = context
    const screen = this.#screen(context)
    const ended = c.flow?.step.type === 'done' || c.flow?.step.type === 'stopped'
    return html`<section class="frame" part="frame" dir=${t.direction} lang=${this.#language()} aria-busy=${c.busy ? 'true' : 'false'}>
      ${siteName ? html`<p class="site">${siteName}</p>` : nothing}
      ${screen ? html`<h2 part="title" tabindex="-1">${screen.title}</h2>` : nothing}
      ${screen?.lead ? html`<p class="lead" part="lead">${screen.lead}</p>` : nothing}
      ${this.#faultText(t) ? html`<div class="fault" role="alert">${this.#faultText(t)}</div>` : nothing}
      <div class="fields">
        <slot></slot>
        ${screen?.between ?? nothing}
        <slot name="more"></slot>
      </div>
      ${
        screen?.submit
          ? html`<button type="button" class="main" part="main" aria-disabled=${c.busy ? 'true' : 'false'} @click=${() => this.#form()?.requestSubmit()}>${c.busy ? t.working : screen.submit.label}</button>`
          : nothing
      }
      ${screen?.after ? html`<div class="after">${screen.after}</div>` : nothing}
      <p class="status hint" part="status" role="status">${!screen && !c.fault ? t.loading : c.status === 'resent' ? t.resent : ''}</p>
      ${!c.site && c.fault && !c.busy ? html`<button type="button" class="main" @click=${() => c.open()}>${t.again}</button>` : nothing}
      ${c.site && !ended ? this.#foot(context) : nothing}
    </section>`
  }

  #foot({ c, t, siteName }: StepContext) {
    const support = c.site?.support ?? {}
    return html`<div class="foot">
      <p>${t.asksNobody(siteName)}</p>
      ${hasContact(support) && c.flow?.step.type !== 'help' ? html`<details><summary>${t.support}</summary>${contact(support)}</details>` : nothing}
      ${c.flow ? html`<button type="button" class="link" @click=${() => c.answer({ type: 'cancel' })}>${t.cancel}</button>` : nothing}
    </div>`
  }

  #faultText(t: Texts): string | undefined {
    const { fault } = this.#flow
    switch (fault?.kind) {
      case undefined:
        return undefined
      case 'too-many':
        return t.tooMany(fault.seconds)
      case 'offline':
        return t.offline
      case 'retrying':
        return t.retrying
      case 'unreachable':
        return t.unreachable
      case 'not-set-up':
        return t.notSetUp
      case 'out-of-order':
        return t.outOfOrder
    }
  }

  #form = (): HTMLFormElement | null => this.querySelector<HTMLFormElement>(`#${this.#prefix}form`)

  protected override updated(): void {
    const context = this.#context()
    const screen = this.#screen(context)
    const form = screen?.submit
      ? html`<form id=${context.id('form')} novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}></form>${screen.fields ?? nothing}<button form=${context.id('form')} hidden></button>`
      : nothing
    render(form, this, { host: this })
    this.#leadFocus()
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault()
    const form = this.#form()
    const screen = this.#screen(this.#context())
    if (!form || !screen?.submit || this.#flow.busy) return
    const empty = this.querySelector<HTMLInputElement>('input:invalid')
    if (empty) {
      empty.focus()
      empty.setCustomValidity('')
      return
    }
    void screen.submit.run(new FormData(form))
  }

  /** To the heading of a new step; to the field that something is wrong with; else it stays where it is. */
  #leadFocus(): void {
    const { flow, news, site } = this.#flow
    const shown = `${site ? (flow?.step.type ?? 'reasons') : ''} ${news?.code ?? ''}`
    if (shown === this.#shown) return
    const first = this.#shown.trim() === ''
    this.#shown = shown
    if (first) return
    const wrong = this.querySelector<HTMLElement>('[aria-invalid="true"]')
    const heading = this.renderRoot.querySelector<HTMLElement>('h2')
    if (news && wrong) wrong.focus()
    else if (!news) heading?.focus()
  }
}

function screenOf(context: StepContext, step: Step): Screen {
  switch (step.type) {
    case 'identify':
      return identify(context)
    case 'choose-method':
      return chooseMethod(context, step)
    case 'challenge':
      return challenge(context, step)
    case 'new-password':
      return newPassword(context, step)
    case 'diagnosis':
      return diagnosis(context, step)
    case 'help':
      return help(context, step)
    case 'done':
      return done(context)
    case 'stopped':
      return stopped(context, step)
  }
}
