/** `npm run bench -- watching`: the console in a browser: how soon it shows data on a slow machine and line, and whether the live list keeps up with a busy server without filling the tab. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright'
import { chromium } from 'playwright'
import { startChild } from '../child.ts'
import { diskFolder } from '../folder.ts'
import { mustBe } from '../http.ts'
import { progress } from '../progress.ts'
import type { Regain } from '../regain.ts'
import { createRegain, flowOf, startRegain } from '../regain.ts'
import { hireOwner } from './owner.ts'
import { makePast } from './past.ts'

export interface WatchingResult {
  attempts: number
  /** Milliseconds from the address to the first rows or figures, on an empty cache. */
  firstScreen: { page: string; ms: number[] }[]
  live: {
    /** Seconds, and events a second that really came. */
    seconds: number
    perSecond: number
    samples: Sample[]
  }
}

interface Sample {
  /** Seconds since it began. */
  at: number
  /** Events that stood on record and had not reached the tab. */
  behind: number
  /** Of JavaScript after a collection, in bytes; and elements in the page. */
  heap: number
  nodes: number
}

const FULL = { accounts: 100_000, attempts: 200_000, loads: 9, seconds: 600, everySeconds: 30 }
const QUICK = { accounts: 2000, attempts: 4000, loads: 2, seconds: 30, everySeconds: 10 }
const EVENTS_PER_SECOND = 500
/** Chromium's own "Fast 4G", and a processor a quarter as fast. */
const FAST_4G = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 }
const SLOWER = 4
const screens = { overview: '/admin/overview', attempts: '/admin/attempts', sites: '/admin/sites', record: '/admin/record' }
/** Rows, or the figures of the overview. */
const DATA = 'main tbody tr:visible, main .figures'

export async function watching(quick: boolean): Promise<WatchingResult> {
  const sizes = quick ? QUICK : FULL
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  let browser: Browser | undefined
  try {
    const place = createRegain(join(folder, 'regain'))
    await makePast(place, sizes)
    const cookie = await hireOwner(place)
    const regain = await startRegain(place, mail.port, 32)
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })
    try {
      return {
        attempts: sizes.attempts,
        firstScreen: await firstScreens(browser, regain, cookie, sizes.loads),
        live: await watch(browser, regain, cookie, sizes),
      }
    } finally {
      await browser.close()
      await regain.stop()
    }
  } finally {
    await mail.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A tab without anything in its cache, signed in. */
async function openTab(browser: Browser, { port }: Regain, cookie: string): Promise<{ page: Page; devtools: CDPSession; origin: string }> {
  const origin = `http://127.0.0.1:${port}`
  const context = await browser.newContext({ locale: 'en' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }])
  const page = await context.newPage()
  return { page, devtools: await context.newCDPSession(page), origin }
}

async function firstScreens(browser: Browser, regain: Regain, cookie: string, loads: number): Promise<WatchingResult['firstScreen']> {
  const show = progress('watching: first screens', loads)
  const times = new Map(Object.keys(screens).map((screen) => [screen, [] as number[]]))
  for (let load = 0; load < loads; load += 1) {
    for (const [screen, path] of Object.entries(screens)) {
      const { page, devtools, origin } = await openTab(browser, regain, cookie)
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

/** Attempts begin and are called off, as fast as asked for or as fast as it goes, while a tab has the list open. */
async function watch(
  browser: Browser,
  regain: Regain,
  cookie: string,
  { seconds, everySeconds }: { seconds: number; everySeconds: number },
): Promise<WatchingResult['live']> {
  const { page, devtools, origin } = await openTab(browser, regain, cookie)
  await page.addInitScript(() => {
    // Reads along with the page what reaches it.
    const seen = { event: 0 }
    Object.assign(globalThis, { seen })
    const Source = EventSource
    globalThis.EventSource = class extends Source {
      constructor(...given: ConstructorParameters<typeof Source>) {
        super(...given)
        for (const name of ['attempts', 'reload'])
          this.addEventListener(name, ({ lastEventId }) => {
            seen.event = Number(lastEventId)
          })
      }
    }
  })
  await page.goto(`${origin}${screens.attempts}`)
  await page.locator(DATA).first().waitFor()
  await devtools.send('Performance.enable')
  const going = { on: true, events: 0 }
  const began = performance.now()
  const people = Array.from({ length: 16 }, async () => {
    while (going.on) {
      const ahead = going.events - ((performance.now() - began) / 1000) * EVENTS_PER_SECOND
      if (ahead > 0) await wait(2)
      else {
        going.events += 2
        mustBe(await regain.answer(flowOf(await regain.start()), { type: 'cancel' }), 200)
      }
    }
  })
  const samples: Sample[] = []
  const show = progress('watching: live list', seconds)
  try {
    for (let at = everySeconds; at <= seconds; at += everySeconds) {
      await wait(Math.max(0, at * 1000 - (performance.now() - began)))
      samples.push({ at, ...(await look(page, devtools)) })
      show(at)
    }
  } finally {
    going.on = false
    await Promise.all(people)
  }
  const perSecond = (going.events * 1000) / (performance.now() - began)
  await page.context().close()
  return { seconds, perSecond, samples }
}

async function look(page: Page, devtools: CDPSession): Promise<Omit<Sample, 'at'>> {
  const behind = await page.evaluate(async () => {
    const reply = await fetch('/admin/api/attempts')
    const { event } = (await reply.json()) as { event: number }
    return event - (globalThis as unknown as { seen: { event: number } }).seen.event
  })
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? 0
  return { behind, heap: metric('JSHeapUsedSize'), nodes: metric('Nodes') }
}
