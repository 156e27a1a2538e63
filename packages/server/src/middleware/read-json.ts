/** Reads a JSON body as strictly as a lock: one content type, UTF-8, so many bytes, no duplicate keys, no prototype keys. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { ProblemError } from '../security/problem.ts'

/** Bytes, counted as they arrive, whatever Content-Length says. */
export const MOST_BODY_BYTES = 16_384
const DEEPEST = 8

export async function readJson<Schema extends v.GenericSchema>(c: Context, schema: Schema): Promise<v.InferOutput<Schema>> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) throw new ProblemError('wrong-content-type')
  const parsed = v.safeParse(schema, parseStrictly(await readText(c)), { abortPipeEarly: true })
  if (!parsed.success) throw new ProblemError('malformed-request', { errors: parsed.issues.slice(0, 10).map(toError) })
  return parsed.output
}

// Where, and what was expected; never the value, which may be a password.
export const toError = (issue: v.BaseIssue<unknown>) => ({
  path: v.getDotPath(issue) ?? '',
  message: `expected ${issue.expected ?? 'something else'}`,
})

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

export function parseStrictly(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    const fault = faultOf(text)
    if (fault) throw new SyntaxError(fault)
    return value
  } catch (error) {
    throw new ProblemError('malformed-request', {
      detail: error instanceof SyntaxError && faults.has(error.message) ? error.message : 'The body is not JSON.',
    })
  }
}

const faults = new Set(['A key stands twice.', 'A key is not allowed.', 'The body is nested too deeply.'])
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** `JSON.parse` lets the last of two equal keys win, where another reader takes the first: such a body means two things. `text` is valid JSON. */
function faultOf(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  const tokens = text.match(TOKEN) ?? []
  for (const [place, token] of tokens.entries()) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : undefined)
    else if (token === '}' || token === ']') open.pop()
    else if (token.startsWith('"') && tokens[place + 1] === ':') {
      const key = String(JSON.parse(token))
      const keys = open.at(-1)
      if (FORBIDDEN.has(key)) return 'A key is not allowed.'
      if (keys?.has(key)) return 'A key stands twice.'
      keys?.add(key)
    }
    if (open.length > DEEPEST) return 'The body is nested too deeply.'
  }
  return undefined
}
