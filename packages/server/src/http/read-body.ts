/** Reads the text of a body: limited bytes, valid UTF-8. The only place that reads bodies, for JSON and forms alike. */
import type { Context } from 'hono'
import { ProblemError } from '../problems/problem.ts'

/** Counts bytes as they arrive, whatever Content-Length says. Beyond the limit nothing is kept or read. */
export async function readBody(c: Context, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > mostBytes) throw new ProblemError('body-too-large', { detail: `At most ${mostBytes} bytes are read here.` })
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new ProblemError('malformed-request', { detail: 'The body is not UTF-8.' })
  }
}

/** `type` without parameters; a charset other than UTF-8 is refused. */
export function needContentType(c: Context, type: string): void {
  const [, given, charset = 'utf-8'] = /^\s*([^;\s]+)\s*(?:;\s*charset="?([\w-]+)"?\s*)?$/i.exec(c.req.header('content-type') ?? '') ?? []
  if (given?.toLowerCase() !== type || charset.toLowerCase() !== 'utf-8')
    throw new ProblemError('wrong-content-type', { detail: `Send it as ${type}, in UTF-8.` })
}
