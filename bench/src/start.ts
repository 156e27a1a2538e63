/** `npm run bench -- start`: from the command to the first answer, and the memory of an idle server. */
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
  /** Resident bytes, a second later. */
  rss: number
}
export interface StartResult {
  regain: Start[]
  betterAuth: Start[]
}

const UNUSED_PORT = 9

export async function start(quick: boolean): Promise<StartResult> {
  const rounds = quick ? 2 : 9
  const folder = diskFolder()
  try {
    const place = createRegain(join(folder, 'regain'))
    const url = `file:${join(folder, 'better-auth')}`
    await createBetterAuthDatabase(url)
    const betterAuthProgram = fileURLToPath(new URL('servers/better-auth.js', import.meta.url))
    const result: StartResult = { regain: [], betterAuth: [] }
    const show = progress('start', rounds)
    for (let round = 0; round < rounds; round += 1) {
      result.regain.push(await startOnce([regainProgram, 'serve'], regainEnvironment(place, UNUSED_PORT), '/readyz'))
      result.betterAuth.push(await startOnce([betterAuthProgram], betterAuthEnvironment(url, UNUSED_PORT), '/api/auth/ok'))
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
    await wait(1000)
    return { ready: program.ready, rss: program.rss() }
  } finally {
    await program.stop()
  }
}
