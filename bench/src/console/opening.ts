/** `npm run bench -- opening`: how soon a page of the console shows data on a slow machine and connection. */
import { progress } from '../progress.ts'
import type { Desk } from './in-browser.ts'
import { DATA, inBrowser, openTab } from './in-browser.ts'

export interface OpeningResult {
  attempts: number
  /** Milliseconds from entering the address to the first rows or figures, with an empty cache. */
  firstScreen: { page: string; ms: number[] }[]
}

const FULL = { accounts: 100_000, attempts: 200_000, loads: 9 }
const QUICK = { accounts: 2000, attempts: 4000, loads: 2 }
/** Chromium's own "Fast 4G", and a processor with a quarter of the speed. */
const FAST_4G = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 }
const SLOWER = 4
const screens = { overview: '/admin/overview', attempts: '/admin/attempts', sites: '/admin/sites', record: '/admin/record' }

export async function opening(quick: boolean): Promise<OpeningResult> {
  const sizes = quick ? QUICK : FULL
  return { attempts: sizes.attempts, firstScreen: await inBrowser(sizes, (desk) => openAll(desk, sizes.loads)) }
}

async function openAll(desk: Desk, loads: number): Promise<OpeningResult['firstScreen']> {
  const show = progress('opening', loads)
  const times = new Map(Object.keys(screens).map((screen) => [screen, [] as number[]]))
  for (let load = 0; load < loads; load += 1) {
    for (const [screen, path] of Object.entries(screens)) {
      const { page, devtools, origin } = await openTab(desk)
      await devtools.send('Network.emulateNetworkConditions', FAST_4G)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
      const began = performance.now()
      await page.goto(`${origin}${path}`, { waitUntil: 'commit' })
      await page.locator(DATA).first().waitFor()
      times.get(screen)?.push(performance.now() - began)
      await page.context().close()
    }
    show(load + 1)
  }
  return [...times].map(([page, ms]) => ({ page, ms }))
}
