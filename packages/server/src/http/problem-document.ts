/** Turns every refusal into a problem document (RFC 9457) in one place, and every bug into one that reveals nothing. */
import type { Problem, ProblemCode } from '@regain/core'
import { problems } from '@regain/core'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DatabaseUnavailable } from '../db/database.ts'
import { ProblemError } from '../problems/problem.ts'

export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  // drizzle wraps the error of a query.
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof DatabaseUnavailable) return new ProblemError('unavailable', { retryAfterSeconds: 5 })
  return new ProblemError('internal')
}

/** Headers of a refusal. */
export function problemHeaders(c: Context, { code, extras: { retryAfterSeconds, allow } }: ProblemError): (typeof problems)[ProblemCode] {
  const { status } = problems[code]
  c.header('cache-control', 'no-store')
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
  if (status === 401) c.header('www-authenticate', 'Bearer')
  if (allow !== undefined) c.header('allow', allow)
  // The rest of the body is not read, so the connection can't be used for another request (RFC 9112 9.6).
  if (status === 413) c.header('connection', 'close')
  return problems[code]
}

export function problemDocument(c: Context, problem: ProblemError): Response {
  const { status, title } = problemHeaders(c, problem)
  const { code, extras } = problem
  const { retryAfterSeconds: _, allow: __, limit: ___, flow, ...more } = extras
  const body: Problem & { flow?: unknown } = {
    type: `urn:regain:problem:${code}`,
    title,
    status,
    code,
    requestId: c.get('requestId'),
    ...more,
    ...(flow && { flow }),
  }
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, { 'content-type': 'application/problem+json' })
}
