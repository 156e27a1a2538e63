/** Holds the last view of the account and the open panel, with one request at a time. */
import type { ContactRefusal, HoldView, KeptMethodName, SecurityView, SetUpOf, SetUpReply } from '@regain/core'
import { Refused } from '../client.ts'
import { makePasskey } from '../passkeys.ts'
import { createSecurityClient, type SecurityClient } from './client.ts'

export type Fault = 'over' | 'too-many' | 'drilled-enough' | 'unreachable'

/** How a practice run ended. */
export type PracticeEnd = 'passed' | 'stuck' | 'stopped'

/** What is open in place of the overview. */
export type Panel =
  | { type: 'codes'; codes: readonly string[]; copied?: boolean }
  | ({ type: 'app' } & Omit<SetUpOf<'totp'>, 'method'>)
  | { type: 'invite' }
  /** `site` starts the practice run, once. */
  | { type: 'drill'; site: string }
  | { type: 'drilled'; end: PracticeEnd }
  | { type: 'hold'; hold: string; by: HoldView['by']; way?: HoldView['by'][number]; sent?: string }
  | { type: 'remove'; method: KeptMethodName; id?: string | undefined }

export type ContactField = 'name' | 'email'

export interface SecurityHost {
  requestUpdate(): void
  tell(event: 'regain-security-change' | 'regain-error', detail: Record<string, string>): void
}

export class SecurityController {
  view: SecurityView | undefined
  panel: Panel | undefined
  /** The last change, for the status line. */
  done: { method: KeptMethodName; what: 'made' | 'removed' } | { method: 'hold'; what: 'ended' } | undefined
  /** Why no passkey was created. */
  noPasskey: 'not-given' | 'known' | undefined
  fault: Fault | undefined
  busy = false
  code = ''
  /** The error about the code. */
  wrong: 'missing' | 'wrong' | undefined
  /** The person to invite, and the errors about them. */
  typed: Record<ContactField, string> = { name: '', email: '' }
  lacking: ContactField[] = []
  refusal: ContactRefusal | undefined
  /** Rises each time the focus should move: to a new panel, or back from it. */
  moves = 0

  readonly #host: SecurityHost
  #client: SecurityClient | undefined

  constructor(host: SecurityHost) {
    this.#host = host
  }

  open(server: string, token: string): Promise<void> {
    this.#client = createSecurityClient(server, token)
    this.view = this.panel = this.done = undefined
    return this.read()
  }

  read = (): Promise<void> =>
    this.#work(async (client) => {
      this.view = (await client.read()).security
    })

  setUp = (method: SetUpReply['method']): Promise<void> =>
    this.#work(async (client) => {
      const reply = await client.setUp(method)
      if (reply.method === 'totp') return this.#show({ type: 'app', ...reply })
      if (reply.method === 'passkey') return await this.#makePasskey(client, reply)
      this.#changed(reply.security, { method, what: 'made' })
      this.#show({ type: 'codes', codes: reply.codes })
    })

  async #makePasskey(client: SecurityClient, { options, setUp }: SetUpOf<'passkey'>): Promise<void> {
    const credential = await makePasskey(options)
    if (typeof credential !== 'object') {
      this.noPasskey = credential ?? 'not-given'
      return
    }
    this.#changed((await client.confirm({ setUp, credential })).security, { method: 'passkey', what: 'made' })
    this.#show(undefined)
  }

  confirm = (): Promise<void> => {
    const { panel } = this
    if (panel?.type !== 'app' && panel?.type !== 'hold') return Promise.resolve()
    if (this.code.trim() === '') {
      this.#isWrong('missing')
      return Promise.resolve()
    }
    if (panel.type === 'hold') return this.#endHold(panel)
    return this.#work(async (client) => {
      const { security, problem } = await client.confirm({ setUp: panel.setUp, code: this.code })
      if (problem) return this.#isWrong('wrong')
      this.#changed(security, { method: 'totp', what: 'made' })
      this.#show(undefined)
    })
  }

  askToInvite = (): void => this.#ask({ type: 'invite' })

  invite = (): Promise<void> => {
    const invitation = { name: this.typed.name.trim(), email: this.typed.email.trim() }
    this.lacking = (['name', 'email'] as const).filter((name) => invitation[name] === '')
    this.refusal = undefined
    if (this.lacking.length > 0) {
      this.#isWrong('missing')
      return Promise.resolve()
    }
    return this.#work(async (client) => {
      const { security, problem } = await client.invite(invitation)
      if (problem?.code === 'contact-refused') {
        this.refusal = problem.why
        return this.#isWrong('wrong')
      }
      this.#changed(security, { method: 'contacts', what: 'made' })
      this.#show(undefined)
    })
  }

  /** Ends the waiting period of a new method or address with an older one. */
  askToEndHold = ({ hold, by }: HoldView): void => this.#ask({ type: 'hold', hold, by })

  /** Sends a code if the older method has an address. */
  endHoldBy = (way: HoldView['by'][number]): Promise<void> => {
    const { panel } = this
    if (panel?.type !== 'hold') return Promise.resolve()
    const { method, place } = way
    if (place === undefined) {
      this.#show({ ...panel, way })
      return Promise.resolve()
    }
    return this.#work(async (client) => {
      const { sent } = await client.sendHoldCode({ hold: panel.hold, method, place })
      this.#show({ ...panel, way, sent })
    })
  }

  #endHold({ hold, way, sent }: Extract<Panel, { type: 'hold' }>): Promise<void> {
    if (!way) return Promise.resolve()
    return this.#work(async (client) => {
      const { security, problem } = await client.endHold({ hold, method: way.method, code: this.code, ...(sent && { sent }) })
      if (problem) return this.#isWrong('wrong')
      this.#changed(security, { method: 'hold', what: 'ended' })
      this.#show(undefined)
    })
  }

  writeContact(name: ContactField, value: string): void {
    this.typed[name] = value
    this.lacking = this.lacking.filter((field) => field !== name)
    if (name === 'email') this.refusal = undefined
    this.wrong = undefined
    this.#host.requestUpdate()
  }

  /** `id` is one of several. */
  askToRemove = (method: KeptMethodName, id?: string): void => this.#ask({ type: 'remove', method, id })

  remove = (): Promise<void> => {
    const { panel } = this
    if (panel?.type !== 'remove') return Promise.resolve()
    const { method, id } = panel
    return this.#work(async (client) => {
      this.#changed((await client.remove({ method, ...(id !== undefined && { id }) })).security, { method, what: 'removed' })
      this.#show(undefined)
    })
  }

  drill = (): Promise<void> => this.#work(async (client) => this.#show({ type: 'drill', ...(await client.drill()) }), 'drilled-enough')

  drilled = (end: PracticeEnd): void => this.#show({ type: 'drilled', end })

  /** The practice run is now in the recent activity. */
  leaveDrill = (): void => {
    this.#show(undefined)
    void this.read()
  }

  /** Removes secrets from the page once they are not needed. */
  close = (): void => this.#show(undefined)

  write(code: string): void {
    this.code = code
    this.wrong = undefined
    this.#host.requestUpdate()
  }

  copied(): void {
    if (this.panel?.type === 'codes') this.panel = { ...this.panel, copied: true }
    this.#host.requestUpdate()
  }

  #isWrong(wrong: 'missing' | 'wrong'): void {
    this.wrong = wrong
    this.moves += 1
    this.#host.requestUpdate()
  }

  /** Opens a panel; the last change is no longer news. */
  #ask(panel: Panel): void {
    this.done = undefined
    this.#show(panel)
  }

  #show(panel: Panel | undefined): void {
    this.panel = panel
    this.code = ''
    this.typed = { name: '', email: '' }
    this.lacking = []
    this.refusal = undefined
    this.wrong = undefined
    this.moves += 1
    this.#host.requestUpdate()
  }

  #changed(view: SecurityView, done: NonNullable<SecurityController['done']>): void {
    this.view = view
    this.done = done
    this.#host.tell('regain-security-change', { method: done.method, what: done.what })
  }

  async #work(work: (client: SecurityClient) => Promise<void>, tooMany: Fault = 'too-many'): Promise<void> {
    const client = this.#client
    if (this.busy || !client) return
    this.busy = true
    this.fault = this.done = this.noPasskey = undefined
    this.#host.requestUpdate()
    try {
      await work(client)
    } catch (error) {
      const code = error instanceof Refused ? error.code : 'unreachable'
      this.fault = code === 'unauthorized' ? 'over' : code === 'too-many-requests' ? tooMany : 'unreachable'
      if (this.fault === 'over') this.view = this.panel = undefined
      this.#host.tell('regain-error', { code })
    } finally {
      this.busy = false
      this.#host.requestUpdate()
    }
  }
}
