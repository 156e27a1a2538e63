/** Reads the host and path of a request once, in the same way as a proxy in front. */
import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { ProblemError } from '../problems/problem.ts'

interface Bindings {
  /** Absent if a test calls the application without a socket. */
  incoming?: IncomingMessage
}

/**
 * The path as it was sent. Security: the fixed parts of a path must match exactly, so `/v1/%66lows`, `/v1/./flows` and `/v1\flows` are
 * unknown, and can't bypass a proxy's rule for `/v1/flows`. Hono decodes percent-encoding only in parameters.
 */
export function pathOf(request: Request, options?: { env?: unknown }): string {
  const target = (options?.env as Bindings | undefined)?.incoming?.url ?? request.url
  // A request from a proxy may contain the origin as well (RFC 9112 3.2.2).
  return /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(target)?.[1] || '/'
}

/** A request may have each of these once, or it is ambiguous: we would use the first, and a proxy perhaps the last. */
const ONCE = new Set(['host', 'authorization', 'content-type', 'origin'])

/** RFC 9112 3.2: two `Host` lines get a 400. */
export function refuseDuplicateHeaders(c: Context): void {
  const lines = (c.env as Bindings | undefined)?.incoming?.rawHeaders ?? []
  const seen = new Set<string>()
  for (let place = 0; place < lines.length; place += 2) {
    const name = lines[place]?.toLowerCase() ?? ''
    if (!ONCE.has(name)) continue
    if (seen.has(name)) throw new ProblemError('malformed-request', { detail: `The header ${name} is given twice.` })
    seen.add(name)
  }
}

const DEFAULT_PORTS = ['', '80', '443']

/** Whether a request is for the host of `origin`. A trailing dot (RFC 1034 3.1) and the scheme's default port are ignored, because some proxies send them. */
export function createHostCheck(origin: string): (c: Context) => boolean {
  const own = new URL(origin)
  const ports = own.port === '' ? DEFAULT_PORTS : [own.port]
  return (c) => {
    const { hostname, port } = new URL(c.req.url)
    return hostname.replace(/(?<=[^.])\.$/, '') === own.hostname && ports.includes(port)
  }
}
