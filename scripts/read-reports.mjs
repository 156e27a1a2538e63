/** Reads the JSON reports of Vitest and Playwright: how many tests passed and failed, and a remark for each test that did not pass at the first try. */
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './run.mjs'

function remark(isFailed, title, message = '', file) {
  const [firstLine] = stripVTControlCharacters(message).split('\n')
  return `${isFailed ? 'failed' : 'passed at the second try'}: ${title} (${file}): ${firstLine}`
}

/** A file that could not be read, or whose setup failed, counts as one test. */
function readFile({ name, status, message, assertionResults }) {
  const file = relative(root, name)
  const remarks = assertionResults
    .filter(({ failureMessages }) => failureMessages.length > 0)
    .map((test) => remark(test.status === 'failed', test.fullName, test.failureMessages[0], file))
  const isBroken = status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  return { broken: isBroken ? 1 : 0, remarks: isBroken ? [...remarks, remark(true, 'the file itself', message, file)] : remarks }
}

export function readVitest({ numPassedTests, numFailedTests, testResults }) {
  const files = testResults.map(readFile)
  const broken = files.reduce((sum, file) => sum + file.broken, 0)
  return { passed: numPassedTests, failed: numFailedTests + broken, remarks: files.flatMap(({ remarks }) => remarks) }
}

const specsOf = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(specsOf)]

export function readPlaywright(report) {
  const remarks = specsOf(report).flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'flaky' || status === 'unexpected')
      .map(({ status, results }) => remark(status === 'unexpected', title, results.find(({ error }) => error)?.error.message, file)),
  )
  return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected, remarks }
}
