/** `<regain-account>`: renders the current step. */
import { reasons as knownReasons, type Language, languages } from '@regain/core'
import { html, render } from 'lit/html.js'
import { adoptProperties, defineOnce, drawIn, PageElement, reflect, sheetOf } from './attributes.ts'
import { FlowController } from './flow-controller.ts'
import type { FlowHost, Replay, Settings } from './flow-host.ts'
import { frame } from './frame.ts'
import { screenOf } from './identify.ts'
import { kit } from './kit.ts'
import { languageOf, reload } from './languages/language-of.ts'
import type { FirstTexts, LaterTexts, Spoken } from './languages/texts.ts'
import { ownChildren } from './own-children.ts'
import type { Parts } from './parts.ts'
import type { FirstContext, LaterSteps, Screen } from './screen.ts'
import { Stage } from './stage.ts'
import css from './theme.css?inline'

const TAG = 'regain-account'
const ATTRIBUTES = ['site', 'server', 'locale', 'identifier', 'reason', 'theme'] as const
let theme: CSSStyleSheet | undefined
let made = 0

/**
 * Account recovery inside a page.
 * @tag regain-account
 * @attr {string} site - the site's public key, `pk_…`
 * @attr {string} server - origin of the Regain server; default: where the script came from
 * @attr {string} locale - language; default: the page's
 * @attr {string} identifier - fills in the name of the account
 * @attr {string} reason - skips the first screen: `forgot-password`, `cannot-sign-in` or `compromised`
 * @attr {'light' | 'dark'} theme - default: the person's own choice
 * @fires {CustomEvent<{ step: string }>} regain-step - another step is shown
 * @fires {CustomEvent<{ outcome: string }>} regain-done - the account is recovered
 * @fires {CustomEvent<{}>} regain-cancel - the person cancelled
 * @fires {CustomEvent<{ code: string }>} regain-error - something is in the way
 * @slot sign-in - a link to the sign-in page, shown on the last screen
 * @csspart frame - the card
 * @csspart title - the heading of a screen
 * @csspart lead - the sentence below it
 * @csspart main - the one clear button
 * @csspart error - the summary of errors
 * @csspart fault - what is in the way: no network, no server, too many attempts
 * @csspart status - the status line
 * @cssprop --regain-accent - buttons, links, focus
 * @cssprop --regain-on-accent - text on the accent
 * @cssprop --regain-ink - text
 * @cssprop --regain-quiet - hints
 * @cssprop --regain-surface - the card
 * @cssprop --regain-line - borders of fields and choices
 * @cssprop --regain-danger - errors
 * @cssprop --regain-radius - corners
 * @cssprop --regain-font - font family
 */
export class RegainAccount extends PageElement implements FlowHost<FlowController> {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES
  static #parts: Parts
  static #origin: string

  /** `origin` is the server for elements that don't name one. */
  static define(parts: Parts, origin: string): void {
    RegainAccount.#parts = parts
    RegainAccount.#origin = origin
    defineOnce(TAG, RegainAccount)
  }

  declare site: string | undefined
  declare server: string | undefined
  declare locale: string | undefined
  declare identifier: string | undefined
  declare reason: string | undefined
  declare theme: string | undefined
  /** What a sign-in in this browser returned. It is only a property, never in an attribute, event or URL. Set it before the element is in the page. */
  declare device: string | undefined

  readonly #c = new FlowController(this)
  readonly #prefix = `regain-${++made}-`
  readonly #root = this.attachShadow({ mode: 'open' })
  readonly #drawChildren = ownChildren(this, () => this.requestUpdate())
  readonly #stage = new Stage(this.#root, () => this.requestUpdate())
  #first: (Spoken & FirstTexts) | undefined
  #rest: LaterTexts | undefined
  #steps: LaterSteps | undefined
  #replay: Replay | undefined
  #drawing = false
  #opening = false
  #later: Promise<LaterSteps> | undefined
  /** Also true while the person is asked whether to try again. */
  #loading = false
  /** Tries again, after texts or steps did not load. */
  #missing: (() => Promise<void>) | undefined
  #fieldsOf: object | undefined
  /** Aborted when the element is removed from the page. */
  #there = new AbortController()

  constructor() {
    super()
    theme ??= sheetOf(css)
    this.#root.adoptedStyleSheets = [theme]
  }

  /** A stored step, rendered as the person saw it: inert, and without any request. */
  get replay(): Replay | undefined {
    return this.#replay
  }
  set replay(replay: Replay | undefined) {
    this.#replay = replay
    this.inert = replay !== undefined
    // Another replay may have been set while the parts loaded.
    if (replay) void this.later().then((later) => (replay === this.#replay ? later.replay(this.#c, replay) : undefined))
    else if (this.isConnected) this.#open()
  }

  settings = (): Settings => ({
    site: this.site ?? '',
    server: (this.server ?? RegainAccount.#origin).replace(/\/$/, ''),
    locale: this.#language(),
    reason: knownReasons.find((reason) => reason === this.reason),
    device: this.device,
  })

  later = (): Promise<LaterSteps> => {
    this.#later ??= this.#loadLater().catch((error: unknown) => {
      this.#later = undefined
      throw error
    })
    return this.#later
  }

  async #loadLater(): Promise<LaterSteps> {
    const parts = RegainAccount.#parts
    const [rest, steps] = await Promise.all([parts.laterTexts(this.#language()), this.#steps ?? this.#loadSteps()])
    this.#rest = rest
    this.#steps = steps
    return steps
  }

  async #loadSteps(): Promise<LaterSteps> {
    const steps = await RegainAccount.#parts.steps()
    steps.equip(kit, RegainAccount.#parts.rareSteps)
    this.#root.adoptedStyleSheets.push(sheetOf(steps.css))
    return steps
  }

  submitForm = (): void => this.querySelector('form')?.requestSubmit()

  tell(event: string, detail: Record<string, string>): void {
    this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true }))
  }

  connectedCallback(): void {
    adoptProperties(this, [...ATTRIBUTES, 'replay'])
    const { signal } = this.#there
    const ticking = setInterval(this.#tick, 1000)
    signal.onabort = () => clearInterval(ticking)
    addEventListener('pagehide', this.#hidden, { signal })
    for (const event of ['pageshow', 'online', 'visibilitychange']) addEventListener(event, this.#back, { signal })
    if (this.#c.site) this.#back()
    else this.#open()
    this.requestUpdate()
  }

  disconnectedCallback(): void {
    this.#there.abort()
    this.#there = new AbortController()
    // A framework may be moving it within the page.
    queueMicrotask(() => this.isConnected || this.#c.forget())
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return
    if (name === 'identifier' && now && !this.#c.typed.get(name)) this.#c.typed.set(name, now)
    if (this.isConnected && (name === 'site' || name === 'server')) this.#open()
    this.requestUpdate()
  }

  requestUpdate(): void {
    if (this.#drawing) return
    this.#drawing = true
    queueMicrotask(() => {
      this.#drawing = false
      if (this.isConnected) drawIn(this.#root, this.#draw, this.#first?.notSetUp)
    })
  }

  /** Opens once when several attributes are set together. */
  #open(): void {
    if (!this.#opening)
      queueMicrotask(() => {
        this.#opening = false
        if (this.isConnected && this.site && !this.#replay) void this.#c.open()
      })
    this.#opening = true
  }

  #language = (): Language => languageOf(this.locale, this)

  readonly #tick = (): void => {
    const { flow, fault } = this.#c
    if (this.#replay || (!flow && !fault)) return
    this.#steps?.tick(this.#c)
    this.requestUpdate()
  }

  // A page in the back/forward cache must not keep secrets.
  readonly #hidden = (): void => {
    this.#c.forget()
    this.#stage.isTurning = false
    this.#draw()
  }
  /** The page or the network was away. The flow may have continued in another tab, or ended. */
  readonly #back = (): void => {
    if (!document.hidden) this.#c.refresh().catch(() => undefined)
  }

  /** Loads the texts of the first screen, and then the later part while the person reads it. */
  #load(): void {
    const language = this.#language()
    const isFirst = this.#first?.language !== language
    if (this.#loading || (!isFirst && this.#later)) return
    this.#loading = true
    const load = async () => {
      if (!isFirst) return void (await this.later())
      const first = await RegainAccount.#parts.firstTexts(language)
      if (this.#first) this.#rest = this.#later = undefined
      this.#first = { ...first, language, direction: languages[language] }
    }
    const goOn = async () => {
      this.#loading = false
      this.#missing = undefined
      this.requestUpdate()
    }
    load().then(goOn, () => {
      this.#missing = goOn
      this.#c.partsMissing(goOn)
    })
  }

  #draw = (): void => {
    const c = this.#c
    this.#load()
    const first = this.site || this.#replay ? this.#first : undefined
    if (!first) {
      const again = this.#missing
      this.#drawChildren('')
      return void render(again ? html`<button class="main" @click=${again}>${reload[this.#language()]}</button>` : '', this.#root)
    }
    const context: FirstContext = {
      c,
      t: { ...first, ...this.#rest },
      id: (name) => this.#prefix + name,
      siteName: c.site?.name ?? '',
      steps: this.#steps,
    }
    const screen = this.#stage.enter(context, screenOf(context))
    const submit = (event: Event) => {
      event.preventDefault()
      this.#submit(screen)
    }
    const show = (shown: Screen | undefined) => render(frame(context, shown, submit), this.#root)
    // A new heading is a new element: a screen reader would read the description of a changed one twice.
    if (screen && this.#stage.isNew) show({ ...screen, title: '' })
    show(screen)
    this.#stage.leadFocus(context, screen)
    if (this.#stage.isTurning) return
    const form = context.id('form')
    // A new step has new elements: screen readers and form fillers remember what the old ones were for.
    const fieldsOf = c.picked ?? c.left
    if (fieldsOf !== this.#fieldsOf) this.#drawChildren('')
    this.#fieldsOf = fieldsOf
    // Enter presses the hidden button. The form itself is only submitted with a password that the server accepted.
    this.#drawChildren(
      screen?.submit
        ? html`<form id=${form} novalidate @submit=${submit}></form>${screen.fields}<button form=${form} hidden @click=${submit}></button>`
        : '',
    )
    screen?.shown?.(this.#root)
  }

  #submit(screen: Screen | undefined): void {
    const c = this.#c
    if (!screen?.submit || c.busy || this.#stage.isTurning || this.#replay) return
    // Some password managers fill fields without an event.
    for (const { name, value } of this.querySelectorAll<HTMLInputElement>('input:not([readonly])')) c.typed.set(name, value)
    const missing = (screen.missing ?? []).filter((wrong) => wrong.name === 'choice' || !c.typed.get(wrong.name)?.trim())
    if (missing.length > 0) c.lacks(missing.map(({ name }) => name))
    else {
      // The button stays while the fields are removed: a screen reader in one of them would not read the next heading.
      this.#root.querySelector<HTMLElement>('.main')?.focus()
      screen.submit.run()
    }
  }
}

reflect(RegainAccount.prototype, ATTRIBUTES)
