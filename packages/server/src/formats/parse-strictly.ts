/** Parses JSON that can be read in only one way: no duplicate or prototype keys, no lone surrogates, limited depth. */
import { ProblemError } from '../problems/problem.ts'

const DEEPEST = 8

export function parseStrictly(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    const fault = faultOf(text)
    if (fault) throw new SyntaxError(fault)
    return value
  } catch (error) {
    throw new ProblemError('malformed-request', {
      detail: error instanceof SyntaxError && faults.has(error.message) ? error.message : 'This is not JSON.',
    })
  }
}

const faults = new Set(['A key stands twice.', 'A key is not allowed.', 'This is nested too deeply.', 'A text is not well-formed Unicode.'])
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** `JSON.parse` keeps the last of two equal keys, other parsers the first, so such a body is ambiguous. `text` is valid JSON. */
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
    // A lone surrogate has no UTF-8 form, so two different texts would have the same hash. UTF-8 can't carry it, but an escape can.
    if (token.startsWith('"') && token.includes('\\u') && !JSON.parse(token).isWellFormed()) return 'A text is not well-formed Unicode.'
    if (open.length > DEEPEST) return 'This is nested too deeply.'
  }
  return undefined
}
