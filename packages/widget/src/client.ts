/** The HTTP calls; each reply is checked against core before anything believes it. */
import type { Answer, CaptchaKind, CaptchaReply, FlowReply, FlowView, Reason, SiteView, StartedReply } from '@regain/core'
import { CaptchaReplySchema, FlowReplySchema, FlowViewSchema, SiteViewSchema, StartedReplySchema } from '@regain/core'
import * as v from 'valibot'

/** The server said no. `code` is a problem's, `retryAfter` in seconds. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string
  readonly retryAfter: number
  readonly flow: FlowView | undefined
  constructor(code: string, retryAfter: number, flow?: FlowView) {
    super(code)
    this.code = code
    this.retryAfter = retryAfter
    this.flow = flow
  }
}

export interface Client {
  site(key: string): Promise<SiteView>
  captcha(site: string, kind?: CaptchaKind): Promise<CaptchaReply>
  start(site: string, reason: Reason, locale: string): Promise<StartedReply>
  read(flow: string, token: string): Promise<FlowReply>
  answer(flow: string, token: string, answer: Answer): Promise<FlowReply>
  /** The server's clock, as far as its last reply told. */
  now(): number
}

const TIMEOUT_MS = 20_000

export function createClient(server: string): Client {
  let skew = 0
  async function call<Schema extends v.GenericSchema>(
    schema: Schema,
    path: string,
    body?: unknown,
    token?: string,
  ): Promise<v.InferOutput<Schema>> {
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
    const init: RequestInit = {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }
    if (body !== undefined) {
      headers['content-type'] = 'application/json'
      Object.assign(init, { method: 'POST', body: JSON.stringify(body) })
    }
    const reply = await fetch(server + path, init)
    const date = Date.parse(reply.headers.get('date') ?? '')
    if (!Number.isNaN(date)) skew = date - Date.now()
    const json: unknown = await reply.json().catch(() => undefined)
    const parsed = v.safeParse(schema, json)
    if (reply.ok && parsed.success) return parsed.output
    const problem = (json ?? {}) as { code?: unknown; flow?: unknown }
    const flow = v.safeParse(FlowViewSchema, problem.flow)
    throw new Refused(
      typeof problem.code === 'string' ? problem.code : 'internal',
      Number(reply.headers.get('retry-after')) || 30,
      flow.success ? flow.output : undefined,
    )
  }
  return {
    site: (key) => call(SiteViewSchema, `/v1/sites/${encodeURIComponent(key)}`),
    captcha: (site, kind) => call(CaptchaReplySchema, '/v1/captchas', { site, ...(kind && { kind }) }),
    start: (site, reason, locale) => call(StartedReplySchema, '/v1/flows', { site, reason, locale }),
    read: (flow, token) => call(FlowReplySchema, `/v1/flows/${flow}`, undefined, token),
    answer: (flow, token, answer) => call(FlowReplySchema, `/v1/flows/${flow}/answers`, answer, token),
    now: () => Date.now() + skew,
  }
}
