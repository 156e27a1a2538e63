/** Puts the cost of an idle server into words. */
import type { Idle, IdleResult } from './idle.ts'
import type { Section } from './section.ts'
import { table } from './section.ts'

const MOST_SHARE = 0.002
const MOST_MIB = 90

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
const mib = (bytes: number): number => Math.round(bytes / 2 ** 20)

export function describeIdle({ seconds, codes, regain, betterAuth }: IdleResult): Section {
  const row = (name: string, { share, rss }: Idle) => [name, percent(share), `${mib(rss)} MiB`]
  return {
    title: 'At rest',
    goals: [
      {
        goal: `at rest, embedded database: under ${percent(MOST_SHARE)} of a core`,
        found: `${percent(regain.share)} (better-auth ${percent(betterAuth.share)})`,
        met: regain.share < MOST_SHARE,
      },
      {
        goal: `at rest: at most ${MOST_MIB} MiB`,
        found: `${mib(regain.rss)} MiB (better-auth ${mib(betterAuth.rss)} MiB)`,
        met: mib(regain.rss) <= MOST_MIB,
      },
    ],
    body: [
      `Both servers sent ${codes} codes, and then nobody asked them anything. ${seconds} seconds of that, after a pause in which they finished what was left to do. Regain looks for due messages, counts events, signs checkpoints and checks for alerts in this time; better-auth has nothing to do. Neither carries the meter of the other benchmarks, which costs more than both together.`,
      table(['system', 'of a core', 'memory'], [row('Regain', regain), row('better-auth', betterAuth)]),
    ],
    plots: {},
  }
}
