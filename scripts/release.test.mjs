/** What `npm run release` writes, on the repository's own files. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breakingSince, readChangelog, SECTIONS } from './changelog.mjs'
import { closeChangelog, filesOf, leastVersion, whyNot } from './release.mjs'
import { root } from './run.mjs'

const read = (file) => readFileSync(join(root, file), 'utf8')
const changelogWith = (last, ...sections) =>
  `# Changelog\n\n## [Unreleased]\n\n${sections.map((title) => `### ${title}\n\n* One thing.\n  And more of it.\n* Another.\n\n`).join('')}## [${last}] - 2026-11-27\n\nThe first.\n`

describe('CHANGELOG.md', () => {
  const versions = readChangelog(read('CHANGELOG.md'))

  test('begins with Unreleased, and has only the sections of Keep a Changelog, and Breaking, in their order', () => {
    expect(versions[0].version).toBe('Unreleased')
    for (const { version, sections } of versions)
      expect(Object.keys(sections), version).toEqual(SECTIONS.filter((title) => Object.hasOwn(sections, title)))
  })

  test('ends with the version that the packages have, and gives each a date', () => {
    expect(versions[1].version).toBe(JSON.parse(read('packages/server/package.json')).version)
    for (const { version, date } of versions.slice(1)) expect(date, version).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  test('is read item by item', () => {
    const [unreleased] = readChangelog(changelogWith('0.1.0', 'Added'))
    expect(unreleased.sections).toEqual({ Added: ['One thing.\n  And more of it.', 'Another.'] })
  })
})

test('breaking changes are collected from every version since the last stored release, and from no older one', () => {
  const entry = (version, item) => `## [${version}]${item ? `\n\n### Breaking\n\n* ${item}` : ''}\n\n`
  const changelog = `# Changelog\n\n${[['Unreleased', 'A'], ['0.10.0', 'B'], ['0.2.1'], ['0.2.0', 'C'], ['0.1.0', 'D']].map((one) => entry(...one)).join('')}`
  expect(breakingSince(changelog, '0.1')).toEqual(['A', 'B', 'C'])
  expect(breakingSince(changelog, '0.2')).toEqual(['A', 'B'])
  expect(breakingSince(changelog, '0.10')).toEqual(['A'])
})

describe('the next version', () => {
  test.each([
    ['0.1.0', ['Fixed'], '0.1.1'],
    ['0.1.0', ['Security', 'Fixed'], '0.1.1'],
    ['0.1.9', ['Fixed', 'Added'], '0.2.0'],
    ['0.9.3', ['Breaking'], '0.10.0'],
    ['1.4.2', ['Fixed'], '1.4.3'],
    ['1.4.2', ['Deprecated'], '1.5.0'],
    ['1.4.2', ['Removed'], '1.5.0'],
    ['1.4.2', ['Breaking', 'Added'], '2.0.0'],
  ])('after %s with %j is at least %s', (last, sections, least) => {
    expect(leastVersion(changelogWith(last, ...sections))).toBe(least)
  })

  test.each([
    ['0.1.1', /too low.* 0\.2\.0/],
    ['0.1.0', /too low/],
    ['0.2', /no version/],
    ['v0.2.0', /no version/],
    ['', /no version/],
  ])('is refused: %s', (version, reason) => {
    expect(whyNot(version, changelogWith('0.1.0', 'Added'))).toMatch(reason)
  })

  test.each(['0.2.0', '0.2.1', '0.10.0', '1.0.0'])('may be %s', (version) => {
    expect(whyNot(version, changelogWith('0.1.0', 'Added'))).toBeUndefined()
  })

  test('needs at least one entry', () => {
    expect(whyNot('0.2.0', changelogWith('0.1.0'))).toMatch(/nothing under Unreleased/)
  })
})

test('every package, their dependencies on each other, the lockfile and the changelog get the version, and nothing else changes', () => {
  const now = JSON.parse(read('packages/server/package.json')).version
  const files = filesOf('7.8.9', '2027-01-02', read)
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['package.json', 'packages/core/package.json', 'e2e/package.json', 'bench/package.json']),
  )
  for (const [file, text] of Object.entries(files).filter(([file]) => file.endsWith('package.json'))) {
    const { version = '7.8.9', dependencies, devDependencies } = JSON.parse(text)
    const own = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => name.startsWith('@regain/'))
    expect([version, ...own.map(([, wanted]) => wanted)], file).toEqual(Array(own.length + 1).fill('7.8.9'))
  }
  for (const [file, text] of Object.entries(files)) {
    const back = file === 'CHANGELOG.md' ? text : text.replaceAll('"7.8.9"', `"${now}"`)
    expect(back, file).toBe(file === 'CHANGELOG.md' ? closeChangelog(read(file), '7.8.9', '2027-01-02') : read(file))
  }
  const [unreleased, closed] = readChangelog(files['CHANGELOG.md'])
  expect([unreleased.sections, closed.version, closed.date]).toEqual([{}, '7.8.9', '2027-01-02'])
  expect(closed.sections).toEqual(readChangelog(read('CHANGELOG.md'))[0].sections)
})
