/** Reads a JSON body strictly: one content type, UTF-8, few bytes, no duplicate keys, no prototype keys. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { describeIssue } from '../security/describe-issue.ts'
import { parseStrictly } from '../security/parse-strictly.ts'
import { ProblemError } from '../security/problem.ts'
import { needContentType, readBody } from './read-body.ts'

export const MOST_BODY_BYTES = 16_384

export async function readJson<Schema extends v.GenericSchema>(c: Context, schema: Schema): Promise<v.InferOutput<Schema>> {
  needContentType(c, 'application/json')
  const parsed = v.safeParse(schema, parseStrictly(await readBody(c, MOST_BODY_BYTES)), { abortPipeEarly: true })
  if (!parsed.success) throw new ProblemError('malformed-request', { errors: parsed.issues.slice(0, 10).map(describeIssue) })
  return parsed.output
}
