/** `npm run bench -- start`: from the command to the first answer, the memory of an idle server, and how long help takes. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { diskFolder } from './folder.ts'
import { betterAuthEnvironment, createBetterAuthDatabase } from './people.ts'
import { startProgram } from './program.ts'
import { progress } from './progress.ts'
import { createRegain, regainEnvironment, regainProgram } from './regain.ts'

export interface Start {
  /** Milliseconds from the start of the process to the first answer that says it is ready. */
  ready: number
  /** Resident bytes ten seconds later. */
  rss: number
}
export interface StartResult {
  regain: Start[]
  betterAuth: Start[]
  /** Milliseconds that `regain --help` takes, and Node with an empty program. */
  help: number[]
  node: number[]
}

const UNUSED_PORT = 9
/** Whatever is loaded after the start is loaded by then. */
const REST_MS = 10_000

export async function start(quick: boolean): Promise<StartResult> {
  const rounds = quick ? 2 : 9
  const folder = diskFolder()
  try {
    const place = createRegain(join(folder, 'regain'))
    const url = `file:${join(folder, 'better-auth')}`
    await createBetterAuthDatabase(url)
    const betterAuthProgram = fileURLToPath(new URL('servers/better-auth.js', import.meta.url))
    const result: StartResult = { regain: [], betterAuth: [], help: [], node: [] }
    const show = progress('start', rounds)
    for (let round = 0; round < rounds; round += 1) {
      result.regain.push(await startOnce([regainProgram, 'serve'], regainEnvironment(place, UNUSED_PORT), '/readyz'))
      result.betterAuth.push(await startOnce([betterAuthProgram], betterAuthEnvironment(url, UNUSED_PORT), '/api/auth/ok'))
      result.help.push(runOnce(regainProgram, '--help'))
      result.node.push(runOnce('--eval', '0'))
      show(round + 1)
    }
    return result
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startOnce(...command: Parameters<typeof startProgram>): Promise<Start> {
  const program = await startProgram(...command)
  try {
    await wait(REST_MS)
    return { ready: program.ready, rss: program.rss() }
  } finally {
    await program.stop()
  }
}

function runOnce(...words: string[]): number {
  const began = performance.now()
  const { status } = spawnSync(process.execPath, words, { stdio: 'ignore' })
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}`)
  return performance.now() - began
}
