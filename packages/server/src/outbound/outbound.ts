/** The only way to call a site: a POST to a verified address, with limits on time and size, and no redirects (R-1003). */
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { type ClientRequest, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export interface OutboundCall {
  url: string
  body: string
  headers: Readonly<Record<string, string>>
  /** Milliseconds within which the whole answer must arrive. */
  timeoutMs: number
  stop?: AbortSignal
}

export type OutboundReply =
  | { result: 'answered'; status: number; text: string }
  /** No byte of the body was sent. */
  | { result: 'not-sent'; because: string }
  /** The body may have arrived, but no complete answer came back. */
  | { result: 'unanswered'; because: string }

export interface Outbound {
  /** A sentence that says why this URL must not be called, if so. Checked for each call, because a name's address can change. */
  refusal(url: string): Promise<string | undefined>
  post(call: OutboundCall): Promise<OutboundReply>
}

/** What the server's operator can do about a refusal; the running server has already read its settings. Empty: fix the URL. */
export function howToAllow(url: string, because: string): string {
  if (!URL.canParse(url) || /^(is not a URL|must not contain|has a host name)/.test(because)) return ''
  return ` For a network of your own: set REGAIN_INSECURE_OUTBOUND=${new URL(url).origin} for this command and for the server, and restart the server.`
}

export interface OutboundSettings {
  /** Exact origins that may be called at any address, and without TLS: `REGAIN_INSECURE_OUTBOUND`. */
  insecureOrigins?: readonly string[]
  /** The system's resolver, unless a test passes its own. */
  resolve?(host: string): Promise<LookupAddress[]>
}

/** In bytes; our schemas need much less. */
const MOST_REPLY_BYTES = 65_536
const PORTS = new Set(['', '8443'])

type Target = { url: URL; addresses: LookupAddress[] } | { refused: string }

export function createOutbound({
  insecureOrigins = [],
  resolve = (host) => lookup(host, { all: true, verbatim: true }),
}: OutboundSettings = {}): Outbound {
  async function target(text: string): Promise<Target> {
    if (!URL.canParse(text)) return { refused: 'is not a URL' }
    const url = new URL(text)
    if (url.username !== '' || url.password !== '') return { refused: 'must not contain a name or password' }
    if (url.hash !== '') return { refused: 'must not contain a fragment' }
    const excepted = insecureOrigins.includes(url.origin)
    if (!excepted && url.protocol !== 'https:') return { refused: 'must begin with https://' }
    if (!excepted && !PORTS.has(url.port)) return { refused: 'must use port 443 or 8443' }
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const family = isIP(host)
    const addresses = family === 0 ? await resolve(host).catch(() => []) : [{ address: host, family }]
    if (addresses.length === 0) return { refused: 'has a host name that is not found' }
    // Security: one such address is enough to refuse, because we can't choose which one a connection uses.
    return excepted || addresses.every(({ address }) => isPublicAddress(address))
      ? { url, addresses }
      : { refused: 'resolves to an address that is not public' }
  }

  return {
    async refusal(url) {
      const found = await target(url)
      return 'refused' in found ? found.refused : undefined
    },
    async post({ url, body, headers, timeoutMs, stop }) {
      const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(stop ? [stop] : [])])
      const found = await Promise.race([target(url), aborted(signal)])
      if ('refused' in found) return { result: 'not-sent', because: `the URL ${found.refused}` }
      return await exchange(found, body, headers, signal)
    },
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<{ refused: string }>((done) =>
    signal.addEventListener('abort', () => done({ refused: 'has a host name that is not found in time' }), { once: true }),
  )

function exchange(
  { url, addresses }: Exclude<Target, { refused: string }>,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<OutboundReply> {
  return new Promise((done) => {
    let connected = false
    const fail = (because: string): void => done({ result: connected ? 'unanswered' : 'not-sent', because })
    const secure = url.protocol === 'https:'
    const request: ClientRequest = (secure ? requestHttps : requestHttp)(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'accept-encoding': 'identity' },
      // A separate connection for each call: one that is kept open would outlive the check of its address.
      agent: false,
      signal,
      // Security: connects to the addresses that were checked, even if the name changes a moment later; SNI and Host keep the name (DNS rebinding).
      lookup: (_host, { all }, found) => {
        const [first] = addresses
        if (all) found(null, addresses)
        else found(null, first?.address ?? '', first?.family)
      },
    })
    request.on('socket', (socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true
      }),
    )
    request.on('error', () => fail(signal.aborted ? 'no answer in time' : 'not reached'))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > MOST_REPLY_BYTES) {
          fail('the answer is too long')
          request.destroy()
        } else chunks.push(chunk)
      })
      response.on('error', () => fail('the answer broke off'))
      response.on('end', () => done({ result: 'answered', status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }))
    })
    request.end(body)
  })
}
