/** Describes what growth costs. */
import { curves } from '../plot.ts'
import type { Burst } from '../requests/drive.ts'
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import { median } from '../statistics.ts'
import type { GrowthResult } from './growth.ts'

const SAME = 0.1

const whole = (number: number): string => Math.round(number).toLocaleString('en')
const middle = (bursts: readonly Burst[], key: keyof Burst): number => median(bursts.map((burst) => burst[key]))

export function describeGrowth({ accounts, sizes, purge }: GrowthResult): Section {
  const [smallest, largest] = [sizes[0], sizes.at(-1)]
  const cost = smallest && largest ? middle(largest.bursts, 'cpu') / middle(smallest.bursts, 'cpu') : Number.NaN
  return {
    title: `From ${whole(smallest?.attempts ?? 0)} attempts to ${whole(largest?.attempts ?? 0)}`,
    goals: [
      {
        goal: `a recovery among ${whole(largest?.attempts ?? 0)} attempts costs what it costs among ${whole(smallest?.attempts ?? 0)}, within ${SAME * 100} %`,
        found: `${cost.toFixed(2)} times the processor time`,
        met: cost <= 1 + SAME,
      },
      {
        goal: 'expired attempts are deleted faster than new ones can arrive',
        found: `${whole(purge.perSecond)} deleted and ${whole(purge.arrived)} begun a second`,
        met: purge.perSecond >= purge.arrived,
      },
    ],
    body: [
      `Attempts of 89 days with their events, of ${whole(accounts)} accounts, in a database file on disk. A recovery goes from the first click to the code (4 requests).`,
      table(
        ['attempts', 'database MiB', 'per second', 'ms processor', 'p50 ms', 'p99 ms', 'memory MiB'],
        sizes.map(({ attempts, bytes, bursts }) => [
          whole(attempts),
          whole(bytes / 2 ** 20),
          whole(middle(bursts, 'perSecond')),
          middle(bursts, 'cpu').toFixed(2),
          middle(bursts, 'p50').toFixed(1),
          middle(bursts, 'p99').toFixed(1),
          whole(middle(bursts, 'rss') / 2 ** 20),
        ]),
      ),
      `${whole(purge.expired)} of the largest database’s attempts had expired when a server started. It deleted ${whole(purge.perSecond)} of them a second, while ${purge.callers} callers began ${whole(purge.arrived)} new ones a second, as fast as they were answered.`,
    ],
    plots: {
      growth: curves(
        'Processor time of a recovery, in ms',
        [{ label: 'Regain', ours: true, points: sizes.map(({ attempts, bursts }) => ({ x: attempts, y: middle(bursts, 'cpu') })) }],
        { along: 'attempts in the database', isLog: true },
      ),
    },
  }
}
