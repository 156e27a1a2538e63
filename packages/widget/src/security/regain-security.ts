/** `<regain-security>`: shows people who are signed in how they could get back in, and what they can add. */
import { DEVICE_TOKEN, type Language, languages } from '@regain/core'
import { html, nothing, render, type TemplateResult } from 'lit/html.js'
import { adoptProperties, defineOnce, drawIn, PageElement, reflect, sheetOf } from '../attributes.ts'
import ar from '../languages/ar/security.ts'
import de from '../languages/de/security.ts'
import en from '../languages/en/security.ts'
import ja from '../languages/ja/security.ts'
import { languageOf } from '../languages/language-of.ts'
import type { SecurityTexts } from '../languages/security-texts.ts'
import { ownChildren } from '../own-children.ts'
import theme from '../theme.css?inline'
import { invitation, invitationFields } from './contacts.ts'
import type { SecurityContext } from './context.ts'
import { deviceField, deviceFrame } from './device.ts'
import { DeviceController } from './device-controller.ts'
import { holdField, holdPanel } from './hold-panel.ts'
import { app, appField, codes, drawQr, drill, drilled, removal } from './panels.ts'
import css from './security.css?inline'
import { SecurityController, type SecurityHost } from './security-controller.ts'
import { activity, addresses, foot, kept, readiness } from './views.ts'

const TAG = 'regain-security'
const ATTRIBUTES = ['server', 'locale', 'theme', 'token'] as const
const texts: Record<Language, SecurityTexts> = { en, de, ar, ja }
let sheets: CSSStyleSheet[] | undefined
let made = 0
/** The events of the element in a practice run. */
const OF_A_RUN = ['regain-step', 'regain-done', 'regain-cancel', 'regain-error']

/**
 * Recovery methods of a person who is signed in.
 * @tag regain-security
 * @attr {string} token - from `POST /v1/accounts/{accountId}/enrolments`, or `…/devices` for a device that may answer; removed from the page once it was read
 * @attr {string} server - origin of the Regain server; default: where the script came from
 * @attr {string} locale - language; default: the page's
 * @attr {'light' | 'dark'} theme - default: the person's own choice
 * @fires {CustomEvent<{ method: string, what: string }>} regain-security-change - something was set up, renewed (`made`) or `removed`
 * @fires {CustomEvent<{ code: string }>} regain-error - something is in the way; `unauthorized`: reload the page
 * @csspart frame - the card
 * @csspart title - the heading
 * @csspart main - the one clear button
 * @csspart fault - what is in the way
 * @csspart status - the last change
 */
export class RegainSecurity extends PageElement {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES
  static #origin: string

  /** `origin` is the server for elements that don't name one. */
  static define(origin: string): void {
    RegainSecurity.#origin = origin
    defineOnce(TAG, RegainSecurity)
  }

  declare server: string | undefined
  declare locale: string | undefined
  declare theme: string | undefined
  declare token: string | undefined

  readonly #own: SecurityHost = {
    requestUpdate: () => this.requestUpdate(),
    tell: (event, detail) => this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true })),
  }
  readonly #c = new SecurityController(this.#own)
  /** Used in its place if the token is a device's. */
  readonly #device = new DeviceController(this.#own)
  readonly #prefix = `regain-security-${++made}-`
  readonly #root = this.attachShadow({ mode: 'open' })
  readonly #drawChildren = ownChildren(this, () => this.requestUpdate())
  #drawing = false
  #moves = 0

  constructor() {
    super()
    sheets ??= [theme, css].map(sheetOf)
    this.#root.adoptedStyleSheets = sheets
  }

  connectedCallback(): void {
    adoptProperties(this, ATTRIBUTES)
    addEventListener('pagehide', this.#close)
    for (const event of OF_A_RUN) this.addEventListener(event, this.#ofRun)
    this.#enter()
    this.requestUpdate()
  }

  disconnectedCallback(): void {
    removeEventListener('pagehide', this.#close)
    // A framework may be moving it within the page.
    queueMicrotask(() => this.isConnected || this.#close())
  }

  attributeChangedCallback(): void {
    if (!this.isConnected) return
    this.#enter()
    this.requestUpdate()
  }

  readonly #close = (): void => {
    this.#c.close()
    this.#device.close()
  }

  /** Security: the token gives access to the recovery methods of an account, so it leaves the page at once. */
  #enter(): void {
    const { token } = this
    if (!token) return
    this.token = undefined
    const isDevice = token.startsWith(DEVICE_TOKEN)
    void (isDevice ? this.#device : this.#c).open(this.#server(), token)
  }

  #server = (): string => (this.server ?? RegainSecurity.#origin).replace(/\/$/, '')

  /** Security: a page must not treat a practice run as a recovery. */
  readonly #ofRun = (event: Event): void => {
    if (event.target === this) return
    event.stopPropagation()
    const { outcome, step } = (event as CustomEvent<Partial<Record<string, string>>>).detail
    if (outcome) this.#c.drilled(outcome === 'drill-passed' ? 'passed' : 'stuck')
    else if (step === 'stopped') this.#c.drilled('stopped')
  }

  requestUpdate(): void {
    if (this.#drawing) return
    this.#drawing = true
    queueMicrotask(() => {
      this.#drawing = false
      if (this.isConnected) drawIn(this.#root, this.#draw, texts[this.#language()].unreachable)
    })
  }

  #language = (): Language => languageOf(this.locale, this)

  #draw = (): void => {
    const c = this.#c
    const language = this.#language()
    const t = { ...texts[language], language, direction: languages[language] }
    const context: SecurityContext = { c, t, id: (name) => this.#prefix + name }
    const device = this.#device.isOpen && { ...context, c: this.#device }
    render(device ? deviceFrame(device) : this.#frame(context), this.#root)
    this.#drawChildren(device ? deviceField(device) : this.#inPage(context))
    if (c.panel?.type === 'app') drawQr(this.#root.querySelector('canvas'), c.panel.qr)
    this.#leadFocus()
  }

  /** What is in the page's own tree: the field for a code, or the recovery of a practice run. */
  #inPage(context: SecurityContext) {
    const { panel } = context.c
    if (panel?.type === 'app') return appField(context)
    if (panel?.type === 'invite') return invitationFields(context)
    if (panel?.type === 'hold' && panel.way) return holdField(context, panel.way.method)
    if (panel?.type !== 'drill') return nothing
    return html`<regain-account site=${panel.site} server=${this.#server()} locale=${context.t.language} theme=${this.theme ?? nothing}></regain-account>`
  }

  #frame(context: SecurityContext): TemplateResult {
    const { c, t } = context
    const { view, done, fault, noPasskey } = c
    const said = noPasskey
      ? t.noPasskey[noPasskey]
      : done
        ? done.method === 'hold'
          ? t.holdEnded
          : t.kept[done.method][done.what]
        : view || fault
          ? ''
          : t.loading
    const faults = { 'over': t.over, 'too-many': t.tooMany, 'drilled-enough': t.drilledEnough, 'unreachable': t.unreachable }
    return html`<section part="frame" dir=${t.direction} lang=${t.language} aria-busy=${c.busy ? 'true' : 'false'}>
      <h2 part="title" tabindex="-1">${t.title}</h2>
      <div part="fault" class="box" role="alert">${fault ? faults[fault] : ''}</div>
      ${fault && fault !== 'over' && !view ? html`<button type="button" @click=${c.read}>${t.tryAgain}</button>` : nothing}
      <p part="status" aria-live="polite">${said}</p>
      ${view ? html`${panelOf(context) ?? html`${readiness(context, view)}${kept(context, view)}${addresses(context, view)}${activity(context, view)}`}${foot(context, view)}` : nothing}
    </section>`
  }

  /** Moves the focus to an opened panel, to a field with an error, and back to the heading. */
  #leadFocus(): void {
    const { moves, wrong } = this.#device.isOpen ? this.#device : this.#c
    if (moves === this.#moves) return
    this.#moves = moves
    const opened = this.#c.panel ?? this.#device.sure
    const target = wrong
      ? this.querySelector<HTMLElement>('[aria-invalid="true"]')
      : this.#root.querySelector<HTMLElement>(opened ? 'h3' : 'h2')
    target?.focus()
  }
}

function panelOf(context: SecurityContext): TemplateResult | undefined {
  const { panel } = context.c
  switch (panel?.type) {
    case 'codes':
      return codes(context, panel)
    case 'app':
      return app(context, panel)
    case 'invite':
      return invitation(context)
    case 'hold':
      return holdPanel(context, panel)
    case 'remove':
      return removal(context, panel)
    case 'drill':
      return drill(context)
    case 'drilled':
      return drilled(context, panel)
    default:
      return undefined
  }
}

reflect(RegainSecurity.prototype, ATTRIBUTES)
