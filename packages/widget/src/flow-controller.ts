/** Holds what the server said last and what was typed; one request in flight, and none is ever sent twice in effect. */
import type {
  Answer,
  AnswerType,
  CaptchaKind,
  CaptchaReply,
  FlowReply,
  FlowView,
  News,
  OfferedMethod,
  Reason,
  SiteView,
} from '@regain/core'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Client } from './client.ts'
import { createClient, Refused } from './client.ts'
import { solve } from './solve.ts'

export type Fault = { kind: 'offline' | 'retrying' | 'unreachable' | 'not-set-up' | 'out-of-order' } | { kind: 'too-many'; seconds: number }

export interface Settings {
  site: string
  server: string
  locale: string
  reason: Reason | undefined
}

export interface FlowHost extends ReactiveControllerHost {
  settings(): Settings
  tell(event: 'regain-step' | 'regain-done' | 'regain-cancel' | 'regain-error', detail: Record<string, string>): void
}

const TRIES = 5
const FIRST_WAIT_MS = 600

export class FlowController implements ReactiveController {
  site: SiteView | undefined
  flow: FlowView | undefined
  news: News | undefined
  fault: Fault | undefined
  busy = false
  /** Said to assistive tools, without moving the focus. */
  status = ''
  captcha: CaptchaReply | undefined
  /** The person's choice of a captcha, over the realm's. */
  captchaKind: CaptchaKind | undefined
  /** The address that is being completed. */
  picked: OfferedMethod | undefined
  revealed = false
  readonly typed = new Map<string, string>()

  readonly #host: FlowHost
  #client: Client | undefined
  #token = ''
  #solution: Promise<{ counter: number; derivedKey: string }> | undefined
  #ended = new AbortController()
  #ticking: ReturnType<typeof setInterval> | undefined

  constructor(host: FlowHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#ticking = setInterval(() => this.flow?.step.type === 'challenge' && this.#host.requestUpdate(), 1000)
  }
  hostDisconnected(): void {
    clearInterval(this.#ticking)
    this.#ended.abort()
  }

  changed(): void {
    this.#host.requestUpdate()
  }

  now = (): number => this.#client?.now() ?? Date.now()

  /** Asks for the site's public face, and goes straight on where there is just one reason. */
  async open(): Promise<void> {
    this.#ended.abort()
    this.#ended = new AbortController()
    const { site, server, reason } = this.#host.settings()
    this.#client = createClient(server)
    const client = this.#client
    this.site = this.flow = this.news = this.fault = this.picked = undefined
    await this.#working(async () => {
      this.site = await client.site(site)
      const only = this.site.reasons.length === 1 ? this.site.reasons[0] : undefined
      const first = reason && this.site.reasons.includes(reason) ? reason : only
      if (first) await this.#begin(first)
    })
  }

  begin = (reason: Reason): Promise<void> => this.#working(() => this.#begin(reason))

  async #begin(reason: Reason): Promise<void> {
    const { site, locale } = this.#host.settings()
    const started = await this.#client?.start(site, reason, locale)
    if (!started) return
    this.#token = started.token
    this.#show({ flow: started.flow })
    await this.loadCaptcha()
  }

  /** Another captcha: the old one is spent, not liked, or of the other kind. */
  async loadCaptcha(kind?: CaptchaKind): Promise<void> {
    if (kind) this.captchaKind = kind
    const { signal } = this.#ended
    this.captcha = await this.#client?.captcha(this.#host.settings().site, this.captchaKind)
    this.typed.delete('characters')
    if (this.captcha?.kind === 'proof-of-work') {
      this.#solution = solve(this.captcha.challenge.parameters, signal)
      this.#solution.catch(() => undefined)
    }
    this.#host.requestUpdate()
  }
  switchCaptcha = (kind: CaptchaKind): Promise<void> => this.#working(() => this.loadCaptcha(kind))

  identify(identifier: string, characters: string): Promise<void> {
    return this.#working(async () => {
      if (!this.captcha) await this.loadCaptcha()
      await this.#send(async () => {
        const { captcha } = this
        const solution = captcha?.kind === 'proof-of-work' ? await this.#solution : characters
        return { type: 'identify', identifier, captcha: { id: captcha?.id ?? '', solution: solution ?? '' } }
      })
      if (this.flow?.step.type === 'identify' && this.news?.code !== 'identifier-refused') await this.loadCaptcha()
    })
  }

  answer(answer: Answer): Promise<void> {
    return this.#working(() => this.#send(async () => answer))
  }

  async #send(make: () => Promise<Answer>): Promise<void> {
    const { flow } = this
    const client = this.#client
    if (!flow || !client) return
    let answer = await make()
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.#show(await client.answer(flow.id, this.#token, answer), answer.type)
        return
      } catch (error) {
        if (error instanceof Refused) {
          if (error.code !== 'wrong-step' || !error.flow) throw error
          this.#show({ flow: error.flow })
          this.fault = attempt > 0 ? undefined : { kind: 'out-of-order' }
          return
        }
        if (attempt === TRIES) throw error
      }
      await this.#networkBack(attempt)
      // The reply was lost, the answer perhaps not: what the server says now decides, and nothing is sent a second time that counted.
      const now = await client.read(flow.id, this.#token).catch(() => undefined)
      if (now && JSON.stringify(now.flow.step) !== JSON.stringify(flow.step)) {
        const counted = answer.type === 'challenge' && now.flow.step.type === 'challenge'
        this.#show(counted ? { flow: now.flow, problem: { code: 'code-wrong' } } : now, answer.type)
        return
      }
      if (now && answer.type === 'identify') {
        await this.loadCaptcha()
        if (this.captcha?.kind === 'characters') return this.#show({ flow: now.flow, problem: { code: 'captcha-refused' } })
        answer = await make()
      }
    }
  }

  async #networkBack(attempt: number): Promise<void> {
    this.fault = { kind: navigator.onLine ? 'retrying' : 'offline' }
    this.#host.requestUpdate()
    await new Promise<void>((resolve) => {
      if (navigator.onLine) setTimeout(resolve, FIRST_WAIT_MS * 2 ** attempt * (0.75 + Math.random() / 2))
      else addEventListener('online', () => resolve(), { once: true })
    })
  }

  #show({ flow, problem }: FlowReply, sent?: AnswerType): void {
    const before = this.flow?.step.type
    this.flow = flow
    this.news = problem
    this.fault = undefined
    const { step } = flow
    this.status = sent === 'resend' && !problem ? 'resent' : ''
    if (step.type !== before || sent === 'resend') this.typed.delete('code')
    if (step.type !== before) {
      this.picked = step.type === 'choose-method' && step.methods.length === 1 ? step.methods[0] : undefined
      this.#host.tell('regain-step', { step: step.type })
    }
    if (step.type === 'done') this.#host.tell('regain-done', { outcome: step.outcome })
    if (step.type === 'stopped' && step.because === 'cancelled') this.#host.tell('regain-cancel', {})
    if (step.type === 'done' || step.type === 'stopped') this.forget()
  }

  /** Nothing secret stays in the page once it is of no use. */
  forget(): void {
    for (const name of ['code', 'password', 'characters', 'complete']) this.typed.delete(name)
    this.revealed = false
    this.#host.requestUpdate()
  }

  async #working(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.fault = undefined
    this.#host.requestUpdate()
    try {
      await work()
    } catch (error) {
      this.fault = faultOf(error)
      this.#host.tell('regain-error', { code: error instanceof Refused ? error.code : this.fault.kind })
    } finally {
      this.busy = false
      this.#host.requestUpdate()
    }
  }
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Refused)) return { kind: navigator.onLine ? 'unreachable' : 'offline' }
  if (error.code === 'too-many-requests' || error.code === 'in-progress') return { kind: 'too-many', seconds: error.retryAfter }
  return { kind: error.code === 'not-found' || error.code === 'origin-refused' ? 'not-set-up' : 'unreachable' }
}
