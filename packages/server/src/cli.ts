#!/usr/bin/env node
/** `regain …`: one line for people, JSON for scripts; bad input is a line and exit status 1. */
import { writeFileSync } from 'node:fs'
import { PolicySchema } from '@regain/core'
import type { ArgsDef, CommandDef } from 'citty'
import { defineCommand, runCommand, showUsage } from 'citty'
import { eq, or } from 'drizzle-orm'
import * as v from 'valibot'
import type { Config } from './config.ts'
import { readConfig, SettingRefused } from './config.ts'
import type { Database } from './db/database.ts'
import { DatabaseUnavailable } from './db/database.ts'
import { DatabaseRefused } from './db/migrate.ts'
import { openDatabase } from './db/open-database.ts'
import { realms } from './db/schema.ts'
import { main as startServer } from './main.ts'
import { createRealm, createSite, parseOrigin } from './realms/create.ts'
import { systemChance } from './security/chance.ts'
import { systemClock } from './security/clock.ts'
import { deriveKeys } from './security/keys.ts'
import { createSeal } from './security/seal.ts'
import { createChannels } from './serve.ts'

/** `message` is the line that the person reads. */
class InputRefused extends Error {
  override name = 'InputRefused'
}

const json = { type: 'boolean', description: 'print JSON' } as const

function print(result: Record<string, unknown>, asJson: boolean): void {
  const lines = Object.entries(result).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  console.log(asJson ? JSON.stringify(result) : lines.join('\n'))
}

async function withDatabase<Result>(work: (db: Database, config: Config) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env)
  const db = await openDatabase(config.database, systemChance)
  try {
    return await work(db, config)
  } finally {
    await db.close()
  }
}

function needs({ secret }: Config) {
  const keys = deriveKeys(secret)
  return { keys, chance: systemChance, seal: createSeal(keys, 'sealed-column', systemChance), now: systemClock.now() }
}

const command = <Args extends ArgsDef>(definition: CommandDef<Args>): CommandDef<Args> => defineCommand(definition)

const realmCreate = command({
  meta: { name: 'create', description: 'create a realm: accounts with one policy' },
  args: { name: { type: 'positional', required: true }, policy: { type: 'string', description: 'policy as JSON' }, json },
  async run({ args }) {
    const policy: unknown = args.policy === undefined ? {} : JSON.parse(args.policy)
    const parsed = v.safeParse(PolicySchema, policy)
    if (!parsed.success)
      throw new InputRefused(`The policy is not acceptable at ${v.getDotPath(parsed.issues[0]) ?? 'its root'}: ${parsed.issues[0].message}`)
    const result = await withDatabase(async (db, config) => {
      const [taken] = await db.read.select().from(realms).where(eq(realms.name, args.name))
      if (taken) throw new InputRefused(`There is a realm named ${args.name} already.`)
      return await db.write((tx) =>
        createRealm(tx, { name: args.name, policy: policy as v.InferInput<typeof PolicySchema> }, needs(config)),
      )
    })
    print(result, args.json === true)
  },
})

const siteCreate = command({
  meta: { name: 'create', description: 'create a site: a place where the widget is embedded' },
  args: {
    name: { type: 'positional', required: true },
    realm: { type: 'string', required: true, description: 'name or id of its realm' },
    origin: { type: 'string', required: true, description: 'origin of its pages; may be given again' },
    support: { type: 'string', description: 'support contact as JSON: url, email, phone, hours' },
    json,
  },
  async run({ args, rawArgs }) {
    const given = rawArgs.flatMap((arg, place) =>
      arg === '--origin' ? [rawArgs[place + 1] ?? ''] : arg.startsWith('--origin=') ? [arg.slice(9)] : [],
    )
    const origins = given.map((text) => parseOrigin(text) ?? refuse(`${text} is no origin such as https://shop.example.`))
    const result = await withDatabase(async (db, config) => {
      const [realm] = await db.read
        .select()
        .from(realms)
        .where(or(eq(realms.name, args.realm), eq(realms.id, args.realm)))
      if (!realm) throw new InputRefused(`There is no realm named ${args.realm}.`)
      const support = args.support === undefined ? {} : (JSON.parse(args.support) as object)
      return await db.write((tx) => createSite(tx, { name: args.name, realm: realm.id, origins, support }, needs(config)))
    })
    print(result, args.json === true)
  },
})

function refuse(sentence: string): never {
  throw new InputRefused(sentence)
}

const PROBE_MS = 10_000

const doctor = command({
  meta: { name: 'doctor', description: 'check settings, database, mail and SMS; say what to mend' },
  args: { json },
  async run({ args }) {
    const advice = await withDatabase(async (_db, config) => {
      const channels = createChannels(config)
      const missing = [
        !channels.email && 'Mail is off: set REGAIN_SMTP_URL and REGAIN_MAIL_FROM.',
        !channels.phone && 'SMS is off: set REGAIN_SMS_URL and REGAIN_SMS_FROM.',
      ]
      const probes = Object.values(channels).map(async (channel) => {
        const fault = await channel.probe(AbortSignal.timeout(PROBE_MS))
        channel.close()
        return fault
      })
      return [...missing, ...(await Promise.all(probes))].filter((line) => typeof line === 'string')
    })
    if (args.json) print({ ok: advice.length === 0, advice }, true)
    else console.log(advice.length === 0 ? 'All is well.' : advice.join('\n'))
  },
})

const init = command({
  meta: { name: 'init', description: 'write settings with a fresh secret, and create the database' },
  args: { file: { type: 'string', default: 'regain.env', description: 'where the settings go' }, json },
  async run({ args }) {
    const secret = Buffer.from(systemChance.bytes(32)).toString('base64')
    try {
      writeFileSync(args.file, `REGAIN_SECRET=${secret}\n`, { mode: 0o600, flag: 'wx' })
    } catch {
      throw new InputRefused(`${args.file} is there already, or can not be written.`)
    }
    process.env.REGAIN_SETTINGS = args.file
    await withDatabase(async () => undefined)
    print({ settings: args.file, next: `REGAIN_SETTINGS=${args.file} regain realm create NAME` }, args.json === true)
  },
})

const serve = command({ meta: { name: 'serve', description: 'start the server' }, run: () => startServer(process.env) })
const group = (name: string, description: string, subCommands: Record<string, CommandDef<never>>) =>
  defineCommand({ meta: { name, description }, subCommands: subCommands as never })

const regain = defineCommand({
  meta: { name: 'regain', description: 'self-hosted account recovery' },
  subCommands: {
    serve,
    init,
    doctor,
    realm: group('realm', 'realms', { create: realmCreate as never }),
    site: group('site', 'sites', { create: siteCreate as never }),
  },
})

try {
  if (process.argv.length < 3 || process.argv.includes('--help')) await showUsage(regain)
  else await runCommand(regain, { rawArgs: process.argv.slice(2) })
} catch (error) {
  const ours =
    error instanceof SettingRefused ||
    error instanceof DatabaseRefused ||
    error instanceof InputRefused ||
    error instanceof DatabaseUnavailable
  const message = error instanceof Error ? error.message : 'Something went wrong.'
  console.error(ours || (error instanceof Error && error.name === 'CLIError') ? message : `That did not work: ${message}`)
  process.exitCode = 1
}
