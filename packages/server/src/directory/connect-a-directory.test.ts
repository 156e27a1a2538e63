import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { isPasswordHash } from '../crypto/hash-forms.ts'
import { AccountsReplySchema, CallSchema, SetPasswordReplySchema, SiteAccountSchema } from './webhook-calls.ts'

const page = readFileSync(new URL('../../../../docs/connect-a-directory.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/```json (\w+)\n(.*?)```/gs)].map(([, kind = '', text = '']) => ({
  kind,
  body: JSON.parse(text) as unknown,
}))
const of = (wanted: string) => examples.filter(({ kind }) => kind === wanted).map(({ body }) => body)

it('docs/connect-a-directory.md shows every call as it is made', () => {
  const calls = of('call').map((body) => v.parse(CallSchema, body))
  expect(calls.map(({ type }) => type)).toEqual(CallSchema.options.map(({ entries }) => entries.type.literal))
  const hashes = calls.flatMap((call) => (call.type === 'account.set-password' ? [call.data.passwordHash] : []))
  expect(hashes.map(isPasswordHash)).toEqual([true])
})

it('docs/connect-a-directory.md shows answers that are understood, every field of them', () => {
  // Strict here: an example with a field that nobody reads would mislead.
  const strict = v.object({ accounts: v.array(v.strictObject(SiteAccountSchema.entries)) })
  const accounts = of('accounts').map((body) => v.parse(v.intersect([AccountsReplySchema, strict]), body).accounts)
  expect(accounts.map(({ length }) => length)).toEqual([1, 0])
  expect(Object.keys(accounts[0]?.[0] ?? {}).toSorted()).toEqual(Object.keys(SiteAccountSchema.entries).toSorted())
  expect(of('result').map((body) => v.parse(SetPasswordReplySchema, body).result)).toEqual(SetPasswordReplySchema.entries.result.options)
})
