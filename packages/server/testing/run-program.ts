/** Runs the real built program, with a folder and settings of its own. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-ports.ts'

const program = fileURLToPath(new URL('../bin/regain.js', import.meta.url))

export interface Ran {
  status: number | null
  out: string
  err: string
}

export interface RunOtherwise {
  /** `undefined` removes a setting. */
  settings?: Record<string, string | undefined>
  uid?: number
}

export async function openProgram(settings: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'regain-program-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const { PATH = '', HOME = '' } = process.env
  const environment = {
    PATH,
    HOME,
    REGAIN_SECRET: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'),
    REGAIN_DATABASE_URL: `file:${join(folder, 'regain.db')}`,
    REGAIN_PORT: String(port),
    REGAIN_ORIGIN: origin,
    ...settings,
  }

  function begin(
    words: readonly string[],
    { settings: other = {}, uid }: RunOtherwise = {},
  ): { child: ChildProcessWithoutNullStreams; ended: Promise<Ran> } {
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...environment, ...other },
      cwd: folder,
      ...(uid !== undefined && { uid }),
    })
    const ran: Ran = { status: null, out: '', err: '' }
    child.stdout.on('data', (chunk) => {
      ran.out += chunk
    })
    child.stderr.on('data', (chunk) => {
      ran.err += chunk
    })
    const ended = once(child, 'close').then(([status]) => ({ ...ran, status: status as number | null }))
    return { child, ended }
  }

  return {
    folder,
    port,
    origin,
    begin,
    run: (...words: string[]) => begin(words).ended,
    async serve() {
      const running = begin(['serve'])
      for (;;) {
        const isReady = await fetch(`${origin}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        )
        if (isReady) return running
        if (running.child.exitCode !== null) throw new Error((await running.ended).err)
        await wait(50)
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
