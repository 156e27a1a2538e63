/** Reads a JSON body strictly: one content type, UTF-8, few bytes, no duplicate keys, no prototype keys. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { parseStrictly } from '../formats/parse-strictly.ts'
import { describeIssue } from '../problems/describe-issue.ts'
import { ProblemError } from '../problems/problem.ts'
import { needContentType, readBody } from './read-body.ts'

export const MOST_BODY_BYTES = 16_384

export async function readJson<Schema extends v.GenericSchema>(c: Context, schema: Schema): Promise<v.InferOutput<Schema>> {
  needContentType(c, 'application/json')
  const json = parseStrictly(await readBody(c, MOST_BODY_BYTES))
  // A schema without required properties accepts a list as an object.
  if (Array.isArray(json)) throw new ProblemError('malformed-request', { errors: [{ path: '', message: 'expected an object' }] })
  const parsed = v.safeParse(schema, json, { abortPipeEarly: true })
  if (!parsed.success) throw new ProblemError('malformed-request', { errors: parsed.issues.slice(0, 10).map(describeIssue) })
  return parsed.output
}
