/** `npm run bench [-- NAME…] [--quick] [--attempts=N] [--minutes=N]`: runs the parts, keeps their results, and writes RESULTS.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { theConsole } from './console/console.ts'
import { opening } from './console/opening.ts'
import { watching } from './console/watching.ts'
import { growth } from './growth/growth.ts'
import { idle } from './idle.ts'
import { leak, ways } from './leak/leak.ts'
import { circumstances } from './machine.ts'
import { processes } from './processes/processes.ts'
import { record } from './record/record.ts'
import type { Results } from './report.ts'
import { writeReport } from './report.ts'
import { requests } from './requests/requests.ts'
import { scale } from './requests/scale.ts'
import { soak } from './soak/soak.ts'
import { start } from './start.ts'
import { storm } from './storm/storm.ts'
import { widget } from './widget/widget.ts'

interface Sizes {
  /** How many attempts the console's realm has; by default as many as the console must handle. */
  attempts?: number | undefined
  /** How long the soak lasts. */
  minutes?: number | undefined
}

const parts: { [Name in keyof Results]-?: (quick: boolean, sizes: Sizes) => Promise<NonNullable<Results[Name]>['result']> } = {
  console: (quick, { attempts }) => theConsole(quick, attempts),
  growth,
  idle,
  leak,
  opening,
  processes,
  record,
  requests,
  scale,
  soak: (quick, { minutes }) => soak(quick, minutes),
  start,
  storm,
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
const isSize = (word: string): boolean => /^--(attempts|minutes)=\d+$/.test(word)
const sizes: Sizes = Object.fromEntries(
  words.filter(isSize).map((word) => [word.slice(2, word.indexOf('=')), Number(word.split('=')[1]) || undefined]),
)
const asked = words.filter((word) => word !== '--quick' && !isSize(word))
const known = Object.keys(parts) as Name[]
const unknown = asked.find((word) => !known.includes(word as Name))
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}": choose from ${known.join(', ')}, --quick, --attempts=N and --minutes=N.`)
  process.exit(1)
}

/** At most five digits. */
const rounded = (_key: string, value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)

mkdirSync(kept, { recursive: true })
for (const name of asked.length > 0 ? (asked as Name[]) : known) {
  const began = performance.now()
  const part = { circumstances: circumstances(quick), result: await parts[name](quick, sizes) }
  writeFileSync(fileOf(name), `${JSON.stringify(part, rounded)}\n`)
  console.log(`${name}: ${Math.round((performance.now() - began) / 1000)} s`)
}
const results = Object.fromEntries(
  known.flatMap((name) => (existsSync(fileOf(name)) ? [[name, JSON.parse(readFileSync(fileOf(name), 'utf8'))]] : [])),
)
writeReport(folder, results as Results)
console.log('bench/RESULTS.md is written.')
