/** Describes requests, scale and start. */
import { intervals } from '../plot.ts'
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import type { StartResult } from '../start.ts'
import { median, quantile } from '../statistics.ts'
import type { Burst } from './drive.ts'
import type { RequestsResult, Turn } from './requests.ts'
import type { ScaleResult } from './scale.ts'
import { scaleWorks } from './scale.ts'
import { works } from './system.ts'

/** The ratio of two systems that took turns: its median over the turns, and the middle half of them. */
interface Ratio {
  value: number
  low: number
  high: number
}

const ratio = <One>(pairs: readonly One[], of: (one: One) => number): Ratio => {
  const all = pairs.map(of)
  return { value: median(all), low: quantile(all, 0.25), high: quantile(all, 0.75) }
}
const shown = ({ value, low, high }: Ratio): string => `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
const middle = (bursts: readonly Burst[], key: keyof Burst): number => median(bursts.map((burst) => burst[key]))
const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`

const FASTER = 5
const CHEAPER = 1 / 5
const OF_ARGON2 = 0.9
const LAG_MS = 20
const SAME = 0.1
const MOST_UNDER_LOAD = 160 * 2 ** 20

export function describeRequests({ accounts, turns, fromFirstClick, argon2 }: RequestsResult): Section {
  const faster = (work: (typeof works)[number]) =>
    ratio(turns[work], ({ regain, betterAuth }: Turn) => regain.perSecond / betterAuth.perSecond)
  const cpu = (work: (typeof works)[number]) => ratio(turns[work], ({ regain, betterAuth }: Turn) => regain.cpu / betterAuth.cpu)
  const passwords = turns['new password'].map(({ regain }) => regain)
  const ofArgon2 = ratio(
    passwords.map((burst, place) => ({ burst, alone: argon2[place] ?? 0 })),
    ({ burst, alone }) => burst.perSecond / alone,
  )
  const lag = middle(passwords, 'lagP99')
  const asked = ['code, account', 'code, nobody', 'guess'] as const
  const underLoad = Math.max(...asked.map((work) => median(turns[work].map(({ regain }) => regain.rss))))
  return {
    title: 'Codes, guesses and new passwords',
    goals: [
      ...asked.map((work) => {
        const found = faster(work)
        return { goal: `${work}: ${FASTER} times better-auth’s rate`, found: shown(found), met: found.value >= FASTER }
      }),
      ...asked.map((work) => {
        const found = cpu(work)
        return { goal: `${work}: at most ${CHEAPER} of better-auth’s processor time`, found: shown(found), met: found.value <= CHEAPER }
      }),
      {
        goal: `new passwords: at least ${OF_ARGON2 * 100} % of the rate of argon2id alone`,
        found: shown(ofArgon2),
        met: ofArgon2.value >= OF_ARGON2,
      },
      { goal: `new passwords: 99 % of event-loop lag under ${LAG_MS} ms`, found: `${lag.toFixed(1)} ms`, met: lag < LAG_MS },
      {
        goal: `memory under load, hashes of passwords not counted: at most ${mib(MOST_UNDER_LOAD)}`,
        found: mib(underLoad),
        met: underLoad <= MOST_UNDER_LOAD,
      },
    ],
    body: [
      `${accounts} accounts in a database file on disk, both with write-ahead log and full syncs, mail to the same server. *A code* compares the same result: one request for better-auth, and for Regain the two that name an account and choose an address (\`identify\`, \`choose-method\`), which count three kinds of limits, consume a captcha and write the audit log; halve its time for one request. Ratios are medians over ${turns.guess.length} turns, with the middle half of them. Regain hashes with argon2id (19 MiB, 2 passes), better-auth with scrypt (16 MiB).`,
      table(
        ['work', 'system', 'per second', 'ms processor', 'p50 ms', 'p99 ms', 'lag p99 ms', 'memory'],
        works
          .flatMap((work) =>
            (['regain', 'betterAuth'] as const).map((system) =>
              row(
                work,
                system,
                turns[work].map((turn) => turn[system]),
              ),
            ),
          )
          .concat([row('code, from the first click (4 requests)', 'regain', fromFirstClick)]),
      ),
      table(
        ['Regain against better-auth', 'rate', 'processor time'],
        works.map((work) => [work, shown(faster(work)), shown(cpu(work))]),
      ),
      `argon2id alone: ${median(argon2).toFixed(0)} hashes a second.`,
    ],
    plots: {
      requests: intervals(
        'How many times better-auth’s rate (middle half of turns; the goal is 5)',
        works.map((work) => ({ label: work, ours: true, ...faster(work) })),
        { from: 0, to: 10, goals: [1, FASTER], unit: '×' },
      ),
    },
  }
}

function row(work: string, system: 'regain' | 'betterAuth', bursts: readonly Burst[]): string[] {
  const ms = (key: keyof Burst) => middle(bursts, key).toFixed(2)
  return [
    work,
    system === 'regain' ? 'Regain' : 'better-auth',
    middle(bursts, 'perSecond').toFixed(0),
    ms('cpu'),
    ms('p50'),
    ms('p99'),
    ms('lagP99'),
    mib(middle(bursts, 'rss')),
  ]
}

export function describeScale({ small, large, ...systems }: ScaleResult): Section {
  const names = { regain: 'Regain', betterAuth: 'better-auth' } as const
  const all = scaleWorks.flatMap((work) =>
    (['regain', 'betterAuth'] as const).map((system) => ({
      work,
      system,
      turns: systems[system][work],
      rate: ratio(systems[system][work], (turn) => turn.large.perSecond / turn.small.perSecond),
      cpu: ratio(systems[system][work], (turn) => turn.large.cpu / turn.small.cpu),
    })),
  )
  const ours = all.filter(({ system }) => system === 'regain')
  const slowest = Math.min(...ours.map(({ rate }) => rate.value))
  return {
    title: `From ${small.toLocaleString('en')} accounts to ${large.toLocaleString('en')}`,
    goals: [
      {
        goal: `rate among ${large.toLocaleString('en')} accounts within ${SAME * 100} % of that among ${small.toLocaleString('en')}`,
        found: ours.map(({ work, rate }) => `${work} ${shown(rate)}`).join('; '),
        met: slowest >= 1 - SAME,
      },
    ],
    body: [
      table(
        ['work', 'system', `per second, ${small}`, `per second, ${large}`, 'rate, large to small', 'processor time, large to small'],
        all.map(({ work, system, turns, rate, cpu }) => [
          work,
          names[system],
          middle(
            turns.map((turn) => turn.small),
            'perSecond',
          ).toFixed(0),
          middle(
            turns.map((turn) => turn.large),
            'perSecond',
          ).toFixed(0),
          shown(rate),
          shown(cpu),
        ]),
      ),
    ],
    plots: {
      scale: intervals(
        `Rate among ${large.toLocaleString('en')} accounts, as a share of that among ${small.toLocaleString('en')}`,
        all.map(({ work, system, rate }) => ({ label: `${work} · ${names[system]}`, ours: system === 'regain', ...rate })),
        { from: 0.5, to: 1.5, goals: [1 - SAME, 1 + SAME], unit: '×' },
      ),
    },
  }
}

const MOST_START_MS = 500
const MOST_HELP_MS = 350
const MOST_AT_REST = 90 * 2 ** 20

export function describeStart({ regain, betterAuth, help, node }: StartResult): Section {
  const spread = (times: readonly number[]): string =>
    `${median(times).toFixed(0)} (${quantile(times, 0.25).toFixed(0)} to ${quantile(times, 0.75).toFixed(0)})`
  const readyOf = (starts: StartResult['regain']) => starts.map((one) => one.ready)
  const memoryOf = (starts: StartResult['regain']) => median(starts.map(({ rss }) => rss))
  const row = (name: string, starts: StartResult['regain']) => [name, spread(readyOf(starts)), mib(memoryOf(starts))]
  const within = (goal: string, value: number, most: number, found: string) => ({ goal, met: value <= most, found })
  const [ready, helped, atRest] = [median(readyOf(regain)), median(help), memoryOf(regain)]
  return {
    title: 'Start and memory',
    goals: [
      within(`from the start to the first answer of /readyz: at most ${MOST_START_MS} ms`, ready, MOST_START_MS, `${ready.toFixed(0)} ms`),
      within(`\`regain --help\`: at most ${MOST_HELP_MS} ms`, helped, MOST_HELP_MS, `${helped.toFixed(0)} ms`),
      within(`memory at rest: at most ${mib(MOST_AT_REST)}`, atRest, MOST_AT_REST, mib(atRest)),
    ],
    body: [
      'From the start of the process to the first answer: Regain’s `/readyz`, which writes to the database, and better-auth’s `/ok`, which does not. Memory is measured ten seconds later; the table of requests has it under load.',
      table(['system', 'ready after ms', 'memory'], [row('Regain', regain), row('better-auth', betterAuth)]),
      `\`regain --help\` takes ${spread(help)} ms, of which Node itself takes ${spread(node)}.`,
    ],
    plots: {},
  }
}
