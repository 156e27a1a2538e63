/** Shows a signed-in device the open requests to recover its account, and sends its answers. */
import { type AskAnswer, type AsksReply, type AsksView, askOutcomes, readApprovalNumber } from '@regain/core'
import { instant, list, maybe, type Shape } from '../check-shape.ts'
import { type Client, createClient, Refused } from '../client.ts'
import type { SecurityHost } from './security-controller.ts'

const FIRST_WAIT_MS = 2000
/** The person is waiting here, with the other screen in front of them. */
const LONGEST_WAIT_MS = 10_000

const text = 'string'
const asksReply: Shape = {
  device: {
    site: text,
    expiresAt: instant,
    asksFrom: maybe(instant),
    asks: list({ id: text, at: instant, browser: maybe(text), country: maybe(text) }),
  },
  came: maybe(askOutcomes),
}

export class DeviceController {
  view: AsksView | undefined
  /** The result of the last answer. */
  result: NonNullable<AsksReply['came']> | undefined
  /** The person said that it was not them, and has to confirm that. */
  sure = false
  fault: 'over' | 'too-many' | 'unreachable' | undefined
  busy = false
  code = ''
  wrong: 'missing' | 'wrong' | undefined
  /** Rises each time the focus should move. */
  moves = 0

  readonly #host: SecurityHost
  #call: ((body?: AskAnswer) => Promise<AsksReply>) | undefined
  /** Ends the polling for this token. */
  #left = new AbortController()

  constructor(host: SecurityHost) {
    this.#host = host
  }

  get isOpen(): boolean {
    return this.#call !== undefined
  }

  open(server: string, token: string): Promise<void> {
    this.close()
    this.#left = new AbortController()
    const client: Client = createClient(server)
    this.#call = (body) => client.call<AsksReply>(asksReply, '/v1/security/asks', body, token)
    this.view = this.result = undefined
    void this.#watch(this.#left.signal)
    return this.read()
  }

  close = (): void => this.#left.abort()

  read = (): Promise<void> => this.#work(() => undefined)

  write(code: string): void {
    this.code = code
    this.wrong = undefined
    this.#host.requestUpdate()
  }

  confirm = (): Promise<void> => {
    const number = readApprovalNumber(this.code)
    if (number === undefined) {
      this.wrong = 'missing'
      return this.#lead()
    }
    return this.#say((id) => ({ id, number }))
  }

  askIfSure = (sure: boolean): void => {
    this.sure = sure
    void this.#lead()
  }

  deny = (): Promise<void> => this.#say((id) => ({ id, stranger: true }))

  #say(answer: (id: string) => AskAnswer): Promise<void> {
    const [asked] = this.view?.asks ?? []
    return asked ? this.#work(() => answer(asked.id)) : Promise.resolve()
  }

  #lead(): Promise<void> {
    this.moves += 1
    this.#host.requestUpdate()
    return Promise.resolve()
  }

  #show({ device, came: result }: AsksReply): void {
    const before = this.view?.asks[0]?.id
    this.view = device
    if (result) this.result = result
    if (device.asks[0]?.id === before && !result) return
    // What was typed was about an earlier request.
    this.code = ''
    this.wrong = undefined
    this.sure = false
    if (device.asks.length > 0 && !result) this.result = undefined
    if (result) void this.#lead()
  }

  /** Asks less and less often, and not while the page is hidden. */
  async #watch(left: AbortSignal): Promise<void> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.2, LONGEST_WAIT_MS)) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      if (left.aborted || this.fault === 'over') return
      if (document.hidden || this.busy) continue
      const now = await this.#call?.().catch((error: unknown) => error)
      if (left.aborted) return
      if (now instanceof Refused && now.code === 'unauthorized') this.#failed(now)
      // Failures are tried again later. If the person answered in the meantime, this reply is out of date.
      if (this.busy || now instanceof Error) continue
      this.#show(now as AsksReply)
      this.#host.requestUpdate()
    }
  }

  async #work(answer: () => AskAnswer | undefined): Promise<void> {
    const call = this.#call
    if (this.busy || !call) return
    this.busy = true
    this.fault = this.result = undefined
    this.#host.requestUpdate()
    try {
      this.#show(await call(answer()))
    } catch (error) {
      this.#failed(error)
    } finally {
      this.busy = false
      this.#host.requestUpdate()
    }
  }

  #failed(error: unknown): void {
    const code = error instanceof Refused ? error.code : 'unreachable'
    this.fault = code === 'unauthorized' ? 'over' : code === 'too-many-requests' ? 'too-many' : 'unreachable'
    if (this.fault === 'over') this.view = undefined
    this.#host.tell('regain-error', { code })
    this.#host.requestUpdate()
  }
}
