/** The part of the report about the console. */
import { intervals } from '../plot.ts'
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import type { ConsoleResult } from './console.ts'

const MOST_MS = 100
const many = (count: number): string => count.toLocaleString('en')

export function describeConsole({ accounts, attempts, events, generatedSeconds, bytes, load, questions }: ConsoleResult): Section {
  const slowest = questions.reduce((worst, one) => (one.p99 > worst.p99 ? one : worst))
  return {
    title: 'The console',
    goals: [
      {
        goal: `Every query of the console in under ${MOST_MS} ms, p99, during recoveries`,
        found: `${slowest.p99.toFixed(1)} ms at most (${slowest.question}), over ${many(attempts)} attempts`,
        met: slowest.p99 < MOST_MS,
      },
    ],
    body: [
      `A realm of ${many(accounts)} accounts with a history of ${many(attempts)} attempts of 89 days with ${many(events)} events (${(bytes / 2 ** 30).toFixed(1)} GiB, made in ${generatedSeconds.toFixed(0)} s; one attempt in five named nobody). An owner with a session sends each query over HTTP, one after the other in turns, while ${load.perSecond.toFixed(0)} attempts a second run from the first click to the code on the same server.`,
      table(
        ['question', 'median ms', 'p99 ms', 'worst ms'],
        questions.map(({ question, p50, p99, worst }) => [question, p50.toFixed(2), p99.toFixed(2), worst.toFixed(2)]),
      ),
    ],
    plots: {
      console: intervals(
        'Queries of the console: median, and up to p99, ms',
        questions.map(({ question, p50, p99 }) => ({ label: question, value: p50, low: p50, high: p99, ours: true })),
        { from: 0, to: 2 * MOST_MS, goals: [MOST_MS], unit: '' },
      ),
    },
  }
}
