/** Describes what several processes do together. */
import { curves } from '../plot.ts'
import type { Burst } from '../requests/drive.ts'
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import { median } from '../statistics.ts'
import type { ProcessesResult } from './processes.ts'
import { kinds } from './processes.ts'

const MOST_SECONDS = 5

const middle = (bursts: readonly Burst[], key: keyof Burst): number => median(bursts.map((burst) => burst[key]))

export function describeProcesses({ callers, runs, takeover, held }: ProcessesResult): Section {
  return {
    title: 'Several processes',
    goals: kinds.map((kind) => {
      const worst = Math.max(...takeover[kind])
      return {
        goal: `on ${kind}: another process has sent what a dead one held within ${MOST_SECONDS} s`,
        found: `${worst.toFixed(1)} s at most`,
        met: worst <= MOST_SECONDS,
      }
    }),
    body: [
      `Codes from the first click (4 requests), by ${callers} callers over all processes. All processes, sqld, the callers and the mail server share the cores of one machine, so the curve shows what the database allows, and not what more machines would add. Processor time and memory are of all servers together, without sqld.`,
      table(
        ['database', 'processes', 'per second', 'ms processor', 'p50 ms', 'p99 ms', 'memory MiB'],
        kinds.flatMap((kind) =>
          runs[kind].map(({ processes, bursts }) => [
            kind,
            processes,
            middle(bursts, 'perSecond').toFixed(0),
            middle(bursts, 'cpu').toFixed(2),
            middle(bursts, 'p50').toFixed(1),
            middle(bursts, 'p99').toFixed(1),
            (middle(bursts, 'rss') / 2 ** 20).toFixed(0),
          ]),
        ),
      ),
      `${held} messages were with a mail server that did not answer when their process died. Another process had delivered all of them after ${kinds.map((kind) => `${median(takeover[kind]).toFixed(1)} s on ${kind}`).join(' and ')} (median of ${takeover.sqld.length}).`,
    ],
    plots: {
      processes: curves(
        'Codes a second, from the first click',
        kinds.map((kind) => ({
          label: kind,
          ours: kind === 'a file',
          points: runs[kind].map(({ processes, bursts }) => ({ x: processes, y: middle(bursts, 'perSecond') })),
        })),
        { along: 'processes', isLog: true },
      ),
    },
  }
}
