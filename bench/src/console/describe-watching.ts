/** The parts of the report about the console in a browser. */
import { intervals } from '../plot.ts'
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import { median } from '../statistics.ts'
import type { OpeningResult } from './opening.ts'
import type { WatchingResult } from './watching.ts'

const MOST_SECONDS = 1.5
const PER_SECOND = 500
/** The server looks at the audit log once a second. */
const MOST_BEHIND = 2 * PER_SECOND
const MIB = 2 ** 20

export function describeOpening({ attempts, firstScreen }: OpeningResult): Section {
  const screens = firstScreen.map(({ page, ms }) => ({ page, median: median(ms) / 1000, worst: Math.max(...ms) / 1000 }))
  const slowest = screens.reduce((worst, one) => (one.median > worst.median ? one : worst))
  return {
    title: 'The console’s first screens',
    goals: [
      {
        goal: `The first screen shows data within ${MOST_SECONDS} s, processor at a quarter, Fast 4G, empty cache`,
        found: `${slowest.median.toFixed(2)} s (${slowest.page})`,
        met: slowest.median < MOST_SECONDS,
      },
    ],
    body: [
      `Chromium, over ${attempts.toLocaleString('en')} attempts; from the address to the first row or figure. Server and browser share the machine’s cores.`,
      table(
        ['page', 'median s', 'worst s'],
        screens.map(({ page, median, worst }) => [page, median.toFixed(2), worst.toFixed(2)]),
      ),
    ],
    plots: {},
  }
}

export function describeWatching({ attempts, live }: WatchingResult): Section {
  const { samples, seconds, perSecond } = live
  const behind = Math.max(...samples.map((sample) => sample.behind))
  const [first, last] = [samples[0], samples.at(-1)]
  const grown = first && last ? last.heap / first.heap : 1
  return {
    title: 'The console’s live list',
    goals: [
      {
        goal: `The live list keeps up with ${PER_SECOND} events a second`,
        found: `at most ${behind} events behind, at ${perSecond.toFixed(0)} a second`,
        met: behind <= MOST_BEHIND && perSecond > 0.95 * PER_SECOND,
      },
      {
        goal: 'The memory of its tab stays flat',
        found: `${grown.toFixed(2)} times the first sample after ${Math.round(seconds / 60)} minutes`,
        met: grown < 1.1,
      },
    ],
    body: [
      `Chromium, over ${attempts.toLocaleString('en')} attempts, while others start and are cancelled over HTTP; JavaScript memory after a garbage collection.`,
      table(
        ['after s', 'events behind', 'heap MiB', 'nodes'],
        samples.map(({ at, behind, heap, nodes }) => [String(at), String(behind), (heap / MIB).toFixed(1), String(nodes)]),
      ),
    ],
    plots: {
      watching: intervals(
        'Heap of the tab with the live list, MiB',
        samples.map(({ at, heap }) => ({ label: `after ${at} s`, value: heap / MIB, low: 0, high: heap / MIB, ours: true })),
        { from: 0, to: Math.ceil(Math.max(...samples.map(({ heap }) => heap / MIB)) * 1.2), goals: [], unit: '' },
      ),
    },
  }
}
