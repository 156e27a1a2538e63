/** Reads a JSON body as strictly as a lock: one content type, UTF-8, so many bytes, no duplicate keys, no prototype keys. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { describeIssue } from '../security/describe-issue.ts'
import { parseStrictly } from '../security/parse-strictly.ts'
import { ProblemError } from '../security/problem.ts'

/** Bytes, counted as they arrive, whatever Content-Length says. */
export const MOST_BODY_BYTES = 16_384

export async function readJson<Schema extends v.GenericSchema>(c: Context, schema: Schema): Promise<v.InferOutput<Schema>> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) throw new ProblemError('wrong-content-type')
  const parsed = v.safeParse(schema, parseStrictly(await readText(c)), { abortPipeEarly: true })
  if (!parsed.success) throw new ProblemError('malformed-request', { errors: parsed.issues.slice(0, 10).map(describeIssue) })
  return parsed.output
}

async function readText(c: Context): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > MOST_BODY_BYTES) throw new ProblemError('body-too-large')
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new ProblemError('malformed-request', { detail: 'The body is not UTF-8.' })
  }
}
