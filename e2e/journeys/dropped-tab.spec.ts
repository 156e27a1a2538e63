/** A page that the browser discarded returns to its step: reloaded, restored, duplicated, or left and revisited, on the shop's page and on the hosted one. */
import type { BrowserContext, Page } from '@playwright/test'
import { createPerson, NEW_PASSWORD, type Person } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

const MINUTE = 60_000

const pages = {
  'the shop’s page': (person: Person) => person.opensTheShop(),
  'the hosted page': (person: Person) => person.opensTheHostedPage(),
}

/** What a browser keeps of a tab that it discards, closes or duplicates: its address and its session storage. A new tab gets both. */
async function tabLike(page: Page, context: BrowserContext): Promise<Page> {
  const kept = await page.evaluate(() => Object.entries(sessionStorage))
  const address = page.url()
  const tab = await context.newPage()
  await tab.addInitScript((entries) => {
    // First an empty page, which has no storage.
    if (location.protocol.startsWith('http') && sessionStorage.length === 0)
      for (const [name, value] of entries) sessionStorage.setItem(name, value)
  }, kept)
  await tab.goto(address)
  return tab
}

const toTheCode = async (person: Person, opens: (person: Person) => Promise<void>) => {
  await opens(person)
  await person.names()
  await person.picks('email')
  await person.completes()
}

for (const [where, opens] of Object.entries(pages)) {
  test(`on ${where} a reload shows the same step, from the choice of an address on, and the code still works`, async ({
    person,
    page,
    account,
  }) => {
    await opens(person)
    await person.fields.identifier.fill(account.email)
    await page.reload()
    // Before that, the page starts from the beginning: the name was stored nowhere.
    await expect(person.fields.identifier).toHaveValue('')
    await person.names()
    await person.isTold('Where should we send the code?')
    await page.reload()
    await person.isTold('Where should we send the code?')
    await person.picks('email')
    await expect(person.widget.getByText(account.email)).toHaveCount(0)
    await person.completes()
    const code = await person.readsTheCode()
    await page.reload()
    await expect(person.fields.code).toHaveValue('')
    await person.typesTheCode(code)
    await expect(person.fields.password).toBeVisible()
    await page.reload()
    await expect(person.fields.password).toHaveValue('')
    // Password managers can still find whose password it is.
    await expect(page.locator('input[autocomplete="username"]')).toHaveValue(account.email)
    await person.choosesAPassword()
    await person.isTold('Your new password is set')
    expect(person.codesAt(account.email)).toEqual([code])
    await page.reload()
    await expect(person.fields.identifier).toHaveValue('')
  })

  test(`on ${where} a tab that was discarded, or closed and restored, continues with the code that arrived in between`, async ({
    person,
    page,
    context,
    world,
    account,
  }) => {
    await toTheCode(person, opens)
    const restored = await tabLike(page, context)
    await page.close()
    const again = createPerson({ page: restored, world, account })
    await again.typesTheCode(await again.readsTheCode())
    await again.choosesAPassword()
    await again.isTold('Your new password is set')
    expect(again.codesAt(account.email)).toHaveLength(1)
  })

  test(`on ${where} leaving the page and returning, or going back and forward, shows the same step`, async ({ person, page, world }) => {
    await toTheCode(person, opens)
    await page.goto(`${world.shop}/`)
    await page.goBack()
    await expect(person.fields.code).toBeVisible()
    await page.goForward()
    await page.goBack()
    await person.typesTheCode(await person.readsTheCode())
    await expect(person.fields.password).toBeVisible()
  })
}

test('after eight minutes in the mail app, without a network for a while, the typed text is there and the code works', async ({
  person,
  account,
  complaints,
}) => {
  await person.takesOverTheClock()
  await person.goesToTheCode()
  const code = await person.readsTheCode()
  await person.fields.code.fill(code.slice(0, 4))
  await person.goesOffline()
  await person.looksAway(8 * MINUTE)
  await person.comesBackOnline()
  // Firefox reports requests without a network as errors.
  expect(complaints.filter((one) => !one.includes('did not succeed'))).toEqual([])
  complaints.length = 0
  await expect(person.fields.code).toHaveValue(code.slice(0, 4))
  await person.typesTheCode(code)
  await expect(person.fields.password).toBeVisible()
  expect(person.codesAt(account.email)).toHaveLength(1)
})

test('after the code has expired, the restored page says so and offers another one, which works', async ({ person, page, account }) => {
  await person.takesOverTheClock()
  await person.goesToTheCode()
  await person.readsTheCode()
  await person.waits(11 * MINUTE)
  await page.reload()
  await expect(person.widget.getByText('This code has expired. Send a new one.')).toBeVisible()
  await person.resends()
  await person.typesTheCode(await person.readsTheCode(account.email, 2))
  await expect(person.fields.password).toBeVisible()
})

test('after its flow has ended, the restored page says so, starts again, and keeps nothing', async ({ person, page, world }) => {
  await person.goesToTheCode()
  world.turnClock(31 * MINUTE)
  await page.reload()
  await person.isTold('This attempt has ended')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  await person.presses(person.words.again)
  await expect(person.fields.identifier).toHaveValue('')
})

test('a flow that was ended elsewhere says so as soon as its page is visible again', async ({ person, world, account }) => {
  await person.takesOverTheClock()
  await person.goesToTheCode()
  await world.call('POST', `/v1/accounts/${account.id}/lock`, { cause: 'operator' })
  await world.call('PUT', `/v1/accounts/${account.id}`, {
    identifiers: [{ kind: 'email', value: account.email }],
    destinations: [{ channel: 'email', value: account.email, verified: true }],
    password: 'another lantern never rusts',
  })
  await person.looksAway(MINUTE)
  await person.isTold('This attempt has ended')
})

test('a duplicated tab shares the flow: of two answers one wins, and the other tab shows the current step', async ({
  person,
  page,
  context,
  world,
  account,
}) => {
  await person.goesToTheCode()
  const double = createPerson({ page: await tabLike(page, context), world, account })
  const code = await person.readsTheCode()
  await expect(double.fields.code).toBeVisible()
  await Promise.all([person.typesTheCode(code), double.typesTheCode(code)])
  for (const one of [person, double]) await expect(one.fields.password).toBeVisible()
  await Promise.all([person.choosesAPassword(), double.choosesAPassword('eight loud kettles sing')])
  for (const one of [person, double]) await one.isTold('Your new password is set')
  const taken = async (password: string) => {
    const reply = await world.call('POST', '/v1/sign-ins', { identifier: account.email, password })
    return ((await reply.json()) as { result: string }).result
  }
  expect([await taken(NEW_PASSWORD), await taken('eight loud kettles sing')].sort()).toEqual(['ok', 'refused'])
})

test('an element continues after the page’s router has removed and re-created it, or put it back', async ({ person, page }) => {
  await person.goesToTheCode()
  await person.fields.code.fill('12')
  await page.evaluate(() => {
    const element = document.querySelector('regain-account') as HTMLElement
    const place = element.parentElement as HTMLElement
    const anew = element.cloneNode() as HTMLElement
    element.remove()
    return new Promise<void>((resolve) => setTimeout(() => resolve(place.append(anew)), 50))
  })
  await expect(person.fields.code).toHaveValue('')
  await page.evaluate(() => {
    const element = document.querySelector('regain-account') as HTMLElement
    const place = element.parentElement as HTMLElement
    element.remove()
    return new Promise<void>((resolve) => setTimeout(() => resolve(place.append(element)), 50))
  })
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.fields.password).toBeVisible()
})

test('a page without storage works, and starts from the beginning after a reload', async ({ person, page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'sessionStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    }),
  )
  await person.goesToTheCode()
  await page.reload()
  await expect(person.fields.identifier).toHaveValue('')
  await person.names()
  await person.picks('email')
  await person.completes()
})

test('a stored value that is not a token is ignored', async ({ person, page }) => {
  await person.goesToTheCode()
  const places = await page.evaluate(() => Object.keys(sessionStorage))
  expect(places).toHaveLength(1)
  await page.evaluate(() => {
    for (const place of Object.keys(sessionStorage)) sessionStorage.setItem(place, '{"token":7}')
  })
  await page.reload()
  await expect(person.fields.identifier).toHaveValue('')
  await page.evaluate((place) => sessionStorage.setItem(place, 'some other'), places[0] ?? '')
  await page.reload()
  await expect(person.fields.identifier).toHaveValue('')
  // A flow that the server does not know is no longer kept.
  expect(await page.evaluate(() => sessionStorage.getItem(Object.keys(sessionStorage)[0] ?? ''))).toBeNull()
})

test('a restored page no longer has the typed name, but another account can be chosen with one press', async ({ person, page }) => {
  await person.goesToTheCode()
  await page.reload()
  await expect(person.fields.code).toBeVisible()
  await person.presses(person.words.otherAccount)
  await expect(person.fields.identifier).toHaveValue('')
  await page.reload()
  await expect(person.fields.identifier).toHaveValue('')
})

test('the code of another tab gets an error that explains it, and works in its own tab', async ({
  person,
  page,
  context,
  world,
  account,
}) => {
  await person.goesToTheCode()
  await person.readsTheCode()
  const other = createPerson({ page: await context.newPage(), world, account })
  await other.goesToTheCode()
  await other.readsTheCode(account.email, 2)
  await page.bringToFront()
  // Newest first.
  const [newest = ''] = person.codesAt(account.email)
  await person.typesTheCode(newest)
  await expect(person.summary).toContainText('If you requested it in another tab, enter it there')
  await other.typesTheCode(newest)
  await expect(other.fields.password).toBeVisible()
})
