/** Every screen, mail and text message: on a desktop, on a phone, and right to left; each light and dark. */
import { createPerson } from '../actors/person.ts'
import { walk } from '../actors/walk.ts'
import { test } from '../world/test.ts'
import { createDrawer, phones } from './draw.ts'

const DESKTOP = { width: 960, height: 800 }
const PHONE = { width: 375, height: 740 }

const variants = [
  { variant: 'desktop', language: 'en', size: DESKTOP } as const,
  ...phones.map(([variant, language]) => ({ variant, language, size: PHONE })),
]

for (const { variant, language, size } of variants) {
  test(`the widget, ${variant}`, async ({ page, world, account, browser }) => {
    const { drawBoth } = await createDrawer(browser)
    await page.setViewportSize(size)
    let place = 0
    await walk(createPerson({ page, world, account, language }), world, async (name) => {
      place += 1
      await page.evaluate(() => scrollTo(0, 0))
      await drawBoth(page, `widget-${String(place).padStart(2, '0')}-${name}-${variant}`, page.locator('regain-account'))
    })
  })

  test(`the pages around the widget, ${variant}`, async ({ page, world, account, browser }) => {
    const { drawBoth } = await createDrawer(browser)
    const person = createPerson({ page, world, account, language })
    await page.setViewportSize(size)
    await page.goto(`${world.shop}/?lang=${language}`)
    await drawBoth(page, `shop-${variant}`)
    await person.getsBackIn()
    await person.signsIn('not it')
    await drawBoth(page, `shop-sign-in-${variant}`)
    await person.signsIn('seven quiet kettles sing')
    await person.isSignedIn()
    await drawBoth(page, `shop-account-${variant}`)
    await person.opensTheShop()
    await drawBoth(page, `shop-cannot-sign-in-${variant}`)
    await page.goto(`${world.server}/recover/${world.siteKey}?locale=${language}`)
    await person.fields.identifier.waitFor()
    await drawBoth(page, `hosted-page-${variant}`)

    await person.opensTheShop()
    await person.names()
    await person.picks('phone')
    await person.completes(account.phone?.slice(-4))
    await person.readsTheCode(account.phone)
    await page.goto(world.phoneAndMail)
    const messages = { notice: 0, code: 1 }
    for (const [name, place] of Object.entries(messages)) {
      await page.goto(`${world.phoneAndMail}/?mail=${person.arrivedAt(account.email)[place]?.id}`)
      await page.locator('iframe').contentFrame().locator('h1').waitFor()
      await drawBoth(page, `mailbox-${name}-${variant}`)
      await drawBoth(page, `mail-${name}-${variant}`, page.locator('iframe'))
    }
    await drawBoth(page, `phone-with-text-messages-${variant}`, page.locator('#phone'))
  })
}

test('the picture at the top of the README', async ({ page, world, account, browser }) => {
  const { folder } = await createDrawer(browser)
  const person = createPerson({ page, world, account })
  await page.setViewportSize({ width: 520, height: 760 })
  await person.goesToTheCode()
  await person.fields.code.fill('4815 1623')
  const [light, dark] = await Promise.resolve(['light', 'dark'] as const).then(async (schemes) => {
    const pictures: string[] = []
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      pictures.push((await page.locator('regain-account').screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64'))
    }
    return pictures
  })
  const board = await browser.newPage({ viewport: { width: 1016, height: 680 } })
  await board.setContent(
    `<style>body{margin:0;display:flex;gap:24px;padding:24px;width:max-content;background:linear-gradient(90deg,#f7f5ee 50%,#151813 50%)}img{display:block;width:472px}</style><img src="data:image/png;base64,${light}"><img src="data:image/png;base64,${dark}">`,
  )
  await board.locator('body').screenshot({ path: `${folder}widget.png` })
  await board.close()
})
