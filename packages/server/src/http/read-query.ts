/** Reads the query as strictly as a body: no unknown and no duplicate parameters. A wrong filter is refused by name. If it were ignored, a list would show more than was asked for. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { describeIssue } from '../problems/describe-issue.ts'
import { ProblemError } from '../problems/problem.ts'

export function readQuery<Schema extends v.GenericSchema>(c: Context, schema: Schema): v.InferOutput<Schema> {
  const given = Object.entries(c.req.queries())
  const twice = given.find(([, values]) => values.length > 1)
  if (twice) throw malformed([{ path: twice[0], message: 'is given twice' }])
  const parsed = v.safeParse(schema, Object.fromEntries(given.map(([name, [value]]) => [name, value])))
  if (!parsed.success) throw malformed(parsed.issues.slice(0, 10).map(describeIssue))
  return parsed.output
}

/** The names are the sender's, and may be long. */
const malformed = (errors: { path: string; message: string }[]): ProblemError =>
  new ProblemError('malformed-request', { errors: errors.map(({ path, message }) => ({ path: path.slice(0, 64), message })) })
