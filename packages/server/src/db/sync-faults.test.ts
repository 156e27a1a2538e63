import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlace } from '../../testing/open-test-database.ts'
import { canTrace, injectInto } from '../../testing/syncs.ts'
import { meta } from './schema.ts'

const server = fileURLToPath(new URL('../../', import.meta.url))

/** A process with a database. Each line that it reads is a name to write; it answers when the write has an outcome. */
const PROGRAM = `
import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
const load = (path) => import('${server}dist/' + path)
const { openDatabase } = await load('db/open-database.js')
const { createChain } = await load('audit/chain.js')
const { deriveKeys } = await load('crypto/keys.js')
const { systemChance } = await load('world/chance.js')
const db = await openDatabase({ url: process.argv[1] }, systemChance, createChain(deriveKeys(new Uint8Array(32).fill(9))).append)
const say = (answer) => console.log(JSON.stringify(answer))
say({ name: 'open' })
for await (const name of createInterface({ input: process.stdin })) {
  let runs = 0, unseen = 0, seen = 0, outcome
  const write = db.write(async (tx) => {
    runs += 1
    await tx.run(sql\`INSERT INTO meta (name, value) VALUES (\${name}, '')\`)
  })
  write.then(() => { outcome = 'ok' }, (error) => { outcome = error.name })
  const look = async () => {
    while (!outcome) {
      const rows = await db.read.all(sql\`SELECT 1 FROM meta WHERE name = \${name}\`)
      if (rows.length > 0) seen += 1
      else unseen += 1
      await new Promise(setImmediate)
    }
    say({ name, outcome, runs, unseen, seen })
  }
  look()
}`

interface Answer {
  name: string
  outcome: string
  /** How often the work of the write was run. */
  runs: number
  /** Reads that did not see the write, and reads that did, until its outcome was known. */
  unseen: number
  seen: number
}

async function openProgram(url: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, url], { cwd: server, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const waiting = new Map<string, (answer: Answer) => void>()
  const answerTo = (name: string) => new Promise<Answer>((resolve) => waiting.set(name, resolve))
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer: Answer = JSON.parse(line)
    waiting.get(answer.name)?.(answer)
  })
  await answerTo('open')
  return {
    pid: child.pid,
    write(name: string) {
      child.stdin.write(`${name}\n`)
      return answerTo(name)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

describe.skipIf(!canTrace())('while the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'regain-sync-'))
  const settings = { url: `file:${join(folder, 'regain.db')}` }
  let program: Awaited<ReturnType<typeof openProgram>>
  beforeAll(async () => {
    program = await openProgram(settings.url)
  })
  afterAll(async () => {
    await program.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is slow, a write is not confirmed, reads do not see it, and the event loop goes on', async () => {
    const repair = await injectInto(program.pid, 'delay_enter=400000')
    const { outcome, runs, unseen, seen } = await program.write('slow')
    await repair()
    expect({ outcome, runs }).toEqual({ outcome: 'ok', runs: 1 })
    expect(unseen).toBeGreaterThan(20)
    // Between the end of the sync and the turn of the event loop that confirms it.
    expect(seen).toBeLessThan(unseen)
  })

  it('reports errors, writes are not confirmed, not seen and not run again, and work as soon as it is over', async () => {
    const repair = await injectInto(program.pid, 'error=EIO')
    for (const name of ['lost', 'lost too'])
      expect(await program.write(name)).toMatchObject({ outcome: 'DatabaseUnavailable', runs: 1, seen: 0 })
    await repair()
    expect(await program.write('kept')).toMatchObject({ outcome: 'ok' })
  })

  it('reports errors now and then, nothing that was confirmed is lost', async () => {
    const repair = await injectInto(program.pid, 'error=EIO:when=2+3')
    const answers: Answer[] = []
    for (let round = 0; round < 15; round += 1)
      answers.push(...(await Promise.all([1, 2, 3].map((writer) => program.write(`round ${round}, writer ${writer}`)))))
    await program.kill()
    await repair()
    const confirmed = answers.filter(({ outcome }) => outcome === 'ok').map(({ name }) => name)
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['ok', 'DatabaseUnavailable']))

    const db = await openPlace(settings)
    const names = (await db.read.select({ name: meta.name }).from(meta)).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['slow', 'kept', ...confirmed]))
    expect(await db.read.all(sql`PRAGMA integrity_check`)).toEqual([{ integrity_check: 'ok' }])
    await db.close()
  })
})
