/** Puts the leak results into words. */
import { intervals } from '../plot.ts'
import type { Section } from '../section.ts'
import { table } from '../section.ts'
import type { LeakResult } from './leak.ts'
import type { Comparison } from './sample.ts'

const GOAL = 0.51

const HOW =
  'Pairs of an account and a fresh unknown name, in random order, one request at a time over one connection: what an attacker with a perfect connection would see.'
const STATISTICS =
  'AUC: 0.5 means that the groups cannot be told apart, 1 that they always can. *together* is a classifier of time and length, trained on the first half of the pairs and tested on the second. The databases are in memory here, so that the disk does not hide small differences.'

/** Above and below one half say the same: a classifier can be inverted. */
const either = ({ auc }: { auc: number }): number => Math.max(auc, 1 - auc)
const interval = ({ auc, low, high }: Comparison['time']): string =>
  auc >= 0.5 ? `${low.toFixed(3)} to ${high.toFixed(3)}` : `${(1 - high).toFixed(3)} to ${(1 - low).toFixed(3)}`

interface Words {
  title: string
  /** Measures of the plot. */
  name: string
  lead: string
}

export const describeLeak = (result: LeakResult): Section =>
  describe(result, {
    title: 'What a stranger learns',
    name: 'leak',
    lead: `${HOW} \`start\` comes before an account is named and can reveal nothing: it shows the effect of chance alone. ${STATISTICS}`,
  })

export const describeWays = (result: LeakResult): Section =>
  describe(result, {
    title: 'What a stranger learns by the other ways',
    name: 'ways',
    lead: `${HOW} The same for approval by mail, a passkey (the answer is signed with an unregistered key), recovery contacts, the other two reasons, and the questions of a case. *keeps methods*: accounts with saved codes, a passkey and two contacts, who get their mails. Steps after a proof exist only for owners, so there are no pairs for them. ${STATISTICS}`,
  })

function describe({ scenarios }: LeakResult, { title, name: plot, lead }: Words): Section {
  const ours = scenarios.filter(({ system }) => system === 'Regain')
  const all = ours.flatMap(({ comparisons }) => comparisons)
  const theirs = scenarios
    .filter(({ system }) => system !== 'Regain')
    .flatMap(({ comparisons }) => comparisons.map(({ time }) => either(time)))
  const beside = theirs.length > 0 ? ` (better-auth: up to ${Math.max(...theirs).toFixed(3)})` : ''
  return {
    title,
    goals: [
      ...ours.map((scenario) => {
        const ordinary = scenario.comparisons.filter(({ group, step }) => group === 'ordinary' && !/\bstart$/.test(step))
        const worst = Math.max(...ordinary.map(({ time }) => either(time)))
        return {
          goal: `AUC of the best single-request classifier at most ${GOAL} at each step, account or unknown name (${plot}: ${scenario.name})`,
          found: `at most ${worst.toFixed(3)} over ${ordinary.length} steps with ${ordinary[0]?.pairs} pairs each${beside}`,
          met: worst <= GOAL,
        }
      }),
      {
        goal: `Replies to known and unknown names look the same (${plot}): status, headers and their order, body and its length`,
        found: all.every(({ sameShapes }) => sameShapes)
          ? 'they do, in every step and group'
          : all
              .filter(({ sameShapes }) => !sameShapes)
              .map(({ step, group }) => `${step} (${group}) differs`)
              .join(', '),
        met: all.every(({ sameShapes }) => sameShapes),
      },
    ],
    body: [
      lead,
      ...scenarios.flatMap(({ system, name, comparisons }) => [
        `### ${system}, ${name}`,
        table(
          ['step', 'group', 'pairs', 'median ms', 'nobody', 'AUC by time', '95 % interval', 'p', 'AUC together', 'same looks'],
          comparisons.map(({ step, group, pairs, median, medianUnknown, time, learned, sameShapes }) => [
            step,
            group,
            pairs,
            median.toFixed(3),
            medianUnknown.toFixed(3),
            either(time).toFixed(3),
            interval(time),
            time.p.toFixed(4),
            either(learned).toFixed(3),
            sameShapes ? 'yes' : '**no**',
          ]),
        ),
      ]),
    ],
    plots: {
      [plot]: intervals(
        'AUC by response time: account or unknown name (0.5 tells nothing)',
        scenarios.flatMap(({ system, name, comparisons }) =>
          comparisons
            .filter(({ group }) => group === 'ordinary')
            .map(({ step, time: { auc, low, high } }) => ({
              label: `${step} · ${system}, ${name.split(',')[0]}`,
              value: auc,
              low,
              high,
              ours: system === 'Regain',
            })),
        ),
        { from: 0.3, to: 1, goals: [1 - GOAL, GOAL], unit: '' },
      ),
    },
  }
}
