/** Every page of the console: with axe, on a narrow screen, by keyboard, and in German. */
import type { Operator } from '../actors/operator.ts'
import { axeFindsNothing, looksRight, NARROW, nothingScrollsSideways, tabTo } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

const rooms = async ({ page }: Operator): Promise<string[]> => [
  ...(await page
    .getByRole('navigation')
    .first()
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname.replace(/^\/admin/, '')))),
  '/you',
]

test('axe finds nothing on any page, light and dark, and none is wider than a narrow screen', async ({ operator, person, account }) => {
  test.setTimeout(300_000)
  await person.goesToTheCode()
  await operator.isHiredAs('owner')
  const { page } = operator
  for (const room of await rooms(operator)) {
    await operator.goesTo(room)
    await looksRight(page, room)
  }
  await operator.visitsTheAccountOf(account.email)
  await looksRight(page, 'an account')
  await page.getByRole('link', { name: 'See the account' }).or(page.locator('main a[href*="/attempts/"]')).first().click()
  await expect(page.locator('regain-account').getByRole('heading')).toBeVisible()
  await looksRight(page, 'an attempt')

  await page.setViewportSize(NARROW)
  const menu = page.getByRole('button', { name: 'Menu' })
  const sites = page.getByRole('navigation').getByRole('link', { name: 'Sites' })
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await expect(sites).toBeHidden()
  expect((await page.getByRole('banner').boundingBox())?.height).toBeLessThan(80)
  await tabTo(page, menu)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Attempts' })).toHaveAttribute('aria-current', 'page')
  await axeFindsNothing(page, 'the menu')
  await nothingScrollsSideways(page)
  await page.keyboard.press('Escape')
  await expect(sites).toBeHidden()
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await sites.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sites' })).toBeVisible()
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
})

test('an agent locks an account by keyboard alone, and Escape cancels', async ({ operator, account }) => {
  await operator.isHiredAs('agent')
  await operator.goesTo('/accounts')
  const { page } = operator
  await tabTo(page, page.getByLabel('Email, phone or user name'))
  await page.keyboard.type(account.email)
  await page.keyboard.press('Enter')
  const lock = page.getByRole('button', { name: 'Lock', exact: true })
  await tabTo(page, lock)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(lock).toBeFocused()

  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Reason'))
  await page.keyboard.type('asked for it on the phone')
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Lock', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('strong').filter({ hasText: 'Locked by an operator' })).toBeVisible()
})

test('the console speaks German', async ({ operator, account }) => {
  await operator.isHiredAs('agent')
  const { page } = operator
  await operator.goesTo('/you')
  await page.getByLabel('Language').selectOption('de')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sie')
  await operator.goesTo('/accounts')
  await page.getByLabel('E-Mail, Telefon oder Benutzername').fill(account.email)
  await operator.press('Suchen')
  await expect(page.getByRole('heading', { name: 'Diese Person ist nicht ausgesperrt' })).toBeVisible()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
})
