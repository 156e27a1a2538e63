/** Starts a server as its owner would, without our meter in it, and waits for the first answer that says it can work. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './child.ts'

export interface Program {
  pid: number
  port: number
  /** Milliseconds from the start of the process to that answer. */
  ready: number
  /** Resident bytes now. */
  rss(): number
  stop(): Promise<void>
}

const DEADLINE_MS = 60_000

export async function startProgram(
  program: string[],
  environment: (port: number) => Record<string, string>,
  path: string,
): Promise<Program> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, program, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  while (!(await answers(`http://127.0.0.1:${port}${path}`))) {
    if (performance.now() - began > DEADLINE_MS || child.exitCode !== null) {
      await stop()
      throw new Error(`${program.join(' ')} did not get ready`)
    }
    await wait(2)
  }
  return {
    pid: child.pid ?? 0,
    port,
    ready: performance.now() - began,
    rss: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) * 1024,
    stop,
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
