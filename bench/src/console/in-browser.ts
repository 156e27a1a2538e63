/** The console in a browser, with enough history to fill its pages. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright'
import { chromium } from 'playwright'
import { startChild } from '../child.ts'
import { diskFolder } from '../folder.ts'
import type { Regain } from '../regain.ts'
import { createRegain, startRegain } from '../regain.ts'
import { hireOwner } from './owner.ts'
import { makePast } from './past.ts'

export interface Desk {
  browser: Browser
  regain: Regain
  /** The cookie of an owner who is signed in. */
  cookie: string
}

/** Selector of the rows, or of the figures of the overview. */
export const DATA = 'main tbody tr:visible, main .figures'

export async function inBrowser<Result>(
  past: { accounts: number; attempts: number },
  work: (desk: Desk) => Promise<Result>,
): Promise<Result> {
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  try {
    const place = createRegain(join(folder, 'regain'))
    await makePast(place, past)
    const cookie = await hireOwner(place)
    const regain = await startRegain(place, mail.port, 32)
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })
    try {
      return await work({ browser, regain, cookie })
    } finally {
      await browser.close()
      await regain.stop()
    }
  } finally {
    await mail.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A signed-in tab with an empty cache. */
export async function openTab({ browser, regain, cookie }: Desk): Promise<{ page: Page; devtools: CDPSession; origin: string }> {
  const origin = `http://127.0.0.1:${regain.port}`
  const context = await browser.newContext({ locale: 'en' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }])
  const page = await context.newPage()
  return { page, devtools: await context.newCDPSession(page), origin }
}
