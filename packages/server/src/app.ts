/** The HTTP application: what holds for every request stands here, the rest in its route. */
import { Hono } from 'hono'
import type { Deps } from './deps.ts'
import { problemDocument, toProblem } from './middleware/problem-document.ts'
import type { AddressOf } from './middleware/visitor.ts'
import { accountRoutes } from './routes/accounts.ts'
import { consolePages } from './routes/admin/console.ts'
import { adminApi } from './routes/admin/mount.ts'
import type { Env } from './routes/env.ts'
import { flowRoutes } from './routes/flows.ts'
import { healthRoutes } from './routes/health.ts'
import { pageRoutes } from './routes/pages.ts'
import { siteRoutes } from './routes/sites.ts'
import { randomId } from './security/chance.ts'
import { ProblemError } from './security/problem.ts'

export interface AppSettings {
  /** The server's public origin: the only source of links, and the only host that is answered for. */
  origin: string
  addressOf: AddressOf
  /** Told of each request, for the log: never its body, query or token. */
  onRequest?(request: { method: string; route: string; status: number; ms: number; requestId: string; fault?: unknown }): void
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const

export function createApp(deps: Deps, { origin, addressOf, onRequest }: AppSettings): Hono<Env> {
  const app = new Hono<Env>()
  const host = new URL(origin).host

  app.use(async (c, next) => {
    const began = performance.now()
    const requestId = randomId(deps.chance)
    c.set('requestId', requestId)
    c.header('x-request-id', requestId)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    if (origin.startsWith('https:')) c.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
    if (c.req.path.startsWith('/v1/')) {
      c.header('cache-control', 'no-store')
      await allowOrigin(c.req.header('origin'))
    }
    await next()
    onRequest?.({
      method: c.req.method,
      route: c.req.path.replace(/[A-Za-z0-9_-]{20,}/g, ':id'),
      status: c.res.status,
      ms: performance.now() - began,
      requestId,
      ...(c.error && { fault: c.error }),
    })

    async function allowOrigin(from: string | undefined): Promise<void> {
      c.header('vary', 'origin')
      if (from === undefined || !(await deps.sites.isRegistered(from))) return
      c.header('access-control-allow-origin', from)
      c.header('access-control-expose-headers', 'date, retry-after, x-request-id')
    }
  })
  app.use(async (c, next) => {
    if (new URL(c.req.url).host !== host) throw new ProblemError('wrong-host')
    await next()
  })
  app.options('/v1/*', (c) => {
    c.header('access-control-allow-methods', 'GET, POST')
    c.header('access-control-allow-headers', 'authorization, content-type')
    c.header('access-control-max-age', '7200')
    return c.body(null, 204)
  })

  siteRoutes(app, deps, origin, addressOf)
  flowRoutes(app, deps, origin, addressOf)
  accountRoutes(app, deps)
  pageRoutes(app, deps)
  adminApi(app, { ...deps, origin }, addressOf)
  consolePages(app)
  healthRoutes(app, deps)

  app.notFound((c) => {
    const { path } = c.req
    const allowed = METHODS.filter((method) => app.router.match(method, path)[0].some(([[, route]]) => !route.path.includes('*')))
    return problemDocument(
      c,
      allowed.length > 0 ? new ProblemError('method-not-allowed', { allow: allowed.join(', ') }) : new ProblemError('not-found'),
    )
  })
  app.onError((error, c) => problemDocument(c, toProblem(error)))
  return app
}
