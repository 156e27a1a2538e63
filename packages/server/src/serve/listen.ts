/** Accepts connections, and finishes the requests in progress when it stops. */
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Config } from '../settings/config.ts'
import { SettingRefused } from '../settings/config.ts'

/** How long requests in progress get at the end, of ten seconds for everything (R-1109). */
const DRAIN_MS = 7000
// Node's defaults wait 60 s for headers and 300 s for a request, and check slow senders only every 30 s: a few of them could hold all connections.
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16_384,
}
const MOST_CONNECTIONS = 10_000

export async function listen(fetch: Parameters<typeof serve>[0]['fetch'], { port, host }: Pick<Config, 'port' | 'host'>): Promise<Server> {
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host, overrideGlobalObjects: false, serverOptions: LIMITS }, () =>
      resolve(server),
    ) as Server
    server.maxConnections = MOST_CONNECTIONS
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence = whyNotListening[error.code ?? '']?.(port, host)
      reject(sentence === undefined ? error : new SettingRefused(sentence))
    })
  })
}

const notOurs = (_: number, host: string): string =>
  `REGAIN_HOST ${host} is not an address of this machine: 127.0.0.1 or 0.0.0.0 always are.`
const whyNotListening: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port) => `REGAIN_PORT ${port} is in use by another program: stop that one, or choose another port.`,
  EACCES: (port) => `REGAIN_PORT ${port} is not for this user to take: choose one above 1023.`,
  EADDRNOTAVAIL: notOurs,
  ENOTFOUND: notOurs,
  EAI_AGAIN: notOurs,
}

export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection that was just busy is kept alive after its answer: check again until none is left.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}
