/** The command `regain …`: one line for people, JSON for scripts. Bad input gives one line and exit status 1. Each command has a file in `cli/`, and only the one that is meant is loaded. */
import { stripVTControlCharacters } from 'node:util'
import type { CommandDef } from 'citty'
import { renderUsage, runCommand } from 'citty'
import { descriptions } from './cli/descriptions.ts'
import { exitStatus } from './cli/exit-status.ts'
import { UserFacingError } from './problems/user-facing-error.ts'
import { version } from './settings/version.ts'

type Name = keyof typeof descriptions

const load: Record<Name, () => Promise<unknown>> = {
  serve: async () => (await import('./cli/serve.ts')).serve,
  init: async () => (await import('./cli/init.ts')).init,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  realm: async () => (await import('./cli/realm.ts')).realm,
  site: async () => (await import('./cli/site.ts')).site,
  accounts: async () => (await import('./cli/accounts.ts')).accounts,
  backup: async () => (await import('./cli/backup.ts')).backup,
  restore: async () => (await import('./cli/backup.ts')).restore,
  operator: async () => (await import('./cli/operator.ts')).operator,
  audit: async () => (await import('./cli/audit.ts')).audit,
}

/** All commands: the one that is meant in full, and of the others what help says of them. */
async function loadCommands(words: readonly string[]): Promise<CommandDef> {
  const meant = words.find((word) => !word.startsWith('-'))
  const loadOne = async (name: Name) => [name, name === meant ? await load[name]() : { meta: { name, description: descriptions[name] } }]
  const subCommands = Object.fromEntries(await Promise.all((Object.keys(descriptions) as Name[]).map(loadOne)))
  return { meta: { name: 'regain', description: 'self-hosted account recovery', version }, subCommands }
}

/** The command that was typed, and its full name: for its help. */
function findCommand(regain: CommandDef, words: readonly string[]): [CommandDef, parents: string] {
  let [found, parents] = [regain, '']
  for (const word of words) {
    const next = (found.subCommands as Record<string, CommandDef> | undefined)?.[word]
    if (!next) break
    parents = `${parents} ${(found.meta as { name: string }).name}`.trim()
    found = next
  }
  return [found, parents]
}

async function help(words: readonly string[]): Promise<string> {
  const [found, parents] = findCommand(await loadCommands(words), words)
  const usage = await renderUsage(found, parents === '' ? undefined : { meta: { name: parents } })
  return process.stdout.isTTY ? usage : stripVTControlCharacters(usage)
}

/** One sentence, whatever went wrong; never a stack. */
function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'Something went wrong.'
  const isOurs = error instanceof UserFacingError || (error instanceof Error && error.name === 'CLIError')
  return isOurs ? stripVTControlCharacters(message) : `That did not work: ${message}`
}

const words = process.argv.slice(2)
try {
  if (words.includes('--help') || words.includes('-h')) console.log(await help(words))
  else if (words.length === 1 && words[0] === '--version') console.log(version)
  else await runCommand(await loadCommands(words), { rawArgs: words })
} catch (error) {
  console.error(sentenceOf(error))
  if (error instanceof Error && 'code' in error && /^E_(NO|UNKNOWN)_COMMAND$/.test(String(error.code)))
    console.error(`\n${await help(words)}`)
  process.exitCode = exitStatus.refused
}
