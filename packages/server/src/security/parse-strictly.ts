/** Reads JSON that can mean one thing only: no key twice, no prototype keys, not deep. */
import { ProblemError } from './problem.ts'

const DEEPEST = 8

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
