/** The part of the report about the audit log. */
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import type { RecordResult, WriterCost } from './record.ts'

/** By the number of writers at once. */
const MOST_PERCENT: Partial<Record<number, number>> = { 1: 40, 64: 8 }

const percent = (plain: WriterCost, chained: WriterCost): number => 100 * (chained.cpuMicros / plain.cpuMicros - 1)
const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(1)} %`

export function describeRecord({ writes, rounds, writers, events, checkpoints, verifySeconds, pages }: RecordResult): Section {
  const perMinute = (events / verifySeconds) * 60
  const slowest = Math.max(...pages.map(({ p99 }) => p99))
  return {
    title: 'The audit log',
    goals: [
      ...writers.flatMap(({ atOnce, plain, chained }) => {
        const most = MOST_PERCENT[atOnce]
        if (most === undefined) return []
        const cost = percent(plain, chained)
        const goal = `Chain and checkpoints cost at most ${most} % more processor time for each write, with ${atOnce} at once`
        return [{ goal, found: signed(cost), met: cost <= most }]
      }),
      {
        goal: 'Verification of a million events a minute',
        found: `${(perMinute / 1e6).toFixed(1)} million a minute, over ${events.toLocaleString('en')} events`,
        met: perMinute >= 1e6,
      },
      {
        goal: 'A page of the audit log in under 100 ms, p99',
        found: `${slowest.toFixed(1)} ms at most, over ${events.toLocaleString('en')} events`,
        met: slowest < 100,
      },
    ],
    body: [
      `Each write spends a limit, changes a row and logs one event. The table shows the median of ${rounds} rounds of ${writes.toLocaleString('en')} writes, plain and chained in turns, with the database in memory, so that no disk hides the work. *Plain* inserts each event by itself, with no chain and no checkpoint. *Chained* is the product: one insert for all events of a commit, a keyed digest for each, and signed checkpoints. The processor time includes the checkpoint of the last events.`,
      table(
        ['writing at once', 'plain µs', 'chained µs', 'difference', 'plain writes/s', 'chained writes/s'],
        writers.map(({ atOnce, plain, chained }) => [
          atOnce,
          plain.cpuMicros.toFixed(0),
          chained.cpuMicros.toFixed(0),
          signed(percent(plain, chained)),
          plain.perSecond.toFixed(0),
          chained.perSecond.toFixed(0),
        ]),
      ),
      `Verification read ${events.toLocaleString('en')} events and ${checkpoints.toLocaleString('en')} checkpoints in ${verifySeconds.toFixed(1)} s: every link, every Merkle root, every signature.`,
      table(
        ['a page of fifty by', 'median ms', 'p99 ms'],
        pages.map(({ filter, p50, p99 }) => [filter, p50.toFixed(2), p99.toFixed(2)]),
      ),
    ],
    plots: {},
  }
}
