/** The patterns that docs/words.md forbids occur in no document, text for people, first comment of a source file, or name of a test. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run.mjs'

const PAGE = 'docs/words.md'
/** Files that are not rewritten yet. This list may only get shorter. */
const NOT_YET = []

const read = (file) => readFileSync(join(root, file), 'utf8')
const isNotYet = (file) => NOT_YET.some((surface) => surface.test(file))
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => file !== PAGE && file !== 'scripts/words.test.mjs' && !isNotYet(file))
const patterns = /```patterns\n(.*?)```/s
  .exec(read(PAGE))[1]
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+→ /))
  .map(([pattern, instead]) => ({ pattern: new RegExp(pattern, 'i'), instead }))

/** Code in a document is not prose. */
const proseOf = (text) => text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '`…`')
const firstComment = (text) => /^(?:#!.*\n)?\s*(?:<!--(.*?)-->|\/\*\*?(.*?)\*\/|((?:\/\/.*\n)+))/s.exec(text)?.[0] ?? ''
/** What people read in English: whole files of texts, and the English half of a page's own words. */
const englishOf = (text) => /\ben: \{.*?\n {2,4}\},\n(?= {2,4}de: )/s.exec(text)?.[0] ?? ''

const namesOfTests = (text) =>
  [...text.matchAll(/^\s*(?:it|test|describe)(?:\.\w+)?(?:\([^\n]*?\))?\(\s*(['"`])(.*?)\1/gms)].map(([, , name]) => name).join('\n')

const findings = (file, text) =>
  text
    .split('\n')
    .flatMap((line) => patterns.map(({ pattern, instead }) => ({ match: pattern.exec(line)?.[0], instead })))
    .filter(({ match }) => match)
    .map(({ match, instead }) => `${file}: “${match.trim()}”: write ${instead}`)

const isDocument = (file) => /^[A-Z]+\.md$|^docs\/(adr\/)?[^/]+\.md$|^(packages|examples)\/[\w-]+\/README\.md$/.test(file)
const isSource = (file) => /\.(ts|mjs|js|cjs|svelte|css)$/.test(file) && !/\.gen\.|\/dist\//.test(file)
const isEnglish = (file) => /(^|\/)en(-[\w-]+)?\.ts$|\/en\//.test(file)

test('the list has patterns, and each is a regular expression with advice', () => {
  expect(patterns.length).toBeGreaterThan(25)
  expect(patterns.filter(({ instead }) => !instead)).toEqual([])
  expect(findings('here', 'Whoever holds the passkey of before can sign in.')).toHaveLength(2)
})

test.each([
  ['documents', tracked.filter(isDocument), proseOf],
  ['texts for people', tracked.filter((file) => isSource(file) && isEnglish(file)), (text) => text],
  ['texts beside their page', tracked.filter((file) => isSource(file) && !isEnglish(file)), englishOf],
  ['first comments', tracked.filter(isSource), firstComment],
  ['names of tests', tracked.filter((file) => /\.(test|spec)\.(ts|mjs)$/.test(file)), namesOfTests],
])('%s are in plain words', (_, files, select) => {
  expect(files.flatMap((file) => findings(file, select(read(file))))).toEqual([])
})
