/** The OpenAPI document of a built checkout, as its own server returns it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../free-port.mjs'

const LONGEST_START_MS = 60_000

export async function readOpenApi(checkout) {
  const folder = mkdtempSync(join(tmpdir(), 'regain-openapi-'))
  const port = await freePort()
  const server = spawn(process.execPath, [join(checkout, 'packages/server/bin/regain.js'), 'serve'], {
    cwd: folder,
    // Without this machine's own settings.
    env: {
      PATH: process.env.PATH,
      REGAIN_SECRET: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'),
      REGAIN_DATABASE_URL: `file:${join(folder, 'regain.db')}`,
      REGAIN_PORT: String(port),
      REGAIN_ORIGIN: `http://localhost:${port}`,
      REGAIN_LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(server, 'close')
  try {
    for (const begun = Date.now(); Date.now() - begun < LONGEST_START_MS && server.exitCode === null; await wait(50)) {
      const reply = await fetch(`http://localhost:${port}/openapi.json`).catch(() => undefined)
      if (reply?.ok) return await reply.json()
    }
    throw new Error('the server did not start: see above')
  } finally {
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}
