/** Writes RESULTS.md and its plots from the available results, each part with its own date. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConsoleResult } from './console/console.ts'
import { describeConsole } from './console/describe-console.ts'
import { describeOpening, describeWatching } from './console/describe-watching.ts'
import type { OpeningResult } from './console/opening.ts'
import type { WatchingResult } from './console/watching.ts'
import { describeIdle } from './describe-idle.ts'
import { describeGrowth } from './growth/describe-growth.ts'
import type { GrowthResult } from './growth/growth.ts'
import type { IdleResult } from './idle.ts'
import { describeLeak, describeWays } from './leak/describe-leak.ts'
import type { LeakResult } from './leak/leak.ts'
import type { Circumstances } from './machine.ts'
import { describeProcesses } from './processes/describe-processes.ts'
import type { ProcessesResult } from './processes/processes.ts'
import { describeRecord } from './record/describe-record.ts'
import type { RecordResult } from './record/record.ts'
import { describeRequests, describeScale, describeStart } from './requests/describe.ts'
import type { RequestsResult } from './requests/requests.ts'
import type { ScaleResult } from './requests/scale.ts'
import type { Section } from './section.ts'
import { table } from './section.ts'
import { describeSoak } from './soak/describe-soak.ts'
import type { SoakResult } from './soak/soak.ts'
import type { StartResult } from './start.ts'
import { describeStorm } from './storm/describe-storm.ts'
import type { StormResult } from './storm/storm.ts'
import { describeWidget } from './widget/describe-widget.ts'
import type { WidgetResult } from './widget/widget.ts'

export interface Results {
  leak?: Part<LeakResult>
  ways?: Part<LeakResult>
  requests?: Part<RequestsResult>
  scale?: Part<ScaleResult>
  growth?: Part<GrowthResult>
  processes?: Part<ProcessesResult>
  storm?: Part<StormResult>
  soak?: Part<SoakResult>
  start?: Part<StartResult>
  idle?: Part<IdleResult>
  record?: Part<RecordResult>
  console?: Part<ConsoleResult>
  opening?: Part<OpeningResult>
  watching?: Part<WatchingResult>
  widget?: Part<WidgetResult>
}
export interface Part<Result> {
  circumstances: Circumstances
  result: Result
}

const describe: { [Name in keyof Results]-?: (result: NonNullable<Results[Name]>['result']) => Section } = {
  leak: describeLeak,
  ways: describeWays,
  requests: describeRequests,
  scale: describeScale,
  growth: describeGrowth,
  processes: describeProcesses,
  storm: describeStorm,
  soak: describeSoak,
  start: describeStart,
  idle: describeIdle,
  record: describeRecord,
  console: describeConsole,
  opening: describeOpening,
  watching: describeWatching,
  widget: describeWidget,
}

export function writeReport(folder: string, results: Results): void {
  const plots = join(folder, 'plots')
  mkdirSync(plots, { recursive: true })
  const parts = (Object.keys(describe) as (keyof Results)[]).flatMap((name) => {
    const part = results[name]
    return part ? [{ circumstances: part.circumstances, section: describe[name](part.result as never) }] : []
  })
  for (const { section } of parts)
    for (const [name, drawn] of Object.entries(section.plots)) writeFileSync(join(plots, `${name}.svg`), drawn)
  const goals = parts.flatMap(({ section }) => section.goals)
  const text = [
    '# What was measured',
    '`npm run bench` wrote this page; no figure was typed by hand. Both systems ran in one run, each in its own process on the loopback, taking turns. The ratios hold elsewhere; the absolute figures are those of this machine.',
    table(
      ['goal', 'found', 'met'],
      goals.map(({ goal, found, met }) => [goal, found, met ? 'yes' : '**no**']),
    ),
    ...parts.flatMap(({ circumstances, section }) => [
      `## ${section.title}`,
      describeCircumstances(circumstances),
      ...section.body,
      ...Object.keys(section.plots).map((name) => `![${section.title}](plots/${name}.svg)`),
    ]),
  ]
  writeFileSync(join(folder, 'RESULTS.md'), `${text.join('\n\n')}\n`)
}

function describeCircumstances({ at, quick, node, processor, cores, memoryGiB, system, load, versions }: Circumstances): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  const busy = load > 1 ? ` The machine was busy with other work at the start (load ${load}): read the figures with that in mind.` : ''
  return `*${at}, ${quick ? '**a quick run: too few samples to decide anything**' : 'a full run'}. Node ${node}, ${cores} × ${processor}, ${memoryGiB} GiB, ${system}; ${packages.join(', ')}.${busy}*`
}
