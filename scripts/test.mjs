/** `npm test`: runs everything. The last line counts what passed; the lines above it name what failed. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowsers } from './browsers.mjs'
import { prepare } from './prepare.mjs'
import { readPlaywright, readVitest } from './read-reports.mjs'
import { run } from './run.mjs'

await prepare()
const reports = mkdtempSync(join(tmpdir(), 'regain-reports-'))
// As for the journeys: a test that needs a second try has found something. Here it fails. On CI, where nobody can investigate, it is listed.
const RETRIES = process.env.CI ? 1 : 0
const bin = (name) => join('node_modules', '.bin', name)

async function part(title, command, args, environment, report, read) {
  console.log(`\n── ${title} ──`)
  const status = await run(command, args, environment)
  const counted = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0, remarks: [] }
  // A part that failed without naming a test counts as a failed test.
  return status !== 0 && counted.failed === 0
    ? { ...counted, failed: 1, remarks: [...counted.remarks, `failed: ${title} ended with status ${status}; see above`] }
    : counted
}

function vitest(title, args, environment = {}) {
  const report = join(reports, `${title.replaceAll(' ', '-')}.json`)
  return part(
    title,
    bin('vitest'),
    ['run', `--retry=${RETRIES}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    environment,
    report,
    readVitest,
  )
}

async function journeys() {
  const report = join(reports, 'journeys.json')
  const environment = { ...(await findBrowsers()), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  return await part(
    'journeys in real browsers',
    bin('playwright'),
    ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
    environment,
    report,
    readPlaywright,
  )
}

// On a real libSQL server: whole files about what differs there, and from other rooms the tests whose names say that transactions race.
const places = (list) => list.map((place) => `src/${place}`)
const OF_THE_DATABASE = places([
  ...['audit/keep', 'db/sqld', 'db/upgrade', 'db/write-queue', 'limits/', 'outbox/outbox', 'outbox/takeover'],
  ...['recovery/kills', 'recovery/recovery', 'recovery/two-processes'],
])
const WITH_RACES = places([
  'accounts/',
  'cases/',
  'directory/',
  'events/',
  'methods/',
  'names/',
  'operators/',
  'realms/',
  'recovery/approve',
  'recovery/hold-recovery',
  'recovery/reasons',
  'recovery/review',
  'recovery/set-passkey',
  'security-page/',
  'sign-in/',
  'support/',
  'undo/',
  'upgrade/',
])
const A_RACE = 'at once|same moment|of two|races|against'
const onSqld = (title, args) => vitest(title, ['--project=server', '--maxWorkers=1', ...args], { TEST_DATABASE: 'sqld' })

const results = [
  await vitest('unit and integration', []),
  // sqld is a Linux program.
  ...(process.platform === 'linux' && process.arch === 'x64'
    ? [await onSqld('integration on sqld', OF_THE_DATABASE), await onSqld('races on sqld', [`--testNamePattern=${A_RACE}`, ...WITH_RACES])]
    : []),
  await journeys(),
]
rmSync(reports, { recursive: true, force: true })
const [passed, failed] = ['passed', 'failed'].map((name) => results.reduce((sum, result) => sum + result[name], 0))
console.log(['', ...results.flatMap(({ remarks }) => remarks), `${passed} passed, ${failed} failed`].join('\n'))
process.exit(failed > 0 || passed === 0 ? 1 : 0)
