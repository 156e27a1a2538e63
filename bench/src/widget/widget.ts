/** `npm run bench -- widget`: how soon a person can choose on a slow phone, and what the browser requests until then. */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { chromium } from 'playwright'
import { freePort } from '../child.ts'
import { quietFolder } from '../folder.ts'
import { progress } from '../progress.ts'
import type { Regain } from '../regain.ts'
import { createRegain, POLICY, startRegain } from '../regain.ts'

/** A request of the widget, in milliseconds since the page's own request. */
export interface Requested {
  path: string
  began: number
  ended: number
}

export interface WidgetResult {
  /** Milliseconds from the page's address to the first choice that can be made. */
  ms: number[]
  /** Of the load that took the median time. */
  requests: Requested[]
}

const LOADS = { full: 15, quick: 3 }
/** A phone on a mobile network: 40 ms, 9 Mbit/s, and a processor a quarter as fast. */
const PHONE = { offline: false, latency: 40, downloadThroughput: 1_125_000, uploadThroughput: 187_500 }
const SLOWER = 4

export async function widget(quick: boolean): Promise<WidgetResult> {
  const folder = quietFolder()
  const shopPort = await freePort()
  const shop = `http://localhost:${shopPort}`
  const place = createRegain(join(folder, 'regain'), POLICY, shop)
  // No message leaves before the first choice: nothing listens at the port of the mail server.
  const regain = await startRegain(place, 1, 1)
  const server = await serveShop(shopPort, pageOf(regain, place.siteKey))
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })
  try {
    return await openOften(browser, shop, regain, quick ? LOADS.quick : LOADS.full)
  } finally {
    await browser.close()
    server.close()
    await regain.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const pageOf = ({ port }: Regain, siteKey: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title>
<link rel="icon" href="data:,">
<script type="module" src="http://127.0.0.1:${port}/regain.js"></script>
<regain-account site="${siteKey}"></regain-account>`

async function serveShop(port: number, page: string): Promise<Server> {
  const server = createServer((_, reply) => reply.setHeader('content-type', 'text/html; charset=utf-8').end(page))
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return server
}

async function openOften(browser: Browser, shop: string, regain: Regain, loads: number): Promise<WidgetResult> {
  const show = progress('widget', loads)
  const opened: { ms: number; requests: Requested[] }[] = []
  for (let load = 0; load < loads; load += 1) {
    opened.push(await openOnce(browser, shop, `http://127.0.0.1:${regain.port}`))
    show(load + 1)
  }
  const byTime = opened.toSorted((one, other) => one.ms - other.ms)
  return { ms: opened.map(({ ms }) => ms), requests: byTime[Math.floor(byTime.length / 2)]?.requests ?? [] }
}

async function openOnce(browser: Browser, shop: string, origin: string): Promise<{ ms: number; requests: Requested[] }> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 390, height: 844 } })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', PHONE)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const began = performance.now()
    const since = (): number => performance.now() - began
    const running = new Map<string, Requested>()
    devtools.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => {
      if (url.startsWith(origin))
        running.set(requestId, { path: url.slice(origin.length), began: since(), ended: Number.POSITIVE_INFINITY })
    })
    devtools.on('Network.loadingFinished', ({ requestId }) => {
      const request = running.get(requestId)
      if (request) request.ended = since()
    })
    await page.goto(shop, { waitUntil: 'commit' })
    await page.locator('regain-account input[type=radio]').first().waitFor()
    const ms = since()
    return { ms, requests: [...running.values()].filter((request) => request.ended <= ms) }
  } finally {
    await context.close()
  }
}
