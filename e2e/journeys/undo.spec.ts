/** "This wasn't me": a thief changes everything, and the owner still has the old address and a mail. */
import { createPerson, NEW_PASSWORD } from '../actors/person.ts'
import { axeFindsNothing, NARROW, nothingScrollsSideways } from '../world/looks.ts'
import type { Account, World } from '../world/open-world.ts'
import { expect, test } from '../world/test.ts'

const STOLEN = 'mine now and for ever'
const FREEZE = 'This wasn’t me: freeze the account'
const MARK = 'I didn’t make this change'

/** Through the shop's back end, as its page for signed-in people does. */
async function stealFrom({ id }: Account, world: World): Promise<Account> {
  const email = `thief-of-${id}@evil.example`
  const reply = await world.call('PUT', `/v1/accounts/${id}`, {
    identifiers: [{ kind: 'email', value: email }],
    destinations: [{ channel: 'email', value: email, verified: true }],
    password: STOLEN,
  })
  expect(reply.status).toBe(200)
  return { id, email, password: STOLEN }
}

const linksIn = (text: string): string[] => text.match(/https?:\/\/\S+/g) ?? []

/** Every link of every mail, by every method that only reads, twice; and the way programs press buttons. */
async function scan(to: string, world: World): Promise<void> {
  for (const { text, html } of world.arrived.filter((message) => message.to === to))
    for (const url of [...linksIn(text), ...[...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')])
      for (const method of ['HEAD', 'GET', 'GET', 'POST']) await fetch(url, { method, headers: { 'sec-purpose': 'prefetch' } })
}

test('while a thief is in the account, the owner freezes it, proves it by the old address, and gets everything back', async ({
  person,
  page,
  world,
  account,
  browser,
}) => {
  const thief = await stealFrom(account, world)
  const lair = await browser.newContext()
  const theirs = createPerson({ page: await lair.newPage(), world, account: thief })
  await theirs.signsIn(STOLEN)
  await theirs.isSignedIn()

  const link = await person.readsTheLink('undo')
  await scan(account.email, world)
  await theirs.page.reload()
  await theirs.isSignedIn()

  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A change to your Corner Shop account')
  await axeFindsNothing(page)
  await page.getByRole('checkbox', { name: MARK }).check()
  await page.getByRole('button', { name: FREEZE }).click()
  // The thief is signed out before anything is proven.
  await theirs.page.reload()
  await expect(theirs.page).not.toHaveURL(`${world.shop}/account`)
  await theirs.signsIn(STOLEN)
  await expect(theirs.page.getByRole('alert')).toBeVisible()

  await expect(person.methods).toHaveCount(2)
  await axeFindsNothing(page)
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword(account.password)
  await expect(person.fields.password).toHaveAttribute('aria-invalid', 'true')
  await person.choosesAPassword()
  await person.isTold('Your new password is set')

  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
  await theirs.page.goto(`${world.shop}/account`)
  await expect(theirs.page).not.toHaveURL(`${world.shop}/account`)
  await theirs.signsIn(STOLEN)
  await expect(theirs.page.getByRole('alert')).toBeVisible()
  expect(world.arrived.filter(({ to, text }) => to === thief.email && text.includes('/undo/'))).toEqual([])
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works')
  await lair.close()
})

test('the undo page works without script, by keyboard, at 320 pixels, and from right to left', async ({
  browser,
  person,
  world,
  account,
}) => {
  await stealFrom(account, world)
  const link = await person.readsTheLink('undo')
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ar', viewport: NARROW })
  const page = await context.newPage()
  await page.goto(link)
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  const button = page.getByRole('button')
  const box = await button.boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(44)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(NARROW.width)
  await nothingScrollsSideways(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('checkbox')).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('noscript')).toHaveCount(1)
  // The account is frozen, and the owner continues in a browser that runs scripts.
  await expect.poll(async () => (await (await world.call('GET', `/v1/accounts/${account.id}`)).json()).lock?.cause).toBe('frozen')
  await page.goto(link)
  await expect(page.getByRole('button')).toHaveText('تابع لاستعادته')
  await context.close()
})

test('an operator sees that the account is frozen, why, and what ends it', async ({ operator, person, world, account }) => {
  await stealFrom(account, world)
  await fetch(await person.readsTheLink('undo'), { method: 'POST', body: new URLSearchParams({ marked: 'yes' }) })
  await operator.isHiredAs('agent')
  await operator.visitsTheAccountOf(`thief-of-${account.id}@evil.example`)
  await expect(operator.page.getByText('Frozen: “this wasn’t me”', { exact: true })).toBeVisible()
  await expect(operator.page.getByText('the change is undone and the lock is lifted')).toBeVisible()
  await expect(operator.page.getByText('Reported change: names or addresses, by the site.')).toBeVisible()
})
