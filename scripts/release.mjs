/** `npm run release 0.2.0`: writes the version into every package and the lockfile, and closes the changelog's *Unreleased*. It commits and publishes nothing. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readChangelog } from './changelog.mjs'
import { root } from './run.mjs'

/** The kind of a change, by its section in the changelog. */
const STEPS = {
  Breaking: 'major',
  Added: 'minor',
  Changed: 'minor',
  Deprecated: 'minor',
  Removed: 'minor',
  Fixed: 'patch',
  Security: 'patch',
}

const numbersOf = (version) => /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number)

/** The lowest version that Semantic Versioning allows next. Before 1.0 a breaking change raises the minor version, and nothing raises the major one. */
export function leastVersion(changelog) {
  const [unreleased, last] = readChangelog(changelog)
  const told = Object.keys(unreleased.sections).map((title) => STEPS[title])
  const [major, minor, patch] = numbersOf(last.version)
  if (told.includes('major') && major > 0) return `${major + 1}.0.0`
  if (told.includes('major') || told.includes('minor')) return `${major}.${minor + 1}.0`
  return `${major}.${minor}.${patch + 1}`
}

const isLess = (one, other) => {
  const place = one.findIndex((number, at) => number !== other[at])
  return place !== -1 && one[place] < other[place]
}

/** Why this version can't be next; undefined: it can. */
export function whyNot(version, changelog) {
  const numbers = numbersOf(version)
  if (!numbers) return `"${version}" is no version such as 0.2.0.`
  const [unreleased] = readChangelog(changelog)
  if (Object.values(unreleased.sections).flat().length === 0) return 'CHANGELOG.md has nothing under Unreleased.'
  const least = leastVersion(changelog)
  return isLess(numbers, numbersOf(least)) ? `${version} is too low: after what CHANGELOG.md says the next version is ${least}.` : undefined
}

export const closeChangelog = (text, version, date) => text.replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${date}\n`)

/** Our own packages depend on the exact version of each other. */
const ownDependencies = (all, version) =>
  all && Object.fromEntries(Object.entries(all).map(([name, wanted]) => [name, name.startsWith('@regain/') ? version : wanted]))

/** A package.json, or its entry in the lockfile. */
export function setVersion(manifest, version) {
  const { dependencies, devDependencies } = manifest
  return {
    ...manifest,
    ...('version' in manifest && { version }),
    ...(dependencies && { dependencies: ownDependencies(dependencies, version) }),
    ...(devDependencies && { devDependencies: ownDependencies(devDependencies, version) }),
  }
}

export const setLockedVersions = (lock, version) => ({
  ...lock,
  packages: Object.fromEntries(
    Object.entries(lock.packages).map(([place, manifest]) => [
      place,
      place === '' || place.startsWith('node_modules/') ? manifest : setVersion(manifest, version),
    ]),
  ),
})

/** The new content of every file that contains the version. */
export function filesOf(version, date, read) {
  const manifests = execFileSync('git', ['ls-files', 'package.json', '*/package.json'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`
  return {
    ...Object.fromEntries(manifests.map((file) => [file, json(setVersion(JSON.parse(read(file)), version))])),
    'package-lock.json': json(setLockedVersions(JSON.parse(read('package-lock.json')), version)),
    'CHANGELOG.md': closeChangelog(read('CHANGELOG.md'), version, date),
  }
}

if (process.argv[1] === import.meta.filename) {
  const [version = ''] = process.argv.slice(2)
  const read = (file) => readFileSync(join(root, file), 'utf8')
  const refusal = whyNot(version, read('CHANGELOG.md'))
  if (refusal) {
    console.error(refusal)
    process.exit(1)
  }
  const files = filesOf(version, new Date().toISOString().slice(0, 10), read)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text)
  console.log(`The version is ${version} now. What comes next: docs/release.md.`)
}
