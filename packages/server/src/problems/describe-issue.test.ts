import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { describeIssue } from './describe-issue.ts'

const BodySchema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(3)),
  kind: v.picklist(['one', 'two']),
  at: v.pipe(v.string(), v.isoTimestamp()),
  inner: v.strictObject({
    even: v.pipe(
      v.number(),
      v.check((number) => number % 2 === 0, 'must be even'),
    ),
  }),
})
const good = { name: 'abc', kind: 'one', at: '2026-11-24T09:00:00.000Z', inner: { even: 2 } }

describe('what is wrong with a value', () => {
  it.each<[string, object, string, string]>([
    ['an unknown property', { ...good, secret: 'x' }, 'secret', 'is not a known property'],
    ['one that is missing', { ...good, name: undefined, kind: undefined }, 'name', 'expected string'],
    ['one that is not there', { name: 'abc', at: good.at, inner: good.inner }, 'kind', 'is missing'],
    ['an object that is not there', { ...good, inner: {} }, 'inner.even', 'is missing'],
    ['one of another type', { ...good, inner: null }, 'inner', 'expected Object'],
    ['a text that is empty', { ...good, name: '' }, 'name', 'is too short: expected at least 1'],
    ['a text that is too long', { ...good, name: 'hush' }, 'name', 'is too long: expected at most 3'],
    ['a word that is none of those known', { ...good, kind: 'hush' }, 'kind', 'expected ("one" | "two")'],
    ['no time', { ...good, at: 'hush' }, 'at', 'expected a time such as 2026-11-24T09:00:00.000Z'],
    ['what a check refuses', { ...good, inner: { even: 3 } }, 'inner.even', 'must be even'],
  ])('is said in words, and without the value: %s', (_, body, path, message) => {
    const [issue] = v.safeParse(BodySchema, body).issues ?? []
    expect(issue && describeIssue(issue)).toEqual({ path, message })
  })
})
