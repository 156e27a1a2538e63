/** The HTTP application: the middleware for every request, and all routes. */
import type { Context } from 'hono'
import { Hono } from 'hono'
import { matchedRoutes } from 'hono/route'
import { consolePages } from '../admin/console.ts'
import { adminApi, createMayCall } from '../admin/mount.ts'
import { accountRoutes } from '../api/accounts.ts'
import { deviceRoutes } from '../api/devices.ts'
import { docsRoutes } from '../api/docs.ts'
import { familiarDeviceRoutes } from '../api/familiar-devices.ts'
import { flowRoutes } from '../api/flows.ts'
import type { Metrics } from '../api/health.ts'
import { healthRoutes } from '../api/health.ts'
import { securityRoutes } from '../api/security.ts'
import { securityTxt } from '../api/security-txt.ts'
import { signInRoutes } from '../api/sign-ins.ts'
import { siteRoutes } from '../api/sites.ts'
import { webhookRoutes } from '../api/webhooks.ts'
import { createAdmission } from '../http/admission.ts'
import { createApi } from '../http/api.ts'
import type { Env } from '../http/env.ts'
import { toProblem } from '../http/problem-document.ts'
import { createHostCheck, pathOf, refuseDuplicateHeaders } from '../http/target.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { mustLetIn } from '../limits/room.ts'
import { answerProblem } from '../pages/answer-problem.ts'
import { approveRoutes } from '../pages/approve.ts'
import { callPages } from '../pages/calls.ts'
import { caseLinks } from '../pages/case-links.ts'
import { casePages } from '../pages/case-pages.ts'
import { contactRoutes } from '../pages/contacts.ts'
import { pageRoutes } from '../pages/hosted-page.ts'
import { notMineRoutes } from '../pages/not-mine.ts'
import { receiptRoutes } from '../pages/receipts.ts'
import { reminderRoutes } from '../pages/reminders.ts'
import { undoRoutes } from '../pages/undo.ts'
import { ProblemError } from '../problems/problem.ts'
import { version } from '../settings/version.ts'
import type { Deps } from '../wiring/deps.ts'
import { randomId } from '../world/chance.ts'

export interface AppSettings {
  addressOf: AddressOf
  /** Whether the caller is a machine in the server's own network, not a person behind a proxy: see `visitor.ts`. */
  isInside(c: Context): boolean
  /** For `/.well-known/security.txt`; absent: not served. */
  securityContact?: string | undefined
  metrics: Metrics
  /** Aborts when the server stops, which ends the streams. */
  stopping?: AbortSignal
  /** Called for each request, for log and metrics: never with its path, body, query or token. */
  onRequest?(request: AnsweredRequest): void
}

export interface AnsweredRequest {
  method: string
  /** The pattern of the route; `none` if no route matched. */
  route: string
  status: number
  ms: number
  requestId: string
  fault?: unknown
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const
/** Our own headers, and those that error trackers and tracers add to every `fetch` of a page; these are allowed and ignored. */
const ALLOWED_HEADERS = [
  'authorization, content-type',
  // W3C Trace Context and Baggage, Sentry, OpenTelemetry's older ones, Datadog, New Relic, Elastic, Jaeger, AWS, Google, Azure.
  'traceparent, tracestate, baggage, sentry-trace, b3, x-b3-traceid, x-b3-spanid, x-b3-parentspanid, x-b3-sampled, x-b3-flags',
  'x-datadog-trace-id, x-datadog-parent-id, x-datadog-origin, x-datadog-sampling-priority, x-datadog-tags, newrelic, elastic-apm-traceparent',
  'uber-trace-id, x-amzn-trace-id, x-cloud-trace-context, request-id, request-context, x-request-id, x-correlation-id',
  // Allows every other name except `authorization` (Fetch Standard, CORS protocol). The list above is for gateways that compare names.
  '*',
].join(', ')
const isForBrowsers = (path: string): boolean => /^\/v1\/(sites|captchas|flows|security)(\/|$)/.test(path)
// Routes for machines that call by address. They create no links and identify nobody, so any host that is not a DNS name is accepted; a DNS name could be a rebound one.
const isForMachines = (path: string): boolean => /^\/(healthz|readyz|metrics)$/.test(path)
const isAddress = (host: string): boolean => /^(localhost|\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\])(:\d+)?$/i.test(host)

export function createApp(deps: Deps, { addressOf, isInside, securityContact, metrics, stopping, onRequest }: AppSettings): Hono<Env> {
  const app = new Hono<Env>({ getPath: pathOf })
  const { origin } = deps
  const isOurs = createHostCheck(origin)

  app.use(async (c, next) => {
    const began = performance.now()
    const requestId = randomId(deps.chance)
    c.set('requestId', requestId)
    c.header('x-request-id', requestId)
    // The clock that a code expires by, for browsers that count its seconds down.
    c.header('date', new Date(deps.clock.now()).toUTCString())
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    if (origin.startsWith('https:')) c.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
    if (c.req.path.startsWith('/v1/')) c.header('cache-control', 'no-store')
    if (isForBrowsers(c.req.path)) await allowOrigin(c.req.header('origin'))
    await next()
    onRequest?.({
      method: c.req.method,
      route: matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? 'none',
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
    refuseDuplicateHeaders(c)
    if (!isOurs(c) && !(isForMachines(c.req.path) && isAddress(new URL(c.req.url).host))) throw new ProblemError('wrong-host')
    await next()
  })
  app.options('/v1/*', async (c, next) => {
    if (!isForBrowsers(c.req.path)) return await next()
    c.header('access-control-allow-methods', 'GET, POST')
    c.header('access-control-allow-headers', ALLOWED_HEADERS)
    c.header('access-control-max-age', '7200')
    return c.body(null, 204)
  })

  const api = createApi(app, {
    admit: createAdmission(deps.db, addressOf),
    letFormIn: (c) => deps.db.write((tx) => mustLetIn(tx, 'page', undefined, visitorOf(c, addressOf).address, deps)),
  })
  siteRoutes(api, deps, addressOf)
  flowRoutes(api, deps, addressOf)
  securityRoutes(api, deps, addressOf)
  deviceRoutes(api, deps, addressOf)
  accountRoutes(api, deps)
  signInRoutes(api, deps)
  familiarDeviceRoutes(api, deps)
  webhookRoutes(api, deps)
  pageRoutes(api, deps)
  caseLinks(api, deps)
  callPages(api, deps, addressOf)
  casePages(api, deps, addressOf)
  receiptRoutes(api, deps)
  undoRoutes(api, deps, addressOf)
  reminderRoutes(api, deps)
  notMineRoutes(api, deps, addressOf)
  contactRoutes(api, deps, addressOf)
  approveRoutes(api, deps, addressOf)
  healthRoutes(api, deps, metrics, isInside)
  securityTxt(api, deps, securityContact)
  adminApi(app, { ...deps, stopping }, addressOf)
  consolePages(app, createMayCall(deps))
  docsRoutes(api, { origin, version })

  app.notFound((c) => {
    const { path } = c.req
    const allowed = METHODS.filter((method) => app.router.match(method, path)[0].some(([[, route]]) => !route.path.includes('*')))
    return answerProblem(
      c,
      allowed.length > 0
        ? new ProblemError('method-not-allowed', {
            allow: allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', '),
          })
        : new ProblemError('not-found'),
    )
  })
  app.onError((error, c) => answerProblem(c, toProblem(error)))
  return app
}
