/** The part of the report about the widget in a browser. */
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import { median } from '../statistics.ts'
import type { Requested, WidgetResult } from './widget.ts'

const MOST_SECONDS = 0.9
const MOST_IN_A_ROW = 3

export function describeWidget({ ms, requests }: WidgetResult): Section {
  const seconds = median(ms) / 1000
  const twice = requests.filter(({ path }, place) => requests.findIndex((other) => other.path === path) !== place)
  const row = inARow(requests)
  return {
    title: 'The widget’s first choice',
    goals: [
      {
        goal: `The first choice can be made within ${MOST_SECONDS} s, processor at a quarter, 40 ms, 9 Mbit/s, empty cache, script of another origin`,
        found: `${seconds.toFixed(2)} s`,
        met: seconds <= MOST_SECONDS,
      },
      {
        goal: `Nothing is requested twice, and at most ${MOST_IN_A_ROW} requests wait for each other`,
        found: `${twice.length === 0 ? 'nothing' : twice.map(({ path }) => path).join(', ')} twice, ${row} in a row`,
        met: twice.length === 0 && row <= MOST_IN_A_ROW,
      },
    ],
    body: [
      `Chromium, ${ms.length} times, from the page’s address to the first choice on the screen: ${seconds.toFixed(2)} s (median), ${(Math.max(...ms) / 1000).toFixed(2)} s at most. These are the widget’s requests until then, in the run of the median:`,
      table(
        ['request', 'from ms', 'to ms'],
        requests.map(({ path, began, ended }) => [path.replace(/pk_\w+/, 'pk_…'), began.toFixed(0), ended.toFixed(0)]),
      ),
    ],
    plots: {},
  }
}

/** The longest chain of requests, each of which began after the one before it had ended. */
function inARow(requests: readonly Requested[], after = 0): number {
  return Math.max(0, ...requests.filter(({ began }) => began >= after).map(({ ended }) => 1 + inARow(requests, ended)))
}
