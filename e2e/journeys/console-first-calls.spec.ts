/** The console's first screens: the browser requests their data with the page, and once. */
import type { Request } from '@playwright/test'
import { createOperator } from '../actors/operator.ts'
import { expect, test } from '../world/test.ts'

test('the calls of a room are requested with its page, and none of them twice', async ({ newWorld: world, browser }) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const olga = createOperator({ page, world })
  await olga.followsTheFirstLink()
  await olga.setsUpPasswordAndApp()
  for (const room of ['overview', 'attempts', 'sites', 'record']) {
    const called: string[] = []
    const note = (request: Request) => {
      const [, call] = /\/admin\/api(.*)$/.exec(request.url()) ?? []
      // A request of the header `Link` is not one of a script.
      if (call !== undefined) called.push(`${request.resourceType() === 'fetch' ? 'later' : 'with the page'}: ${call}`)
    }
    page.on('request', note)
    const opened = await page.goto(`${world.server}/admin/${room}`, { waitUntil: 'networkidle' })
    page.off('request', note)
    const named = [...((await opened?.headerValue('link')) ?? '').matchAll(/<\/admin\/api([^>]+)>/g)].map(([, call = '']) => call)
    expect(named.length, room).toBeGreaterThan(1)
    for (const call of named)
      expect(
        called.filter((one) => one.endsWith(` ${call}`)),
        room,
      ).toEqual([`with the page: ${call}`])
  }
})
