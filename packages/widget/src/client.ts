/** The HTTP calls. Each reply is checked before it is used; the shapes of the first ones are here. */
import { captchaKinds, reasons } from '@regain/core'
import { fits, instant, lengths, list, type Shape, support } from './check-shape.ts'

/** The server refused. `code` is the code of a problem, `retryAfter` is in seconds, and `body` is unchecked. */
export class Refused extends Error {
  readonly code: string
  readonly retryAfter: number
  readonly body: unknown
  constructor(code: string, retryAfter: number, body: unknown) {
    super(code)
    this.code = code
    this.retryAfter = retryAfter
    this.body = body
  }
}

export interface Client {
  call<T>(shape: Shape, path: string, body?: unknown, token?: string): Promise<T>
  /** The server's clock, according to its last reply. */
  now(): number
}

const TIMEOUT_MS = 20_000
const RETRY_AFTER_SECONDS = 30

export const siteView: Shape = { name: 'string', reasons: list(reasons), support, password: lengths, captcha: captchaKinds }
/** A flow with a step of this shape. */
export const flowWith = (step: Shape): Shape => ({ id: 'string', reason: reasons, expiresAt: instant, step })
export const identifyStep: Shape = { type: ['identify'], captcha: captchaKinds }
/** Its step is checked where it is shown. */
export const startedReply: Shape = { flow: flowWith({ type: 'string' }), token: 'string' }
export function createClient(server: string): Client {
  let skew = 0
  return {
    async call<T>(shape: Shape, path: string, body?: unknown, token?: string): Promise<T> {
      const reply = await fetch(server + path, {
        method: body ? 'POST' : 'GET',
        headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...(token && { authorization: `Bearer ${token}` }) },
        body: body ? JSON.stringify(body) : null,
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const date = Date.parse(reply.headers.get('date') ?? '')
      if (date) skew = date - Date.now()
      const json: unknown = await reply.json()
      if (reply.ok && fits(json, shape)) return json as T
      const code = fits(json, { code: 'string' }) ? (json as { code: string }).code : 'internal'
      throw new Refused(code, Number(reply.headers.get('retry-after')) || RETRY_AFTER_SECONDS, json)
    },
    now: () => Date.now() + skew,
  }
}
