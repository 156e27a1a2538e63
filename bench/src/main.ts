/** `npm run bench [-- console|idle|leak|opening|record|requests|scale|start|watching|ways|widget] [--quick] [--attempts=N]`: runs the parts, keeps their results, and writes RESULTS.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { theConsole } from './console/console.ts'
import { opening } from './console/opening.ts'
import { watching } from './console/watching.ts'
import { idle } from './idle.ts'
import { leak, ways } from './leak/leak.ts'
import { circumstances } from './machine.ts'
import { record } from './record/record.ts'
import type { Results } from './report.ts'
import { writeReport } from './report.ts'
import { requests } from './requests/requests.ts'
import { scale } from './requests/scale.ts'
import { start } from './start.ts'
import { widget } from './widget/widget.ts'

const parts: { [Name in keyof Results]-?: (quick: boolean, attempts?: number) => Promise<NonNullable<Results[Name]>['result']> } = {
  console: theConsole,
  idle,
  leak,
  opening,
  record,
  requests,
  scale,
  start,
  watching,
  ways,
  widget,
}
type Name = keyof typeof parts

const folder = fileURLToPath(new URL('..', import.meta.url))
const kept = join(folder, 'results')
const fileOf = (name: Name): string => join(kept, `${name}.json`)

const words = process.argv.slice(2)
const quick = words.includes('--quick')
/** How many attempts the console's realm has; by default as many as the console must handle. */
const attempts = Number(words.find((word) => /^--attempts=\d+$/.test(word))?.split('=')[1] ?? 0) || undefined
const asked = words.filter((word) => word !== '--quick' && !/^--attempts=\d+$/.test(word))
const known = Object.keys(parts) as Name[]
const unknown = asked.find((word) => !known.includes(word as Name))
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}": choose from ${known.join(', ')}, --quick, and --attempts=N.`)
  process.exit(1)
}

/** At most five digits. */
const rounded = (_key: string, value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)

mkdirSync(kept, { recursive: true })
for (const name of asked.length > 0 ? (asked as Name[]) : known) {
  const began = performance.now()
  const part = { circumstances: circumstances(quick), result: await parts[name](quick, attempts) }
  writeFileSync(fileOf(name), `${JSON.stringify(part, rounded)}\n`)
  console.log(`${name}: ${Math.round((performance.now() - began) / 1000)} s`)
}
const results = Object.fromEntries(
  known.flatMap((name) => (existsSync(fileOf(name)) ? [[name, JSON.parse(readFileSync(fileOf(name), 'utf8'))]] : [])),
)
writeReport(folder, results as Results)
console.log('bench/RESULTS.md is written.')
