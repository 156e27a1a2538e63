/** The command `regain …`: one line for people, JSON for scripts. Bad input gives one line and exit status 1. Each group of commands has a file in `cli/`. */
import { stripVTControlCharacters } from 'node:util'
import type { CommandDef } from 'citty'
import { renderUsage, runCommand } from 'citty'
import { accounts } from './cli/accounts.ts'
import { audit } from './cli/audit.ts'
import { backup, restore } from './cli/backup.ts'
import { InputRefused } from './cli/command.ts'
import { doctor } from './cli/doctor.ts'
import { exitStatus } from './cli/exit-status.ts'
import { init } from './cli/init.ts'
import { operator } from './cli/operator.ts'
import { realm } from './cli/realm.ts'
import { serve } from './cli/serve.ts'
import { site } from './cli/site.ts'
import { BackupRefused } from './db/backup/inspect.ts'
import { DatabaseUnavailable } from './db/database.ts'
import { DatabaseRefused } from './db/refusal.ts'
import { SettingRefused } from './settings/config.ts'
import { version } from './settings/version.ts'

const regain: CommandDef = {
  meta: { name: 'regain', description: 'self-hosted account recovery', version },
  subCommands: { serve, init, doctor, realm, site, accounts, backup, restore, operator, audit },
}

/** The command that is meant, and what it is called in full: for its help. */
function findCommand(words: readonly string[]): [CommandDef, parents: string] {
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
  const [found, parents] = findCommand(words)
  const usage = await renderUsage(found, parents === '' ? undefined : { meta: { name: parents } })
  return process.stdout.isTTY ? usage : stripVTControlCharacters(usage)
}

const FAULTS = [SettingRefused, DatabaseRefused, BackupRefused, InputRefused, DatabaseUnavailable]

/** One sentence, whatever went wrong; never a stack. */
function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'Something went wrong.'
  const isOurs = FAULTS.some((fault) => error instanceof fault) || (error instanceof Error && error.name === 'CLIError')
  return isOurs ? stripVTControlCharacters(message) : `That did not work: ${message}`
}

const words = process.argv.slice(2)
try {
  if (words.includes('--help') || words.includes('-h')) console.log(await help(words))
  else if (words.length === 1 && words[0] === '--version') console.log(version)
  else await runCommand(regain, { rawArgs: words })
} catch (error) {
  console.error(sentenceOf(error))
  if (error instanceof Error && 'code' in error && /^E_(NO|UNKNOWN)_COMMAND$/.test(String(error.code)))
    console.error(`\n${await help(words)}`)
  process.exitCode = exitStatus.refused
}
