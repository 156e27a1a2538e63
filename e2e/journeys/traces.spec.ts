/** What stays behind in the browser: nothing that helps the next person at it. */
import type { Page } from '@playwright/test'
import { NEW_PASSWORD } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

/** Every place where a page can keep something. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () =>
    JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      state: history.state,
      url: location.href,
      name: window.name,
      loaded: performance.getEntries().map(({ name }) => name),
    }),
  )

test('neither name, code, password nor token is in any storage, address, history or event, at any step', async ({
  person,
  page,
  account,
}) => {
  const secrets = [account.email, NEW_PASSWORD]
  page.on('response', async (response) => {
    if (new URL(response.url()).pathname === '/v1/flows' && response.request().method() === 'POST')
      secrets.push((await response.json()).token)
  })
  const told: string[] = []
  await page.exposeFunction('tell', (text: string) => told.push(text))
  await page.addInitScript(() => {
    for (const name of ['regain-step', 'regain-done', 'regain-cancel', 'regain-error'])
      addEventListener(name, (event) =>
        (window as never as { tell(text: string): void }).tell(name + JSON.stringify((event as CustomEvent).detail)),
      )
  })
  const nothingIsKept = async () => {
    const kept = await keptBy(page)
    for (const secret of secrets) expect(kept).not.toContain(secret)
  }
  await person.opensTheShop()
  await expect.poll(() => secrets.length).toBe(3)
  await nothingIsKept()
  await person.names()
  await person.picks('email')
  await nothingIsKept()
  await person.completes()
  secrets.push(await person.readsTheCode())
  await nothingIsKept()
  await person.typesTheCode(secrets.at(-1) ?? '')
  await expect(person.fields.password).toBeVisible()
  await nothingIsKept()
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  await nothingIsKept()

  expect(told).toEqual([
    'regain-step{"step":"identify"}',
    'regain-step{"step":"choose-method"}',
    'regain-step{"step":"challenge"}',
    'regain-step{"step":"new-password"}',
    'regain-step{"step":"done"}',
    'regain-done{"outcome":"password-changed"}',
  ])
  // Nor anywhere in the page itself: a finished recovery leaves no password behind.
  expect(await person.widget.evaluate((element) => `${element.shadowRoot?.innerHTML}${element.innerHTML}`)).not.toContain(NEW_PASSWORD)
  expect(await page.locator('input').count()).toBe(0)
})

test('after a reload, in a second tab, and on the way back there is nothing to see of what was typed', async ({
  person,
  page,
  context,
  account,
}) => {
  await person.goesToTheCode()
  await person.fields.code.fill(await person.readsTheCode())
  const nothingIsShown = async (tab: Page) => {
    await expect(tab.locator('input[autocomplete="username"]')).toHaveValue('')
    await expect(tab.locator('input[autocomplete="one-time-code"]')).toHaveCount(0)
  }
  const second = await context.newPage()
  await second.goto(page.url())
  await nothingIsShown(second)

  await page.goto(new URL('/', page.url()).href)
  await page.goBack()
  await nothingIsShown(page)
  await page.reload()
  await nothingIsShown(page)
  // Coming back asked for nothing: one code was sent in all.
  expect(person.codesAt(account.email)).toHaveLength(1)
})

test('a page that the browser kept whole and shows again has lost what was typed', async ({ person, page }) => {
  await person.goesToTheNewPassword()
  await person.fields.password.fill(NEW_PASSWORD)
  // As browsers tell a page that goes into the back/forward cache, and comes out of it.
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await expect(person.fields.password).toHaveValue('')
})
