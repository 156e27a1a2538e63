/** `npm run bench -- start`: from the command to the first answer, and the memory of an idle server. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './child.ts'
import { diskFolder } from './folder.ts'
import { betterAuthEnvironment, createBetterAuthDatabase } from './people.ts'
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

const DEADLINE_MS = 60_000
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

async function startOnce(program: string[], environment: (port: number) => Record<string, string>, path: string): Promise<Start> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, program, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  try {
    while (!(await answers(`http://127.0.0.1:${port}${path}`))) {
      if (performance.now() - began > DEADLINE_MS || child.exitCode !== null) throw new Error(`${program.join(' ')} did not get ready`)
      await wait(2)
    }
    const ready = performance.now() - began
    await wait(1000)
    return { ready, rss: Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) * 1024 }
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (reply) => {
      await reply.text()
      return reply.ok
    },
    () => false,
  )
