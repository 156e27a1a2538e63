/** `npm run bench -- storm`: ten times the requests that the server can answer, from many addresses, and how it is before, meanwhile and afterwards. */
import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startChild } from '../child.ts'
import { hireOwner } from '../console/owner.ts'
import { diskFolder } from '../folder.ts'
import { callerOf } from '../http.ts'
import { numberedPeople } from '../people.ts'
import { progress } from '../progress.ts'
import { createRegain, someAddress } from '../regain.ts'
import type { Burst } from '../requests/drive.ts'
import { drive } from '../requests/drive.ts'
import type { RegainSystem } from '../requests/system.ts'
import { ROOMY, startSystem } from '../requests/system.ts'
import { quantile } from '../statistics.ts'
import { flood } from './flood.ts'

export interface StormResult {
  seconds: number
  /** How many times the rate that the server can do. */
  times: number
  connections: number
  /** Attempts begun per second without a storm. */
  possible: number
  /** What came of the requests of the storm, per second. */
  perSecond: { due: number; sent: number; answered: number; refused: number; failed: number }
  answered: Waits
  refused: Waits
  allRefusalsSayWhen: boolean
  /** The most resident bytes, sampled each second. */
  rss: number
  /** What stays up, asked several times a second during the storm. */
  probes: Record<Probe, Waits & { asked: number; failed: number }>
  /** Whole recoveries up to the code, without a storm and ten seconds after it. */
  before: Burst
  after: Burst
  /** Memory, second by second. */
  course: { at: number; rss: number }[]
}
interface Waits {
  p50: number
  p99: number
}
const probes = ['/healthz', '/readyz', 'the live list'] as const
type Probe = (typeof probes)[number]

const ACCOUNTS = 1000
const TIMES = 10
const CONNECTIONS = 500
const RECOVER_MS = 10_000

export async function storm(quick: boolean): Promise<StormResult> {
  const seconds = quick ? 8 : 60
  const count = quick ? 100 : 400
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  const place = createRegain(join(folder, 'regain'), ROOMY)
  await numberedPeople.regain(place.url, place.realm, ACCOUNTS)
  const cookie = await hireOwner(place)
  const regain = await startSystem(place, ACCOUNTS, mail)
  const show = progress('storm', 5)
  try {
    await drive(regain, regain.fromFirstClick(count))
    show(1)
    const before = await drive(regain, regain.fromFirstClick(count))
    const starts = Array.from({ length: count * 5 }, () => () => regain.start())
    const { perSecond: possible } = await drive(regain, starts, 64)
    show(2)
    const going = { on: true }
    const watched = watchMemory(regain, going)
    const probed = probe(regain.port, cookie, going)
    const due = possible * TIMES
    const result = await flood({
      port: regain.port,
      connections: CONNECTIONS,
      perSecond: due,
      seconds,
      next: startOf(regain.port, place.siteKey),
    })
    going.on = false
    show(3)
    await wait(RECOVER_MS)
    const after = await drive(regain, regain.fromFirstClick(count))
    show(5)
    const course = await watched
    const answered = result.answers.filter(({ status }) => status === 201)
    const refused = result.answers.filter(({ status }) => status === 503)
    const rate = (number: number): number => number / seconds
    return {
      seconds,
      times: TIMES,
      connections: CONNECTIONS,
      possible,
      perSecond: {
        due,
        sent: rate(result.sent),
        answered: rate(answered.length),
        refused: rate(refused.length),
        failed: rate(result.answers.length - answered.length - refused.length + result.broken),
      },
      answered: waitsOf(answered.map(({ ms }) => ms)),
      refused: waitsOf(refused.map(({ ms }) => ms)),
      allRefusalsSayWhen: refused.every(({ hasRetryAfter }) => hasRetryAfter),
      rss: Math.max(...course.map(({ rss }) => rss)),
      probes: await probed,
      before,
      after,
      course,
    }
  } finally {
    await Promise.all([regain.stop(), mail.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

const waitsOf = (ms: readonly number[]): Waits => ({ p50: quantile(ms, 0.5), p99: quantile(ms, 0.99) })

/** An attempt that begins, each from another address, as a proxy reports it. */
function startOf(port: number, site: string): () => string {
  const body = JSON.stringify({ site, reason: 'forgot-password', locale: 'en' })
  return () =>
    `POST /v1/flows HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nx-forwarded-for: 198.${18 + randomInt(2)}.${randomInt(256)}.${randomInt(256)}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

async function watchMemory(regain: RegainSystem, going: { on: boolean }): Promise<StormResult['course']> {
  const began = performance.now()
  const course: StormResult['course'] = []
  while (going.on) {
    const { rss } = await regain.usage()
    course.push({ at: (performance.now() - began) / 1000, rss })
    await wait(1000)
  }
  return course
}

/** A load balancer and an operator's console go on asking. */
async function probe(port: number, cookie: string, going: { on: boolean }): Promise<StormResult['probes']> {
  const caller = callerOf(port, probes.length)
  const ask = async (name: Probe) => {
    const [ms, failed]: [number[], string[]] = [[], []]
    while (going.on) {
      const reply = await (name === 'the live list'
        ? caller.get('/admin/api/attempts', { cookie, ...someAddress() })
        : caller.get(name)
      ).catch((error: Error) => ({ status: 0, ms: 0, text: error.message }))
      if (reply.status === 200) ms.push(reply.ms)
      else failed.push(`${reply.status} ${reply.text.slice(0, 100)}`)
      await wait(200)
    }
    if (failed[0] !== undefined) console.error(`${name}: ${failed[0]}`)
    return [name, { ...waitsOf(ms), asked: ms.length + failed.length, failed: failed.length }] as const
  }
  const asked = await Promise.all(probes.map(ask))
  caller.close()
  return Object.fromEntries(asked) as StormResult['probes']
}
