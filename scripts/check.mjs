/** `npm run check`: types, lint, format, import rules, file lengths, lockfile, sizes, the last release. Under a minute. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { breakingSince } from './changelog.mjs'
import { compareContracts, untold } from './contract/compare-contracts.mjs'
import { readLastRelease } from './contract/last-release.mjs'
import { readContract } from './contract/read-contract.mjs'
import { brokenImports } from './import-rules.mjs'
import { prepare } from './prepare.mjs'
import { root, run } from './run.mjs'

const MOST_LINES = 300
/** Bytes after gzip, as browsers load them, in any language: the first screen, and all of `forgot-password` with its captchas (see docs/adr/0101). */
const BUDGETS = { first: 12_000, whole: 23_000 }

const bin = (name) => join('node_modules', '.bin', name)
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
const read = (file) => readFileSync(join(root, file), 'utf8')

function fileLengths() {
  const exempt = /\/texts\/|\.test\.ts$|\.gen\.|^e2e\/|^bench\//
  return tracked
    .filter((file) => /\.(ts|mjs|svelte|css)$/.test(file) && !exempt.test(file))
    .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ file, lines }) => `${file} has ${lines} lines; at most ${MOST_LINES} are easy to read.`)
}

const lockfile = () =>
  /"resolved": "http/.test(read('package-lock.json'))
    ? ['package-lock.json names download addresses: set omit-lockfile-registry-resolved=true and regenerate it.']
    : []

function sizes() {
  const dist = join(root, 'packages/widget/dist')
  const parts = readdirSync(join(dist, 'regain'))
  const gzipped = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
  // The folder may also contain a part of an older build.
  const script = readFileSync(join(dist, 'regain.js'), 'utf8')
  const isNamed = (file) => script.includes(/(\w+)\.js$/.exec(file)?.[1] ?? file)
  const part = (name) => gzipped(join('regain', parts.find((file) => file.startsWith(`${name}-`) && isNamed(file)) ?? name))
  const languages = parts.flatMap((file) => /^(\w\w)-first-/.exec(file)?.[1] ?? [])
  const weights = languages.flatMap((language) => {
    const first = gzipped('regain.js') + part(`${language}-first`)
    return [
      { what: `The first screen in "${language}"`, weight: first, most: BUDGETS.first },
      { what: `All of it in "${language}"`, weight: first + part('steps') + part(`${language}-later`), most: BUDGETS.whole },
    ]
  })
  return weights
    .filter(({ weight, most }) => weight > most)
    .map(({ what, weight, most }) => `${what} weighs ${weight} bytes; ${most} are allowed.`)
}

async function lastRelease() {
  const { release, contract } = readLastRelease()
  const told = breakingSince(read('CHANGELOG.md'), release)
  return untold(compareContracts(contract, await readContract(root)), told).map(
    ({ name, says }) => `Since release ${release}, \`${name}\` ${says}. Keep it, or name it in CHANGELOG.md under Breaking.`,
  )
}

await prepare()
const checks = {
  types: () => run(bin('turbo'), ['run', 'types', '--output-logs=errors-only']),
  'lint and format': () => run(bin('biome'), ['check', '.']),
  'import rules': () => brokenImports(),
  'file lengths': fileLengths,
  lockfile,
  'size budget': sizes,
  'last release': lastRelease,
}
const failed = []
for (const [name, check] of Object.entries(checks)) {
  const result = await check()
  const findings = typeof result === 'number' ? [] : result
  for (const finding of findings) console.error(finding)
  const good = result === 0 || (typeof result !== 'number' && findings.length === 0)
  console.log(`${good ? '✓' : '✗'} ${name}`)
  if (!good) failed.push(name)
}
if (failed.length > 0) {
  console.error(`Not well: ${failed.join(', ')}.`)
  process.exit(1)
}
