/** Reads the query as strictly as a body: no unknown and no duplicate parameters. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { describeIssue } from '../problems/describe-issue.ts'
import { ProblemError } from '../problems/problem.ts'

export function readQuery<Schema extends v.GenericSchema>(c: Context, schema: Schema): v.InferOutput<Schema> {
  const all = Object.entries(c.req.queries())
  if (all.some(([, values]) => values.length > 1))
    throw new ProblemError('malformed-request', { detail: 'A query parameter is given twice.' })
  const parsed = v.safeParse(schema, Object.fromEntries(all.map(([name, [value]]) => [name, value])))
  if (!parsed.success) throw new ProblemError('malformed-request', { errors: parsed.issues.slice(0, 10).map(describeIssue) })
  return parsed.output
}
