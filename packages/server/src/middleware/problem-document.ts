/** Turns every "no" into a problem document (RFC 9457), once, and every bug into one that says nothing. */
import type { Problem } from '@regain/core'
import { problems } from '@regain/core'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DatabaseUnavailable } from '../db/database.ts'
import type { ProblemExtras } from '../security/problem.ts'
import { ProblemError } from '../security/problem.ts'

export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  // drizzle wraps what a query threw.
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof DatabaseUnavailable) return new ProblemError('unavailable', { retryAfterSeconds: 5 })
  return new ProblemError('internal')
}

export function problemDocument(c: Context, { code, extras }: { code: ProblemError['code']; extras: ProblemExtras }): Response {
  const { status, title } = problems[code]
  const { retryAfterSeconds, allow, limit: _, flow, ...more } = extras
  const body: Problem & { flow?: unknown } = {
    type: `urn:regain:problem:${code}`,
    title,
    status,
    code,
    requestId: c.get('requestId'),
    ...more,
    ...(flow && { flow }),
  }
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
  if (status === 401) c.header('www-authenticate', 'Bearer')
  if (allow !== undefined) c.header('allow', allow)
  // What is left of the body is not read: no other request can come behind it (RFC 9112 9.6).
  if (status === 413) c.header('connection', 'close')
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, { 'content-type': 'application/problem+json' })
}
