/** Each table of words in the console has every language, and no sentence of it is left in English. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { consoleLanguages } from '../packages/core/src/said-to-operators.ts'
import { root } from './run.mjs'

/** Words that are the same in another language. Add one here only if a native speaker would use it. */
const SAME = {
  de: ['Browser', 'Captcha', 'Code', 'Format', 'live', 'Logo', 'Name', 'Operator', 'Origins', 'Passkey', 'Webhook', 'Webhooks'],
}

const sources = execFileSync('git', ['ls-files', 'apps/admin/src', 'packages/core/src/said-to-operators.ts'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => /\.(ts|svelte)$/.test(file))

/** Of a page of Svelte: its script. */
const scriptOf = (text) => /<script[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? ''
function parse(file) {
  const text = readFileSync(join(root, file), 'utf8')
  return ts.createSourceFile(file, file.endsWith('.svelte') ? scriptOf(text) : text, ts.ScriptTarget.Latest, true)
}

const nameOf = ({ name }) => (name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined)

/** Objects that have a property for each language: `{ en: …, de: … }`, or `{ en, de }` of constants in the same file. */
function tablesIn(source) {
  const constants = new Map()
  const tables = []
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) constants.set(node.name.text, node.initializer)
    if (ts.isObjectLiteralExpression(node)) {
      const parts = new Map(node.properties.map((part) => [nameOf(part), part]))
      if (consoleLanguages.every((language) => parts.has(language))) tables.push(parts)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const initialOf = (part) => (ts.isShorthandPropertyAssignment(part) ? constants.get(part.name.text) : part.initializer)
  return tables.map((parts) => Object.fromEntries(consoleLanguages.map((language) => [language, initialOf(parts.get(language))])))
}

const plain = (node) => (node && (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) ? plain(node.expression) : node)

/** What is said, by its place in the table; `${…}` is what somebody gives. */
function saidIn(node, place = '') {
  const value = plain(node)
  if (value && ts.isObjectLiteralExpression(value))
    return value.properties.flatMap((part) => saidIn(part.initializer, [place, nameOf(part)].filter(Boolean).join('.')))
  if (!value) return []
  const text = value.getText().replaceAll(/\$\{[^{}]*\}/g, '…')
  const words = [...text.matchAll(/'((?:[^'\\]|\\.)*)'|`([^`]*)`/g)].map(([, quoted, template]) => quoted ?? template)
  return [[place, words.filter((one) => /\p{L}{2}/u.test(one)).join(' | ')]]
}

const said = sources.flatMap((file) =>
  tablesIn(parse(file)).flatMap(({ en, ...others }) => {
    const english = new Map(saidIn(en))
    return Object.entries(others).flatMap(([language, table]) =>
      saidIn(table).map(([place, words]) => ({ file, language, place, words, english: english.get(place) })),
    )
  }),
)

test('the tables of words are found', () => {
  expect(said.length).toBeGreaterThan(800)
  expect(new Set(said.map(({ file }) => file)).size).toBeGreaterThan(50)
})

test.each(consoleLanguages.filter((language) => language !== 'en'))(
  'nothing in %s is left in English, but for words that are the same',
  (language) => {
    const left = said.filter(
      (one) => one.language === language && one.words && one.words === one.english && !SAME[language]?.includes(one.words),
    )
    expect(left.map(({ file, place, words }) => `${file}, ${place}: ${words}`)).toEqual([])
  },
)

test('no exception is left over', () => {
  for (const [language, words] of Object.entries(SAME)) {
    const used = new Set(said.filter((one) => one.language === language && one.words === one.english).map((one) => one.words))
    expect(words.filter((word) => !used.has(word))).toEqual([])
  }
})
