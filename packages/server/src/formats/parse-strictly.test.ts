import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problems/problem.ts'
import { parseStrictly } from './parse-strictly.ts'

describe('a JSON body', () => {
  it('has one meaning: no key occurs twice, in any spelling', () => {
    for (const text of ['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"b":{"a":1,"a":2}}'])
      expect(() => parseStrictly(text), text).toThrow(ProblemError)
    expect(parseStrictly('{"a":{"a":1},"b":[{"a":1},{"a":2}],"c":"a\\":"}')).toEqual({ a: { a: 1 }, b: [{ a: 1 }, { a: 2 }], c: 'a":' })
  })
  it('can’t reach a prototype', () => {
    for (const text of ['{"__proto__":{}}', '{"constructor":1}', '{"a":{"\\u005f_proto__":1}}'])
      expect(() => parseStrictly(text), text).toThrow(ProblemError)
  })
  it('contains no half of a character', () => {
    for (const text of ['{"a":"\\ud800"}', '["\\udfffx"]', '{"\\ud83d":1}']) expect(() => parseStrictly(text), text).toThrow(ProblemError)
    expect(parseStrictly('{"a":"\\ud83d\\ude00"}')).toEqual({ a: '😀' })
  })
  it('has limited depth and valid characters', () => {
    for (const text of ['['.repeat(9) + ']'.repeat(9), '{', '', 'NaN', '{"a":1}x'])
      expect(() => parseStrictly(text), text).toThrow(ProblemError)
  })
})
