/** Holds the last view from the server and what was typed, with one request at a time. `steps/send.ts`, which loads after the first screen, sends the answers. */
import type { Answer, CaptchaKind, CaptchaReply, FlowView, News, OfferedMethod, Reason, SiteView, StartedReply } from '@regain/core'
import { fits } from './check-shape.ts'
import { type Client, createClient, identifyStep, Refused, siteView, startedReply } from './client.ts'
import type { Fault, FlowHost, Settings } from './flow-host.ts'

const SLOW_MS = 5000
/** Removed from the page as soon as they are not needed. */
const SECRETS = ['code', 'password', 'characters', 'complete']

export class FlowController {
  site: SiteView | undefined
  flow: FlowView | undefined
  news: News | undefined
  fault: Fault | undefined
  /** Fields that the person left empty. */
  lacking: readonly string[] = []
  /** Rises with each new error, so that the focus moves there. */
  wrongs = 0
  busy = false
  /** A sentence for the status line, read aloud without moving the focus. */
  said: string | undefined
  captcha: CaptchaReply | undefined
  /** What to enter instead of a refused name or password, by reason. It loads with the first such reply. */
  declare refusals?: Readonly<Record<string, string>>
  /** The kind of captcha that the person chose in place of the realm's. */
  captchaKind: CaptchaKind | undefined
  solution: Promise<{ counter: number; derivedKey: string }> | undefined
  /** The address that the person completes. */
  picked: OfferedMethod | undefined
  revealed = false
  /** The recording of the characters, while it plays. */
  sound: AudioBufferSourceNode | undefined
  /** Only in a replay: the moment that it shows. */
  replayedAt: number | undefined
  client: Client | undefined
  token = ''
  /** The key under which this tab keeps its flow (ADR 1530): by server, site and the reason that the page gave, because one page may have several elements. */
  place = ''
  /** The flow and token that this tab had before its page was reloaded. The name that was typed is no longer known. */
  resumed = ''
  readonly typed = new Map<string, string>()

  readonly host: FlowHost<FlowController>
  #step = new AbortController()
  #again: (() => Promise<void>) | undefined

  constructor(host: FlowHost<FlowController>) {
    this.host = host
  }

  get settings(): Settings {
    return this.host.settings()
  }

  /** Aborts what belongs to the current step: a calculation, a recording, waiting for a text message. */
  get left(): AbortSignal {
    return this.#step.signal
  }

  changed = (): void => this.host.requestUpdate()

  now = (): number => this.replayedAt ?? this.client?.now() ?? Date.now()

  /** Loads the public view of the site. Then continues where the page was, or with the only reason. */
  async open(): Promise<void> {
    const { site, server, reason } = this.settings
    const client = createClient(server)
    this.client = client
    this.site = undefined
    this.clear()
    this.busy = false
    this.place = `regain ${server} ${site} ${reason ?? ''}`
    this.resumed = keptAt(this.place)
    await this.working(async () => {
      const found = await client.call<SiteView>(siteView, `/v1/sites/${encodeURIComponent(site)}`)
      if (client !== this.client) return
      this.site = found
      if (this.resumed && (await (await this.host.later()).resume(this))) return
      const first = found.reasons.find((known) => known === reason || found.reasons.length === 1)
      if (first) await this.start(first)
    })
  }

  /** Resets to the state without a flow. */
  clear(): void {
    this.flow = this.news = this.fault = this.replayedAt = this.captcha = undefined
    this.resumed = ''
    this.nextStep()
  }

  /** Ends what belongs to the step that is over. */
  nextStep(): void {
    this.lacking = []
    this.picked = undefined
    this.#step.abort()
    this.#step = new AbortController()
    this.forget()
  }

  begin = (reason: Reason): Promise<void> => this.working(() => this.start(reason))

  async start(reason: Reason): Promise<void> {
    const { client } = this
    const { server: _, ...begun } = this.settings
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const started = await client?.call<StartedReply>(startedReply, '/v1/flows', { ...begun, reason, timeZone })
    if (!started || client !== this.client) return
    this.token = started.token
    this.resumed = ''
    const { flow } = started
    // A flow starts with the question which account it is, unless a link has named it. Then the view is loaded again, and checked completely, once the later part is there.
    if (!fits(flow.step, identifyStep)) return (await this.host.later()).look(this, flow)
    this.flow = flow
    this.news = undefined
    this.nextStep()
    this.host.tell('regain-step', { step: flow.step.type })
    // Nobody waits for it: the first screen is drawn, and only "Next" needs it.
    this.host
      .later()
      .then((later) => later.loadCaptcha(this))
      .catch(() => undefined)
  }

  /** Starts again, for another account or after the end. The name that was typed stays. */
  startOver = (): Promise<void> => this.working(async () => (await this.host.later()).startOver(this))

  identify = (): Promise<void> => this.working(async () => (await this.host.later()).identify(this))

  answer = (answer: Answer): Promise<void> => this.working(async () => (await this.host.later()).send(this, () => answer))

  look = (): Promise<void> => this.working(async () => (await this.host.later()).look(this))

  /** Before there is a flow there is nothing to look at, and the later part need not load for it. */
  refresh = async (): Promise<unknown> => this.flow && (await this.host.later()).refresh(this)

  /** The person typed something: earlier errors about it no longer apply. */
  write(name: string, value: string): void {
    this.typed.set(name, value)
    this.news = this.said = undefined
    this.lacking = []
    if (!this.busy) this.fault = undefined
    this.changed()
  }

  say(sentence: string): void {
    this.said = sentence
    this.changed()
  }

  lacks(names: string[]): void {
    this.lacking = names
    this.wrongs += 1
    this.changed()
  }

  /** Removes secrets from the page once they are not needed. */
  forget(): void {
    for (const name of SECRETS) this.typed.delete(name)
    this.revealed = false
    this.sound?.stop()
    this.changed()
  }

  tryAgain = (): unknown => this.#again && this.working(this.#again)

  partsMissing(load: () => Promise<void>): void {
    this.#again = load
    this.#failed(load)
    this.changed()
  }

  /** Does one piece of work at a time, and shows what went wrong. */
  async working(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    const { client } = this
    const mine = () => client === this.client
    this.busy = true
    this.fault = this.said = undefined
    this.#again = work
    const slow = setTimeout(() => {
      if (mine()) this.fault ??= { kind: 'slow' }
      this.changed()
    }, SLOW_MS)
    this.changed()
    try {
      await work()
      if (mine() && (this.fault as Fault | undefined)?.kind === 'slow') this.fault = undefined
    } catch (error) {
      if (mine()) this.#failed(error)
    } finally {
      clearTimeout(slow)
      if (mine()) this.busy = false
      this.changed()
    }
  }

  #failed(error: unknown): void {
    const code = error instanceof Refused ? error.code : navigator.onLine ? 'unreachable' : 'offline'
    // If only the network was missing, continue when it is back.
    if (code === 'offline') addEventListener('online', this.tryAgain, { once: true })
    const { flow } = this
    // A flow that the server does not know any more is over.
    if (flow && (code === 'not-found' || code === 'unauthorized'))
      void this.host.later().then((later) => later.show(this, { flow: { ...flow, step: { type: 'stopped', because: 'expired' } } }))
    else if (error instanceof Refused && (code === 'too-many-requests' || code === 'in-progress'))
      this.fault = { kind: 'too-many', until: this.now() + error.retryAfter * 1000 }
    else {
      this.fault = { kind: code === 'offline' ? code : 'unreachable' }
      // The browser hides from a page that the server refuses it. The later part loads anyway, and finds out.
      void this.host.later().then(
        (later) => later.why(this, code),
        () => 0,
      )
    }
    this.host.tell('regain-error', { code })
  }
}

/** Empty, too, where the browser offers no storage. */
function keptAt(place: string): string {
  try {
    return sessionStorage.getItem(place) ?? ''
  } catch {
    return ''
  }
}
