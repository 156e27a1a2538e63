/** Reads one line of a file of accounts. A value that can't be read is dropped and reported; the account is imported without it. */
import { type IdentifierKind, ProviderSchema } from '@regain/core'
import * as v from 'valibot'
import { formRefused, unverifiedForm } from '../../crypto/hash-forms.ts'
import { AccountIdSchema } from '../../directory/account-id.ts'
import { parseStrictly } from '../../formats/parse-strictly.ts'
import { readGivenName } from '../../names/given-name.ts'
import { describeIssue } from '../../problems/describe-issue.ts'
import { ProblemError } from '../../problems/problem.ts'
import type { Realm } from '../../sites/realm.ts'
import type { AccountBody } from '../account-body.ts'
import { AccountBodySchema, MOST_NAMES, NameSchema, PlaceSchema } from '../account-body.ts'
import type { ReadBody } from '../put-account.ts'
import { readBody } from '../put-account.ts'

/** What is wrong, and where; never the value. */
export interface Remark {
  /** Empty: the whole line. */
  property: string
  reason: string
}

export interface ReadLine extends ReadBody {
  id: string
  body: AccountBody
  leftOut: Remark[]
  /** The form of a hash that can't be verified and was left out. */
  unverified?: string
}

const LineSchema = v.strictObject({ accountId: AccountIdSchema, ...AccountBodySchema.entries })
type Fields = Record<string, unknown>

/** Returns the account, or why it is refused. `strict`: nothing is left out. */
export function readLine(text: string | undefined, realm: Realm, strict: boolean): ReadLine | Remark[] {
  if (text === undefined) return [{ property: '', reason: 'is too long, or not UTF-8' }]
  try {
    // Accepts a byte order mark and Windows line ends.
    const raw = parseStrictly(text.replace(/^\uFEFF/, '').trim())
    const { fields, leftOut, unverified } = strict ? { fields: raw, leftOut: [] } : setAside(raw, realm)
    const parsed = v.safeParse(LineSchema, fields)
    if (!parsed.success) return [...leftOut, ...parsed.issues.map(describeIssue).map(asRemark).map(sayNoneLeft(leftOut))]
    const { accountId: id, ...body } = parsed.output
    return { id, body, leftOut, ...(unverified && { unverified }), ...readBody(body, realm) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.extras.errors?.map(asRemark) ?? [{ property: '', reason: error.extras.detail ?? 'is not JSON' }]
  }
}

/** A list whose entries were all left out is "too short". */
const sayNoneLeft =
  (leftOut: readonly Remark[]) =>
  (remark: Remark): Remark =>
    remark.property === 'identifiers' && leftOut.some(({ property }) => property.startsWith('identifiers.'))
      ? { ...remark, reason: 'none is left that can be read, and an account needs one' }
      : remark

const asRemark = ({ path, message }: { path: string; message: string }): Remark => ({ property: path, reason: message })

interface Aside {
  fields: unknown
  leftOut: Remark[]
  unverified?: string
}

/** Removes values that the account can do without. Properties that decide permissions (`status`, `assurance`, `privileged`) and unknown ones are never left out. */
function setAside(raw: unknown, realm: Realm): Aside {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { fields: raw, leftOut: [] }
  const fields: Fields = { ...raw }
  const leftOut: Remark[] = []
  for (const [list, schema] of [
    ['identifiers', NameSchema],
    ['destinations', PlaceSchema],
  ] as const) {
    const seen = new Set<string>()
    filter(fields, list, leftOut, (entry) => {
      const parsed = v.safeParse(schema, entry)
      if (!parsed.success) return parsed.issues.map(describeIssue)[0]
      const { value, ...of } = parsed.output
      const kind: IdentifierKind = 'kind' in of ? of.kind : of.channel
      const read = readGivenName(kind, value, realm)
      if (!read.ok) return { path: 'value', message: read.message }
      const key = `${kind} ${list === 'identifiers' ? read.name.value : read.address}`
      if (seen.has(key)) return { path: '', message: 'is given twice' }
      if (seen.size >= MOST_NAMES) return { path: '', message: `is one too many: expected at most ${MOST_NAMES}` }
      seen.add(key)
      return undefined
    })
  }
  const { facts } = AccountBodySchema.entries
  filter(fields, 'signsInWith', leftOut, (entry) => v.safeParse(ProviderSchema, entry).issues?.map(describeIssue)[0])
  if (isFields(fields.facts)) {
    const told: Fields = { ...fields.facts }
    for (const name of Object.keys(told)) drop(told, name, v.safeParse(facts, { [name]: told[name] }).issues, leftOut, 'facts.')
    fields.facts = told
  }
  for (const name of ['locale', 'signsInWith', 'facts', 'password'] as const)
    if (fields[name] !== undefined) drop(fields, name, v.safeParse(AccountBodySchema.entries[name], fields[name]).issues, leftOut)
  return { fields, leftOut, ...setPasswordAside(fields, leftOut) }
}

function setPasswordAside(fields: Fields, leftOut: Remark[]): Pick<Aside, 'unverified'> {
  const { passwordHash } = fields
  if (passwordHash === undefined) return {}
  const isText = v.safeParse(AccountBodySchema.entries.passwordHash, passwordHash).success
  const unverified = isText ? unverifiedForm(String(passwordHash)) : 'a form that is not known'
  if (unverified !== undefined) {
    delete fields.passwordHash
    leftOut.push({ property: 'passwordHash', reason: formRefused(unverified) })
    return { unverified }
  }
  if (fields.password === undefined) return {}
  delete fields.password
  leftOut.push({ property: 'password', reason: 'is not taken beside passwordHash: write one of the two' })
  return {}
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keeps the entries of a list that have no error. */
function filter(fields: Fields, list: string, leftOut: Remark[], wrong: (entry: unknown) => { path: string; message: string } | undefined) {
  const entries = fields[list]
  if (!Array.isArray(entries)) return
  fields[list] = entries.filter((entry, place) => {
    const against = wrong(entry)
    if (!against) return true
    leftOut.push({ property: [list, place, against.path].filter((part) => part !== '').join('.'), reason: against.message })
    return false
  })
}

function drop(fields: Fields, name: string, issues: readonly v.BaseIssue<unknown>[] | undefined, leftOut: Remark[], before = ''): void {
  const issue = issues?.[0]
  if (!issue) return
  delete fields[name]
  leftOut.push({ property: before + name, reason: describeIssue(issue).message })
}
