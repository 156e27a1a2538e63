/** From a form in the widget, through two operators and a hold, back into the account on another device; and how to veto it. */
import { asksPeople, CONTACT, twoAgree } from '../actors/access.ts'
import { createPerson } from '../actors/person.ts'
import { looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

const HOUR = 3_600_000

// A separate world: its clock is set forward, and invitations written on the command line use the real one.
test.use({ policy: { case: { holdHours: 1 }, evidence: { sources: ['account-made', 'last-order'], needed: 2 } } })
// Two operators are invited in each.
test.describe.configure({ timeout: 300_000 })

test('a person without any method gets back in on another device, after two operators agreed and the hold is over', async ({
  operator,
  person,
  page,
  browser,
  world,
  account,
}) => {
  const reference = await asksPeople(person, new Date())
  const opened = page.waitForEvent('popup')
  await person.widget.getByRole('link', { name: 'Check the status' }).click()
  const status = await opened
  await looksRight(status)
  await status.getByLabel('Your reference').fill(reference.toLowerCase())
  await status.keyboard.press('Enter')
  await expect(status.getByRole('status')).toHaveText('The Corner Shop support team has received your request.')
  expect(status.url()).toBe(`${world.server}/cases/${world.siteKey}`)

  const other = await twoAgree(operator, browser, world)
  const fitting = other.page.getByRole('row', { name: 'When the account was created' })
  await expect(fitting).toContainText(/matches\s*2 of 2/)
  await expect(other.page.getByText('Total weight: 2. The policy requires 2.')).toBeVisible()
  await looksRight(other.page)
  expect(await other.page.content()).not.toContain(CONTACT)
  await status.getByLabel('Your reference').fill(reference)
  await status.keyboard.press('Enter')
  await expect(status.getByRole('status')).toHaveText('The Corner Shop support team is reviewing your request.')
  await person.readsTheLink('deny')
  expect(person.arrivedAt(CONTACT)).toEqual([])

  world.turnClock(HOUR)
  const link = await person.readsTheLink('continue', CONTACT)

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' })
  const screen = await phone.newPage()
  const away = createPerson({ page: screen, world, account })
  // A mail scanner that runs the scripts of links.
  await screen.goto(link)
  await expect(screen.getByRole('heading', { level: 1, name: 'Get back into your Corner Shop account' })).toBeVisible()
  await looksRight(screen)
  // The person.
  await screen.goto('about:blank')
  await screen.goto(link)
  await screen.getByRole('checkbox', { name: 'I made this request' }).check()
  await screen.getByRole('button', { name: 'Continue' }).click()
  await away.choosesAPassword('seven quiet kettles sing')
  await away.isTold('Your new password is set')
  await away.signsIn(account.password)
  await expect(screen.getByRole('alert')).toBeVisible()
  await away.signsIn('seven quiet kettles sing')
  await away.isSignedIn()
  await expect.poll(() => person.arrivedAt(account.email).some(({ text }) => text.includes('password was changed'))).toBe(true)

  // The link works only once.
  await screen.goto(link)
  await expect(screen.getByRole('heading', { level: 1, name: 'This link no longer works' })).toBeVisible()
  await phone.close()
  await other.page.context().close()
})

test('the owner vetoes access from a mail that scanners opened before, and the operators see the veto', async ({
  operator,
  person,
  page,
  browser,
  world,
}) => {
  await asksPeople(person, new Date())
  const other = await twoAgree(operator, browser, world)
  const link = await person.readsTheLink('deny')
  for (const method of ['GET', 'HEAD']) expect((await page.request.fetch(link, { method })).status()).toBe(200)
  await page.goto(`${link}?locale=ar`)
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await looksRight(page)
  await page.goto(link)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('It was stopped')

  await other.page.reload()
  await expect(other.page.getByText('Stopped by someone with access to an address of the account.').first()).toBeVisible()
  await other.page.context().close()
})

test('without a script, a page says in four languages how to reach the real support team', async ({ page, world }) => {
  for (const language of ['en', 'de', 'ar', 'ja']) {
    await page.goto(`${world.server}/genuine/${world.siteKey}?locale=${language}`)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    for (const way of ['help@shop.example', '+49 30 1234567', 'Corner Shop <no-reply@shop.example>', world.shop])
      await expect(page.getByText(way, { exact: true })).toBeVisible()
  }
  await looksRight(page)
})
