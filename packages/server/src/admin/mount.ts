/** Registers the console's API under `/admin/api`: every route passes the same checks in the same order. */
import type { Context, Hono } from 'hono'
import type * as v from 'valibot'
import type { Env } from '../http/env.ts'
import { readJson } from '../http/read-json.ts'
import { readQuery } from '../http/read-query.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import type { SignedIn } from '../operators/operator.ts'
import type { Permission } from '../operators/permissions.ts'
import { may, rule } from '../operators/permissions.ts'
import { isProven, readSession } from '../operators/sessions.ts'
import { ProblemError } from '../problems/problem.ts'
import { adminRoutes } from './api.ts'
import type { MayCall } from './console.ts'
import { cookiesOf } from './cookies.ts'
import { createOpenStreams } from './open-streams.ts'
import type { AdminDeps, OpenRoute, OperatorRoute } from './route.ts'

type AnyRoute = OpenRoute<v.GenericSchema, v.GenericSchema, unknown> | OperatorRoute<v.GenericSchema, v.GenericSchema, unknown>

const ID = /^[A-Za-z0-9._:@|-]{1,128}$/

export function adminApi(app: Hono<Env>, given: Omit<AdminDeps, 'streams'>, address: AddressOf): void {
  const deps: AdminDeps = { ...given, streams: createOpenStreams() }
  for (const [name, route] of Object.entries(adminRoutes as Record<string, AnyRoute>)) {
    const [method = '', path = ''] = name.split(' ')
    app.on(method, `/admin/api${path}`, async (c) => {
      c.header('cache-control', 'no-store')
      refuseOtherSites(c, deps.origin)
      const cookies = cookiesOf(c)
      const caller = visitorOf(c, address)
      if (route.permission === 'anyone') {
        const given = { ...(await readGiven(c, method, route)), caller, cookies }
        return reply(c, await route.answer(given, deps))
      }
      const signedIn = await readSession(cookies.get('session') ?? '', route.quiet, deps)
      mustBePermitted(signedIn, route.permission, deps.clock.now())
      const by = { operator: signedIn.operator.id, requestId: caller.requestId }
      const given = { ...(await readGiven(c, method, route)), caller, cookies, signedIn, by }
      return reply(c, await route.answer(given, deps))
    })
  }
}

/** The routes that a browser's session may call without a fresh proof. Reading the session here does not extend it. */
export const createMayCall =
  (deps: Pick<AdminDeps, 'db' | 'clock' | 'keys'>): MayCall =>
  async (c) => {
    const token = cookiesOf(c).get('session')
    const signedIn = token === undefined ? undefined : await readSession(token, true, deps)
    return (name) => {
      const route = (adminRoutes as Record<string, AnyRoute>)[name]
      if (!signedIn || !route || route.permission === 'anyone') return false
      return may(signedIn.operator.role, route.permission) && !rule(route.permission).stepUp
    }
  }

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD'

/**
 * Security: the browser says where a request comes from, in two headers that no page can forge. Other sites can't even read (resource isolation).
 * A change needs the exact origin, also from a browser that sends no `Sec-Fetch-Site`.
 */
function refuseOtherSites(c: Context, own: string): void {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const fromElsewhere = site !== undefined && site !== 'same-origin' && !(site === 'none' && isSafe(c.req.method))
  if (fromElsewhere || (origin === undefined ? !isSafe(c.req.method) : origin !== own)) throw new ProblemError('cross-site-refused')
}

function mustBePermitted(signedIn: SignedIn | undefined, permission: Permission, now: number): asserts signedIn {
  if (!signedIn) throw new ProblemError('unauthorized')
  if (!may(signedIn.operator.role, permission)) throw new ProblemError('not-permitted')
  if (rule(permission).stepUp && !isProven(signedIn, now)) throw new ProblemError('step-up-needed')
}

async function readGiven(c: Context, method: string, { body, query }: AnyRoute) {
  const params: Record<string, string> = c.req.param()
  if (Object.values(params).some((param) => !ID.test(param))) throw new ProblemError('not-found')
  const last = c.req.header('last-event-id') ?? ''
  const lastEvent = /^\d{1,15}$/.test(last) ? Number(last) : undefined
  return { params, lastEvent, query: readQuery(c, query), body: isSafe(method) ? {} : await readJson(c, body) }
}

function reply(c: Context, value: unknown): Response {
  if (value === undefined) return c.body(null, 204)
  if (value instanceof ReadableStream) return c.body(value, 200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
  if (isDownload(value))
    return c.body(value.download, 200, { 'content-type': value.type, 'content-disposition': `attachment; filename="${value.fileName}"` })
  return c.json(value as object)
}

interface Download {
  download: ReadableStream
  fileName: string
  type: string
}
const isDownload = (value: unknown): value is Download => typeof value === 'object' && value !== null && 'download' in value
