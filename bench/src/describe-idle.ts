/** Puts the cost of an idle server into words. */
import type { Idle, IdleResult } from './idle.ts'
import type { Section } from './section.ts'
import { table } from './section.ts'

const MOST_SHARE = 0.002
const MOST_MIB = 90
/** A goal below this many times what the bare server takes is out of reach; then this is the goal. */
const OF_BARE = 1.3

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
const mib = (bytes: number): number => Math.round(bytes / 2 ** 20)

export function describeIdle({ seconds, codes, regain, betterAuth, bare }: IdleResult): Section {
  const most = Math.max(MOST_MIB, Math.floor(mib(bare.rss) * OF_BARE))
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
        goal: `at rest: at most ${MOST_MIB} MiB, or ${OF_BARE} times the bare server (${mib(bare.rss)} MiB)`,
        found: `${mib(regain.rss)} MiB (better-auth ${mib(betterAuth.rss)} MiB)`,
        met: mib(regain.rss) <= most,
      },
    ],
    body: [
      `Each server sent ${codes} codes, and then nobody asked it anything. ${seconds} seconds of that, after a pause in which they finished what was left to do and V8 returned memory. Regain looks for due messages, counts events, signs checkpoints and checks for alerts in this time; the others have nothing to do. *Bare* is Node’s HTTP server with one commit and one mail for each code, and none of our code. None carries the meter of the other benchmarks, which costs more than all of them together.`,
      table(['system', 'of a core', 'memory'], [row('Regain', regain), row('better-auth', betterAuth), row('bare', bare)]),
    ],
    plots: {},
  }
}
