/** Describes what an hour of load leaves behind. */
import { curves } from '../plot.ts'
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import { median } from '../statistics.ts'
import type { SoakResult, SoakSample } from './soak.ts'

/** How much the last quarter may differ from the second: the first one fills caches. */
const FLAT = 1.1
/** What is so small that its share says nothing. */
const measures = [
  { key: 'rss', name: 'memory', unit: 'MiB', per: 2 ** 20, trifle: 0 },
  { key: 'log', name: 'write-ahead log', unit: 'MiB', per: 2 ** 20, trifle: 2 ** 20 },
  { key: 'handles', name: 'open files and sockets', unit: '', per: 1, trifle: 5 },
  { key: 'lagP99', name: 'event-loop lag, p99', unit: 'ms', per: 1, trifle: 2 },
] as const satisfies readonly { key: keyof SoakSample; name: string; unit: string; per: number; trifle: number }[]

export function describeSoak({ minutes, possible, perSecond, failed, samples }: SoakResult): Section {
  const quarter = (nth: number) => samples.slice((samples.length * (nth - 1)) / 4, (samples.length * nth) / 4)
  const found = measures.map((measure) => {
    const of = (some: readonly SoakSample[]): number => median(some.map((sample) => sample[measure.key]))
    const [second, last] = [of(quarter(2)), of(quarter(4))]
    return { ...measure, second, last, isFlat: last <= second * FLAT || last - second <= measure.trifle }
  })
  const shown = (value: number, { per, unit }: { per: number; unit: string }): string => `${(value / per).toFixed(1)} ${unit}`.trim()
  return {
    title: `${minutes} minutes at half load`,
    goals: [
      ...found.map((one) => ({
        goal: `${one.name} stays flat`,
        found: `${shown(one.second, one)} in the second quarter, ${shown(one.last, one)} in the last`,
        met: one.isFlat,
      })),
      { goal: 'no recovery fails at half load', found: `${failed} failed`, met: failed === 0 },
    ],
    body: [
      `${perSecond.toFixed(0)} recoveries a second from the first click to the code, half of the ${possible.toFixed(0)} that the server can do. Flat: the last quarter is at most ${((FLAT - 1) * 100).toFixed(0)} % above the second.`,
      table(
        ['measure', 'second quarter', 'last quarter', 'most'],
        found.map((one) => [
          one.name,
          shown(one.second, one),
          shown(one.last, one),
          shown(Math.max(...samples.map((sample) => sample[one.key])), one),
        ]),
      ),
    ],
    plots: Object.fromEntries(
      measures.map(({ key, name, unit, per }) => [
        `soak-${key.toLowerCase()}`,
        curves(
          `${name[0]?.toUpperCase()}${name.slice(1)}${unit && `, in ${unit}`}`,
          [{ label: '', ours: true, points: samples.map((sample) => ({ x: sample.at / 60, y: sample[key] / per })) }],
          { along: 'minutes' },
        ),
      ]),
    ),
  }
}
