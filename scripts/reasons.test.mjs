/** Every reason that code, tests and documents give can be found in this repository: requirements, decisions and files. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run.mjs'

const PAGE = 'docs/requirements.md'
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
const texts = tracked
  .filter((file) => /\.(md|ts|mjs|js|cjs|svelte|css|sql|yml)$/.test(file) && file !== 'scripts/reasons.test.mjs')
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

/** The place of a match: `file: match`. */
const found = (pattern, select = () => true) =>
  texts
    .filter(({ file }) => select(file))
    .flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([match, name]) => ({ file, name: name ?? match })))

const exists = (path) => tracked.some((file) => file === path || file.endsWith(`/${path}`))
const sayWhere = (findings) => [...new Set(findings.map(({ file, name }) => `${file}: ${name}`))]

test('every requirement that is cited is on the page of requirements, and every one on the page is cited', () => {
  const cited = found(/\bR-\d{3,4}\b/g, (file) => file !== PAGE)
  const listed = [...readFileSync(join(root, PAGE), 'utf8').matchAll(/^\| (R-\d+) \|/gm)].map(([, id]) => id)
  expect(listed).toEqual([...new Set(listed)].sort((one, other) => one.slice(2) - other.slice(2)))
  expect(sayWhere(cited.filter(({ name }) => !listed.includes(name)))).toEqual([])
  expect(listed.filter((id) => !cited.some(({ name }) => name === id))).toEqual([])
})

test('every cited decision exists', () => {
  const numbers = tracked.flatMap((file) => /^docs\/adr\/(\d{4})-/.exec(file)?.[1] ?? [])
  const cited = found(/(?:\bADRs? |docs\/adr\/|\[ADR )(\d{4})\b/g)
  expect(cited.length).toBeGreaterThan(20)
  expect(sayWhere(cited.filter(({ name }) => !numbers.includes(name)))).toEqual([])
})

test('every document that is named is in the repository', () => {
  const named = found(/(?<![\w*`$}/-])((?:[\w-]+\/)*[\w-]+\.md)\b/g)
  expect(named.length).toBeGreaterThan(20)
  expect(sayWhere(named.filter(({ name }) => !exists(name)))).toEqual([])
})

test('every source file that a document names is in the repository', () => {
  // Guides name files that their reader creates; `xx` and VERSION are placeholders.
  const isMade = ({ file, name }) => /^docs\/(add-a-|sign-in\.)/.test(file) || /\bxx\b|VERSION/.test(name)
  const named = found(/`((?:[\w()[\]-]+\/)*[\w-]+\.(?:ts|mjs|css|svelte))`/g, (file) => file.endsWith('.md'))
  const whole = (name) => name.replace(/^core\//, 'core/src/')
  expect(named.length).toBeGreaterThan(20)
  expect(sayWhere(named.filter((one) => !isMade(one) && !exists(whole(one.name))))).toEqual([])
})

test('every folder that a document names is in the repository, or is built', () => {
  const named = found(/`((?:[\w-]+\/)+)`/g, (file) => file.endsWith('.md'))
  const isFolder = (name) => tracked.some((file) => `/${file}`.includes(`/${name.replace(/^core\//, 'core/src/')}`))
  expect(named.length).toBeGreaterThan(20)
  expect(sayWhere(named.filter(({ name }) => !/\bxx\b|\bdist\//.test(name) && !isFolder(name)))).toEqual([])
})

test('no reason refers to a list outside of the repository', () => {
  expect(
    sayWhere(
      found(/\b[Ii]ssue \d+\b|\b(?:an?|the|this) issue (?:asks|says|wants)\b|\b(?:ADMIN|BROW|CODE|ENUM|FAULT|FLOW|MAIL|RATE)-\d{2}\b/g),
    ),
  ).toEqual([])
})
