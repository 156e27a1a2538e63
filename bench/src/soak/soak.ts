/** `npm run bench -- soak [--minutes=N]`: at half of the rate that the server can do, whether anything grows that should not. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startChild } from '../child.ts'
import { diskFolder } from '../folder.ts'
import { progress } from '../progress.ts'
import { drive } from '../requests/drive.ts'
import { recoverOnce, regainSystem } from '../requests/system.ts'

export interface SoakResult {
  minutes: number
  /** Recoveries up to the code per second: possible, and asked for. */
  possible: number
  perSecond: number
  /** Recoveries that failed. */
  failed: number
  samples: SoakSample[]
}
export interface SoakSample {
  /** Seconds since the start. */
  at: number
  rss: number
  /** Bytes of the write-ahead log. */
  log: number
  /** Open files and sockets. */
  handles: number
  lagP99: number
}

const ACCOUNTS = 1000
const MINUTES = 60
const SAMPLES = 120
/** Beyond it, the server can't keep up: the load waits. */
const MOST_OPEN = 500

export async function soak(quick: boolean, minutes = quick ? 0.4 : MINUTES): Promise<SoakResult> {
  const folder = diskFolder()
  const file = join(folder, 'regain')
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  const regain = await regainSystem(file, ACCOUNTS, mail)
  const show = progress('soak', minutes * 60)
  try {
    await drive(regain, regain.fromFirstClick(quick ? 40 : 400))
    const { perSecond: possible } = await drive(regain, regain.fromFirstClick(quick ? 100 : 2000))
    const perSecond = possible / 2
    const open = new Set<Promise<unknown>>()
    const result: SoakResult = { minutes, possible, perSecond, failed: 0, samples: [] }
    const [began, every] = [performance.now(), (minutes * 60) / (quick ? 20 : SAMPLES)]
    let begun = 0
    for (let sampled = 0; sampled * every < minutes * 60; ) {
      const at = (performance.now() - began) / 1000
      for (; begun < at * perSecond && open.size < MOST_OPEN; begun += 1) {
        const going: Promise<unknown> = recoverOnce(regain)
          .catch(() => {
            result.failed += 1
          })
          .finally(() => open.delete(going))
        open.add(going)
      }
      if (at >= (sampled + 1) * every) {
        const { rss, lagP99 } = await regain.usage()
        const handles = readdirSync(`/proc/${regain.pid}/fd`).length
        result.samples.push({ at, rss, lagP99, handles, log: statSync(`${file}-wal`).size })
        sampled += 1
        show(sampled * every)
      }
      await wait(2)
    }
    await Promise.all(open)
    return result
  } finally {
    await Promise.all([regain.stop(), mail.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}
