/** Describes the storm. */
import type { Row } from '../plot.ts'
import { curves, intervals } from '../plot.ts'
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import type { StormResult } from './storm.ts'

const MOST_MS = 1000
const MOST_MIB = 160 * 1.2
const SAME = 0.1

const mib = (bytes: number): number => Math.round(bytes / 2 ** 20)
const whole = (number: number): string => Math.round(number).toLocaleString('en')

export function describeStorm(result: StormResult): Section {
  const { seconds, times, connections, possible, perSecond, answered, refused, rss, probes, before, after, course } = result
  const names = Object.keys(probes) as (keyof typeof probes)[]
  const failed = names.reduce((sum, name) => sum + probes[name].failed, 0)
  const asked = names.reduce((sum, name) => sum + probes[name].asked, 0)
  const again = after.perSecond / before.perSecond
  const row = (label: string, { p50, p99 }: { p50: number; p99: number }, ours: boolean): Row => ({
    label,
    value: p99,
    low: p50,
    high: p99,
    ours,
  })
  return {
    title: 'A storm',
    goals: [
      {
        goal: `${times} times the possible rate: what is answered takes under ${MOST_MS} ms (p99)`,
        found: `${whole(answered.p99)} ms`,
        met: answered.p99 < MOST_MS,
      },
      {
        goal: 'everything else is refused with 503 and Retry-After, and nothing fails',
        found: `${whole(perSecond.refused)} refused and ${whole(perSecond.failed)} failed a second`,
        met: perSecond.failed === 0 && result.allRefusalsSayWhen,
      },
      { goal: `memory in the storm: at most ${MOST_MIB} MiB`, found: `${mib(rss)} MiB`, met: mib(rss) <= MOST_MIB },
      { goal: 'health checks and the live list stay up', found: `${failed} of ${asked} failed`, met: failed === 0 },
      {
        goal: 'ten seconds later as fast as before',
        found: `${again.toFixed(2)} times the rate`,
        met: again >= 1 - SAME,
      },
    ],
    body: [
      `A server can begin ${whole(possible)} attempts a second. For ${seconds} seconds ${whole(perSecond.due)} a second were due, over ${connections} connections and from a hundred thousand addresses, whether or not earlier ones were answered. What was due while every connection waited was not sent.`,
      table(
        ['a second', 'due', 'sent', 'answered', 'refused', 'failed'],
        [['attempts', ...[perSecond.due, perSecond.sent, perSecond.answered, perSecond.refused, perSecond.failed].map(whole)]],
      ),
      table(
        ['during the storm', 'p50 ms', 'p99 ms', 'asked', 'failed'],
        [
          ['answered', whole(answered.p50), whole(answered.p99), '', ''],
          ['refused', whole(refused.p50), whole(refused.p99), '', ''],
          ...names.map((name) => {
            const { p50, p99, asked, failed } = probes[name]
            return [name, whole(p50), whole(p99), String(asked), String(failed)]
          }),
        ],
      ),
      table(
        ['a code, from the first click (4 requests)', 'per second', 'p50 ms', 'p99 ms', 'memory'],
        [['before', before] as const, ['ten seconds after', after] as const].map(([name, burst]) => [
          name,
          whole(burst.perSecond),
          whole(burst.p50),
          whole(burst.p99),
          `${mib(burst.rss)} MiB`,
        ]),
      ),
    ],
    plots: {
      'storm': intervals(
        'Waits during the storm, in ms: from the median to the 99th percentile',
        [
          row('answered', answered, true),
          row('refused', refused, true),
          ...names.map((name) => row(name, probes[name], true)),
          row('a code before the storm', before, false),
          row('a code ten seconds after', after, false),
        ],
        { from: 0, to: Math.max(1.2 * MOST_MS, 1.1 * answered.p99), goals: [MOST_MS], unit: '' },
      ),
      'storm-memory': curves(
        'Memory during the storm, in MiB',
        [{ label: 'Regain', ours: true, points: course.map(({ at, rss }) => ({ x: at, y: rss / 2 ** 20 })) }],
        { along: 'seconds', goals: [MOST_MIB] },
      ),
    },
  }
}
