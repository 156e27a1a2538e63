/** A whole recovery in WebKit's engine, reloaded at each step. */
import { NEW_PASSWORD } from '../actors/person.ts'
import { openWebKit } from '../actors/webkit.ts'
import { expect, test } from '../world/test.ts'

const { WEBKIT_DRIVER_PATH = '/usr/bin/WebKitWebDriver' } = process.env

/** The page with the widget, and another page of the same site: after a visit to another site, the driver loses the window. */
const places = [
  ['the shop’s page', ({ shop }: { shop: string }) => [`${shop}/forgot?lang=en`, `${shop}/`]],
  [
    'the hosted page',
    ({ server, siteKey }: { server: string; siteKey: string }) => [`${server}/recover/${siteKey}?locale=en`, `${server}/docs`],
  ],
] as const

for (const [where, pagesOf] of places)
  test(`on ${where} a person gets back in although the page is reloaded at each step, and the tab keeps nothing afterwards`, async ({
    world,
    account,
  }) => {
    const codes = () => world.arrived.flatMap(({ to, text }) => (to === account.email ? (/\b\d{8}\b/.exec(text)?.[0] ?? []) : []))
    const [page = '', elsewhere = ''] = pagesOf(world)
    const webkit = await openWebKit(WEBKIT_DRIVER_PATH)
    const isAsked = (name: string) => expect.poll(() => webkit.has(name), { message: name }).toBe(true)
    try {
      await webkit.goes(page)
      await webkit.types('identifier', account.email)
      await webkit.goesOn()
      await expect.poll(webkit.reads).toContain('Where should we send the code?')
      await webkit.reloads()
      await expect.poll(webkit.reads).toContain('Where should we send the code?')
      await webkit.clicks('label input')
      await webkit.types('complete', account.email)
      await webkit.goesOn()
      await isAsked('code')
      await webkit.reloads()
      await isAsked('code')
      await webkit.goes(elsewhere)
      await webkit.goesBack()
      await isAsked('code')
      await expect.poll(() => codes().length).toBe(1)
      await webkit.types('code', codes()[0] ?? '')
      await webkit.goesOn()
      await isAsked('password')
      await webkit.reloads()
      await isAsked('password')
      await webkit.types('password', NEW_PASSWORD)
      await webkit.goesOn()
      await expect.poll(webkit.reads).toContain('Your new password is set')
      expect(await webkit.kept()).toBe(0)
    } finally {
      await webkit.close()
    }
  })
