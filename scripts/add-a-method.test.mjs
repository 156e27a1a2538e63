/** Follows `docs/add-a-method.md` word by word: the compiler names each place that the guide lists, and is satisfied when all of them are filled. */
import { afterAll, expect, test } from 'vitest'
import { openGuide, stepsOf } from './follow-guide.mjs'

const { guide, filesOf, follow, complaints, close } = openGuide('add-a-method.md', ['core', 'server', 'widget'])
afterAll(close)

const steps = stepsOf(guide)
const isName = ({ place }) => /[nN]ames = \[/.test(place ?? '')
const names = [...new Set(steps.filter(isName).map(({ text }) => text.replace(/,$/, '')))]
/** A line in a list with one entry for each name. */
const isMember = ({ text }) => names.some((name) => text.startsWith(`${name}:`))

/** Only these files could lack an entry. */
const NAMES_MEMBERS =
  /MethodName|serverMethods|keptWays|[kK]eptMethods|'passkey'|'sms-code'|ownerChanges|OwnerChange|[eE]videnceName|causeNames|Cause\b|Condition\b/

test('a new method, cause or evidence source is its folder and a line in each list: the compiler names what is missing, and the guide says what to write', () => {
  for (const step of steps.filter(isName)) follow(step)
  const named = complaints(NAMES_MEMBERS)
  const lists = new Set(steps.filter(isMember).flatMap(({ path }) => filesOf(path)))
  expect(names).toEqual(["'voice-code'", "'card'", "'app-approval'", "'address-unconfirmed'", "'first-order'"])
  expect(lists.size).toBeGreaterThan(names.length)
  for (const file of lists) expect(named, 'the compiler asks for each').toContainEqual(expect.stringContaining(file))
  for (const step of steps.filter((one) => !isName(one))) follow(step)
  expect(complaints(NAMES_MEMBERS)).toEqual([])
}, 180_000)
