/** What all commands of `regain` share: `--json`, strict options, one way to print, and their dependencies. */
import type { ArgsDef, CommandDef, ParsedArgs, SubCommandsDef } from 'citty'
import { createChain } from '../audit/chain.ts'
import { deriveKeys } from '../crypto/keys.ts'
import { createSeal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import { readEpoch } from '../db/epoch.ts'
import { openDatabase } from '../db/open-database.ts'
import { UserFacingError } from '../problems/user-facing-error.ts'
import type { Config } from '../settings/config.ts'
import { readConfig } from '../settings/config.ts'
import { upgradeNames } from '../upgrade/upgrade-names.ts'
import { systemChance } from '../world/chance.ts'
import { systemClock } from '../world/clock.ts'

/** `message` is the line that the person reads; the exit status is 1. */
export class InputRefused extends UserFacingError {
  override name = 'InputRefused'
}

export function refuse(sentence: string): never {
  throw new InputRefused(sentence)
}

const json = { json: { type: 'boolean', description: 'print JSON, for scripts' } } as const

export interface Command<Args extends ArgsDef> {
  name: string
  description: string
  args: Args
  /** Printed as lines for people, or as one line of JSON; undefined: nothing. */
  run(args: ParsedArgs<Args & typeof json>, rawArgs: readonly string[]): Promise<Record<string, unknown> | undefined>
}

export function command<const Args extends ArgsDef>({ name, description, args: own, run }: Command<Args>): CommandDef<Args & typeof json> {
  const args = { ...own, ...json }
  return {
    meta: { name, description },
    args,
    async run({ args: given, rawArgs }) {
      refuseWhatIsNotAsked(given, args)
      const result = await run(given, rawArgs)
      if (result) print(result, given.json === true)
    },
  }
}

export const group = (name: string, description: string, subCommands: SubCommandsDef): CommandDef => ({
  meta: { name, description },
  subCommands,
})

/** citty ignores unknown options and surplus words; a typing error must be refused. */
function refuseWhatIsNotAsked({ _: words, ...options }: { _: string[] } & Record<string, unknown>, asked: ArgsDef): void {
  for (const [name, value] of Object.entries(options)) {
    const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    const meant = asked[name] ?? asked[kebab] ?? refuse(`There is no option --${kebab}: see --help.`)
    if (value === '') refuse(`${meant.type === 'positional' ? name.toUpperCase() : `--${kebab}`} needs a value.`)
  }
  const positionals = Object.values(asked).filter(({ type }) => type === 'positional').length
  const surplus = words[positionals]
  if (surplus !== undefined) refuse(`"${surplus}" is one word too many: see --help.`)
}

function print(result: Record<string, unknown>, asJson: boolean): void {
  console.log(asJson ? JSON.stringify(result) : Object.entries(result).flatMap(linesOf).join('\n'))
}

/** For people: absent values are left out, and a list has one line per item. */
function linesOf([name, value]: [string, unknown]): string[] {
  if (value === null || value === '') return []
  if (!Array.isArray(value)) return [`${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`]
  return value.length === 0 ? [] : [`${name}:`, ...value.map((one) => `  ${typeof one === 'string' ? one : JSON.stringify(one)}`)]
}

/** All values of an option that may be repeated; citty keeps only the last one. */
export const everyValueOf = (option: string, rawArgs: readonly string[]): string[] =>
  rawArgs.flatMap((arg, place) => {
    if (arg === `--${option}`) return [rawArgs[place + 1] ?? '']
    return arg.startsWith(`--${option}=`) ? [arg.slice(option.length + 3)] : []
  })

export function readJsonOption(option: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse(`--${option} is not JSON.`)
  }
}

export interface Workshop {
  db: Database
  epoch: string
  config: Config
  keys: ReturnType<typeof deriveKeys>
  seal: ReturnType<typeof createSeal>
  chance: typeof systemChance
  clock: typeof systemClock
  now: number
}

/** Opens the database that the settings name, and closes it whatever happens. */
export async function withDatabase<Result>(work: (workshop: Workshop) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env)
  const keys = deriveKeys(config.secret)
  const db = await openDatabase(config.database, systemChance, createChain(keys).append)
  try {
    const epoch = await readEpoch(db, keys, systemChance)
    const seal = createSeal(keys, 'sealed-column', systemChance)
    await upgradeNames({ db, keys, seal, clock: systemClock })
    return await work({
      db,
      epoch,
      config,
      keys,
      seal,
      chance: systemChance,
      clock: systemClock,
      now: systemClock.now(),
    })
  } finally {
    await db.close()
  }
}
