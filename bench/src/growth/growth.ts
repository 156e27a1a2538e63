/** `npm run bench -- growth`: what a recovery costs with a thousand to a million attempts in the database, and how fast expired ones are deleted meanwhile. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import type { Child } from '../child.ts'
import { startChild } from '../child.ts'
import { makePast } from '../console/past.ts'
import { diskFolder } from '../folder.ts'
import type { RegainPlace } from '../regain.ts'
import { createRegain } from '../regain.ts'
import type { Burst } from '../requests/drive.ts'
import { drive } from '../requests/drive.ts'
import type { RegainSystem } from '../requests/system.ts'
import { ROOMY, recoverOnce, startSystem } from '../requests/system.ts'

export interface GrowthResult {
  accounts: number
  sizes: {
    attempts: number
    /** Bytes of the database file. */
    bytes: number
    /** Recoveries up to the code, from the first click. */
    bursts: Burst[]
  }[]
  /** At the largest size. */
  purge: Purge
}
interface Purge {
  /** Callers that asked for codes meanwhile. */
  callers: number
  /** Attempts that had expired at the start. */
  expired: number
  /** How many of them were deleted per second while codes were asked for. */
  perSecond: number
  /** How many attempts began per second meanwhile. */
  arrived: number
}

const ACCOUNTS = 1000
const SIZES = [1000, 10_000, 100_000, 1_000_000]
const QUICK_SIZES = [1000, 5000]
/** The server deletes attempts after ninety days. */
const KEPT_MS = 90 * 86_400_000
const MOST_EXPIRED = 100_000
const CALLERS = 8
const LOOK_MS = 20
/** How long arrivals are counted at least. */
const LEAST_MS = 3000
const DEADLINE_MS = 300_000

export async function growth(quick: boolean): Promise<GrowthResult> {
  const sizes = quick ? QUICK_SIZES : SIZES
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  try {
    const places: RegainPlace[] = []
    for (const attempts of sizes) {
      const place = createRegain(join(folder, `regain-${attempts}`), ROOMY)
      await makePast(place, { accounts: ACCOUNTS, attempts })
      places.push(place)
    }
    const bursts = await costsOf(places, mail, quick)
    const largest = places.at(-1)
    if (!largest) throw new Error('no size was measured')
    const measured = sizes.map(async (attempts, nth) => ({
      attempts,
      bursts: bursts[nth] ?? [],
      bytes: await bytesOf(places[nth] ?? largest),
    }))
    return { accounts: ACCOUNTS, sizes: await Promise.all(measured), purge: await purgeOf(largest, mail) }
  } finally {
    await mail.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The sizes take turns, so that a machine that gets busy is so for all of them. */
async function costsOf(places: readonly RegainPlace[], mail: Child, quick: boolean): Promise<Burst[][]> {
  const [rounds, count] = quick ? [2, 40] : [7, 200]
  const systems: RegainSystem[] = []
  try {
    for (const place of places) systems.push(await startSystem(place, ACCOUNTS, mail))
    const bursts: Burst[][] = systems.map(() => [])
    // The first round warms up and does not count.
    for (let round = 0; round <= rounds; round += 1)
      for (const [nth, system] of systems.entries()) {
        const burst = await drive(system, system.fromFirstClick(count))
        if (round > 0) bursts[nth]?.push(burst)
      }
    return bursts
  } finally {
    await Promise.all(systems.map((system) => system.stop()))
  }
}

async function bytesOf({ url }: RegainPlace): Promise<number> {
  const client = createClient({ url })
  try {
    const { rows } = await client.execute('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
    return Number(rows[0]?.bytes)
  } finally {
    client.close()
  }
}

/** A server deletes what has expired as soon as it starts. People ask for codes at the same time, as fast as they are answered. */
async function purgeOf(place: RegainPlace, mail: Child): Promise<Purge> {
  const client = createClient({ url: place.url })
  const limit = Date.now() - KEPT_MS
  const left = async (): Promise<number> =>
    Number((await client.execute({ sql: 'SELECT count(*) AS left FROM flows WHERE started_at < ?', args: [limit] })).rows[0]?.left)
  try {
    await client.execute({
      sql: 'UPDATE flows SET started_at = started_at - ? WHERE rowid IN (SELECT rowid FROM flows ORDER BY started_at LIMIT min(?, (SELECT count(*) / 2 FROM flows)))',
      args: [KEPT_MS, MOST_EXPIRED],
    })
    const expired = await left()
    const started = performance.now()
    const regain = await startSystem(place, ACCOUNTS, mail)
    try {
      const going = { on: true, done: 0 }
      const ready = performance.now()
      const people = Array.from({ length: CALLERS }, async () => {
        while (going.on) {
          await recoverOnce(regain)
          going.done += 1
        }
      })
      let since = started
      let deleted = expired
      let over = 0
      for (const until = ready + LEAST_MS; over === 0 || performance.now() < until; await wait(LOOK_MS)) {
        const now = await left()
        // The server has started when the first are gone.
        if (since === started && now < expired && now > 0) [since, deleted] = [performance.now(), now]
        if (now === 0 && over === 0) over = performance.now()
        if (performance.now() - ready > DEADLINE_MS) throw new Error(`${now} expired attempts were not deleted`)
      }
      going.on = false
      const arrived = going.done / ((performance.now() - ready) / 1000)
      await Promise.all(people)
      return { callers: CALLERS, expired, perSecond: deleted / ((over - since) / 1000), arrived }
    } finally {
      await regain.stop()
    }
  } finally {
    client.close()
  }
}
