/** Holds what the server said last and what was typed; one request in flight. What it sends is in `steps/send.ts`, which loads after the first screen. */
import type { Answer, CaptchaKind, CaptchaReply, FlowView, News, OfferedMethod, Reason, SiteView, StartedReply } from '@regain/core'
import { fits } from './check-shape.ts'
import { type Client, createClient, identifyStep, Refused, siteView, startedReply } from './client.ts'
import type { Fault, FlowHost, Settings } from './flow-host.ts'

const SLOW_MS = 5000
/** Gone from the page as soon as they are of no use. */
const SECRETS = ['code', 'password', 'characters', 'complete']

export class FlowController {
  site: SiteView | undefined
  flow: FlowView | undefined
  news: News | undefined
  fault: Fault | undefined
  /** Fields that lack something, as the widget itself can see. */
  lacking: readonly string[] = []
  /** Rises each time something is wrong anew: the focus is led there. */
  wrongs = 0
  busy = false
  /** A sentence in the status, said without moving the focus. */
  said: string | undefined
  captcha: CaptchaReply | undefined
  /** What to write in place of a name that can't be read, or of a password that is refused: by why. Comes with the first such reply. */
  declare refusals?: Readonly<Record<string, string>>
  /** The person's choice of a captcha, over the realm's. */
  captchaKind: CaptchaKind | undefined
  solution: Promise<{ counter: number; derivedKey: string }> | undefined
  /** The address that is being completed. */
  picked: OfferedMethod | undefined
  revealed = false
  /** The characters, being spoken. */
  sound: AudioBufferSourceNode | undefined
  /** Only in a replay: when. */
  replayedAt: number | undefined
  client: Client | undefined
  token = ''
  /** Where this tab keeps its flow (ADR 1530): by server, site and the reason that the page gave, because elements of one page may be about different things. */
  place = ''
  /** The flow that this tab was at before its page was loaded anew, and its token: what was typed to name the account is not known any more. */
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

  /** Ends what belongs to the step on screen alone: work, sound, waiting for a text message. */
  get left(): AbortSignal {
    return this.#step.signal
  }

  changed = (): void => this.host.requestUpdate()

  now = (): number => this.replayedAt ?? this.client?.now() ?? Date.now()

  /** Asks for the site's public face, and goes on where the page was, or straight to the only reason. */
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

  /** No flow yet, or no more. */
  clear(): void {
    this.flow = this.news = this.fault = this.replayedAt = this.captcha = undefined
    this.resumed = ''
    this.nextStep()
  }

  /** What belongs to one step alone ends with it. */
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
    // A flow begins with the question who it is, unless a link has said so: what it shows then is read anew, and checked whole, once its parts are there.
    if (!fits(flow.step, identifyStep)) return (await this.host.later()).look(this, flow)
    this.flow = flow
    this.news = undefined
    this.nextStep()
    this.host.tell('regain-step', { step: flow.step.type })
    // Not waited for: the first screen stands, and only "Next" needs it.
    this.host
      .later()
      .then((later) => later.loadCaptcha(this))
      .catch(() => undefined)
  }

  /** For another account, or after the end: what was typed to name the account stays. */
  startOver = (): Promise<void> => this.working(async () => (await this.host.later()).startOver(this))

  identify = (): Promise<void> => this.working(async () => (await this.host.later()).identify(this))

  answer = (answer: Answer): Promise<void> => this.working(async () => (await this.host.later()).send(this, () => answer))

  look = (): Promise<void> => this.working(async () => (await this.host.later()).look(this))

  refresh = async (): Promise<void> => (await this.host.later()).refresh(this)

  /** The person wrote something: what was said of it before no longer holds. */
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

  /** Nothing secret stays in the page once it is of no use. */
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

  /** One piece of work at a time, and what is said of it. */
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
    // Where the network was all that was missing, its return is enough.
    if (code === 'offline') addEventListener('online', this.tryAgain, { once: true })
    const { flow } = this
    // A flow that the server no longer knows is over.
    if (flow && (code === 'not-found' || code === 'unauthorized'))
      void this.host.later().then((later) => later.show(this, { flow: { ...flow, step: { type: 'stopped', because: 'expired' } } }))
    else if (error instanceof Refused && (code === 'too-many-requests' || code === 'in-progress'))
      this.fault = { kind: 'too-many', until: this.now() + error.retryAfter * 1000 }
    else {
      this.fault = { kind: code === 'offline' ? code : 'unreachable' }
      // A page that the server refuses is told nothing by its browser: the parts come all the same, and look.
      void this.host.later().then(
        (later) => later.why(this, code),
        () => 0,
      )
    }
    this.host.tell('regain-error', { code })
  }
}

/** Empty also where a browser keeps nothing. */
function keptAt(place: string): string {
  try {
    return sessionStorage.getItem(place) ?? ''
  } catch {
    return ''
  }
}
