/** Every page of the console: on a desktop and on a phone, each light and dark. */
import { createPerson } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'
import { createDrawer } from './draw.ts'

test('the console, on a desktop and a phone', async ({ operator, person, world, account, browser }) => {
  test.setTimeout(600_000)
  const { drawBoth } = await createDrawer(browser)
  const { page } = operator
  const draw = async (name: string) => {
    await page.evaluate(() => scrollTo(0, 0))
    // The desktop last: on a phone the rooms and signing out are in a menu.
    for (const [variant, size] of Object.entries({ phone: { width: 375, height: 740 }, desktop: { width: 1280, height: 800 } })) {
      await page.setViewportSize(size)
      await drawBoth(page, `console-${name}-${variant}`)
    }
  }
  const { link } = await world.regain<{ link: string }>('operator', 'invite', 'olga@example.com', '--role', 'owner')
  await page.goto(link)
  await expect(page.getByLabel('Your name')).toBeVisible()
  await draw('join')

  await operator.isHiredAs('owner')
  await operator.goesTo('/attempts')
  await draw('attempts-empty')
  await person.goesToTheCode()
  await person.typesTheCode('00000000')
  await expect(person.summary).toBeVisible()
  const stranger = await browser.newPage()
  const nobody = createPerson({ page: stranger, world, account: { ...account, email: 'nobody@example.com' } })
  await nobody.opensTheShop()
  await nobody.names()
  await nobody.picks('email')
  await stranger.close()

  const rooms = await page
    .getByRole('navigation')
    .first()
    .getByRole('link')
    .evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).pathname.replace(/^\/admin/, '')))
  const nameOf = (room: string) => room.slice(1).replaceAll('/', '-') || 'overview'
  for (const room of [...rooms, '/you']) {
    if (room === '/readiness') await operator.seesReadiness(/^\d+ accounts?, counted/)
    else await operator.goesTo(room)
    await draw(nameOf(room))
  }
  const chooseLanguage = (language: string) =>
    page.evaluate((value) => localStorage.setItem('regain-console', JSON.stringify({ language: value })), language)
  await chooseLanguage('de')
  for (const room of rooms) {
    await operator.goesTo(room)
    await page.evaluate(() => scrollTo(0, 0))
    await drawBoth(page, `console-${nameOf(room)}-german-desktop`)
  }
  await chooseLanguage('en')
  await operator.goesTo('/attempts?state=nonsense')
  await draw('attempts-failing')
  // Only now, because such a lock ends by itself after half a minute.
  for (let n = 0; n < 5; n += 1)
    await world.call('POST', '/v1/sign-ins', { identifier: account.email, password: `a wrong password, number ${n}`, ip: '198.51.100.23' })
  await operator.visitsTheAccountOf(account.email)
  await draw('account')
  await operator.press('Unlock')
  await draw('account-unlock')
  await page.keyboard.press('Escape')
  await page.locator('main a[href*="/attempts/"]').first().click()
  await expect(page.locator('regain-account').getByRole('heading')).toBeVisible()
  await draw('attempt')
  await operator.signsOut()
  await draw('sign-in')
})
