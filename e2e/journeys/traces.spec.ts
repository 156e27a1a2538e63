/** What remains in the browser: the token of an open flow in its own tab, and nothing of a finished one. */
import type { Page } from '@playwright/test'
import { NEW_PASSWORD } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

/** Every place where a page can store something. */
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

test('neither name, code nor password is in any storage, address, history or event, at any step; the token is in the session storage of its tab while the flow is open', async ({
  person,
  page,
  account,
}) => {
  const secrets = [account.email, NEW_PASSWORD]
  let [flow, token] = ['', '']
  page.on('response', async (response) => {
    if (new URL(response.url()).pathname === '/v1/flows' && response.request().method() === 'POST') {
      const started = await response.json()
      ;[flow, token] = [started.flow.id, started.token]
    }
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
    for (const secret of [token, ...secrets]) expect(kept).not.toContain(secret)
  }
  /** In one entry of one storage, which contains nothing that was typed or shown. */
  const onlyTheTokenIsKept = async () => {
    const [entry = '', ...more] = await page.evaluate(() => Object.values(sessionStorage))
    expect(more).toEqual([])
    expect(entry).toBe(`${flow} ${token}`)
    const { session: _, ...elsewhere } = JSON.parse(await keptBy(page))
    for (const secret of [token, ...secrets]) expect(JSON.stringify(elsewhere)).not.toContain(secret)
  }
  await person.opensTheShop()
  await expect.poll(() => token).not.toBe('')
  await nothingIsKept()
  await person.names()
  await person.picks('email')
  await onlyTheTokenIsKept()
  await person.completes()
  secrets.push(await person.readsTheCode())
  await onlyTheTokenIsKept()
  await person.typesTheCode(secrets.at(-1) ?? '')
  await expect(person.fields.password).toBeVisible()
  await onlyTheTokenIsKept()
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
  // And nowhere in the page itself: a finished recovery leaves no password behind. The fields are removed a moment after the heading changes.
  await expect(page.locator('input')).toHaveCount(0)
  expect(await person.widget.evaluate((element) => `${element.shadowRoot?.innerHTML}${element.innerHTML}`)).not.toContain(NEW_PASSWORD)
})

test('a cancelled flow leaves nothing behind, and an open one is unknown to other tabs', async ({ person, page, context }) => {
  await person.goesToTheCode()
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(second.locator('input[autocomplete="username"]')).toHaveValue('')
  expect(await second.evaluate(() => sessionStorage.length)).toBe(0)
  await person.presses(person.words.cancel)
  await person.isTold('This attempt has ended')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('after a reload and after going back, nothing that was typed is visible', async ({ person, page, account }) => {
  await person.goesToTheCode()
  await person.fields.code.fill(await person.readsTheCode())
  const nothingIsShown = async () => {
    await expect(person.fields.code).toHaveValue('')
    await expect(person.widget.getByText(account.email)).toHaveCount(0)
    expect(await person.widget.evaluate((element) => `${element.shadowRoot?.innerHTML}${element.innerHTML}`)).not.toContain(account.email)
  }
  await page.goto(new URL('/', page.url()).href)
  await page.goBack()
  await nothingIsShown()
  await page.reload()
  await nothingIsShown()
  // Coming back sent nothing: there was one code in total.
  expect(person.codesAt(account.email)).toHaveLength(1)
})

test('a page from the back/forward cache has lost what was typed', async ({ person, page }) => {
  await person.goesToTheNewPassword()
  await person.fields.password.fill(NEW_PASSWORD)
  // As browsers notify a page that enters and leaves the back/forward cache.
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await expect(person.fields.password).toHaveValue('')
})
