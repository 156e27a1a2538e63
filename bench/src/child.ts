/** Starts a server under test in a separate process, on a free port of the loopback, and sends it questions. */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Usage } from './servers/meter.ts'

export interface Child {
  pid: number
  port: number
  usage(): Promise<Usage>
  ask<Reply>(command: string, value?: number): Promise<Reply>
  stop(): Promise<void>
  /** Ends it without warning. */
  kill(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** `program` is a file in `servers/`; `environment` may use the port. */
export async function startChild(program: string, environment: (port: number) => Record<string, string>): Promise<Child> {
  const port = await freePort()
  const child: ChildProcess = fork(fileURLToPath(new URL(`servers/${program}.js`, import.meta.url)), {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment(port) },
    // Regain's log on stdout is dropped; its errors are shown.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: process.env.BENCH_PROFILE === program ? ['--cpu-prof', '--cpu-prof-dir=/tmp/regain-profiles'] : [],
  })
  const ended = once(child, 'exit')
  const waiting = new Map<number, (reply: never) => void>()
  let last = 0
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (status) => reject(new Error(`${program} ended (${status}) before it was ready`)))
    child.once('message', () => resolve())
  })
  child.on('message', ({ id, ...reply }: { id: number }) => {
    waiting.get(id)?.(reply as never)
    waiting.delete(id)
  })
  const ask = <Reply>(command: string, value?: number) =>
    new Promise<Reply>((resolve, reject) => {
      last += 1
      waiting.set(last, resolve)
      child.send({ id: last, command, value }, (error) => error && reject(new Error(`${program} does not answer`, { cause: error })))
    })
  return {
    pid: child.pid ?? 0,
    port,
    ask,
    usage: async () => (await ask<{ usage: Usage }>('usage')).usage,
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
