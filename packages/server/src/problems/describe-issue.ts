/** Says what is wrong with a value and where, for the sender. It never repeats the value, which may be a password. */
import * as v from 'valibot'

export const describeIssue = (issue: v.BaseIssue<unknown>): { path: string; message: string } => ({
  path: v.getDotPath(issue) ?? '',
  message: messageOf(issue),
})

function messageOf({ type, expected, received, requirement, message }: v.BaseIssue<unknown>): string {
  // For an object: valibot expects a missing property by its own name.
  if (expected === 'never') return 'is not a known property'
  if (type.endsWith('object') && received === 'undefined' && expected !== 'Object') return 'is missing'
  if (type === 'min_length') return `is too short: expected at least ${requirement}`
  if (type === 'max_length') return `is too long: expected at most ${requirement}`
  if (type === 'iso_timestamp') return 'expected a time such as 2026-11-24T09:00:00.000Z'
  // A check has its own sentence in the schema.
  if (type === 'check' || type === 'partial_check') return message
  return `expected ${expected ?? 'something else'}`
}
