/** `npm run bench -- watching`: whether the live list keeps up with a busy server in a browser without filling its memory. */
import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright'
import { mustBe } from '../http.ts'
import { progress } from '../progress.ts'
import { flowOf } from '../regain.ts'
import type { Desk } from './in-browser.ts'
import { DATA, inBrowser, openTab } from './in-browser.ts'

export interface WatchingResult {
  attempts: number
  live: {
    /** Seconds, and events per second that really happened. */
    seconds: number
    perSecond: number
    samples: Sample[]
  }
}

interface Sample {
  /** Seconds since the start. */
  at: number
  /** Events in the audit log that had not reached the tab. */
  behind: number
  /** Bytes of JavaScript memory after a collection, and elements in the page. */
  heap: number
  nodes: number
}

const FULL = { accounts: 100_000, attempts: 200_000, seconds: 600, everySeconds: 30 }
const QUICK = { accounts: 2000, attempts: 4000, seconds: 30, everySeconds: 10 }
const EVENTS_PER_SECOND = 500

export async function watching(quick: boolean): Promise<WatchingResult> {
  const sizes = quick ? QUICK : FULL
  return { attempts: sizes.attempts, live: await inBrowser(sizes, (desk) => watch(desk, sizes)) }
}

/** Attempts begin and are cancelled, as fast as requested or as possible, while a tab shows the list. */
async function watch(desk: Desk, { seconds, everySeconds }: { seconds: number; everySeconds: number }): Promise<WatchingResult['live']> {
  const { page, devtools, origin } = await openTab(desk)
  const { regain } = desk
  await page.addInitScript(() => {
    // Reads everything that reaches the page.
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
  await page.goto(`${origin}/admin/attempts`)
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
