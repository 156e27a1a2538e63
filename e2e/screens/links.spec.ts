/** The pages behind the links of messages, and the pages about cases. */
import { asksPeople, CONTACT, twoAgree } from '../actors/access.ts'
import { createPerson } from '../actors/person.ts'
import { test } from '../world/test.ts'
import { createDrawer, phones } from './draw.ts'

// None: the clock stays, for the pages of other links.
test.use({ policy: { case: { holdHours: 0 } } })

const PHONE = { width: 375, height: 740 }
const variants = [
  { variant: 'desktop', locale: 'en', size: { width: 960, height: 700 } },
  ...phones.map(([variant, locale]) => ({ variant, locale, size: PHONE })),
]

test('pages behind links', async ({ page, world, account, browser, operator }) => {
  test.setTimeout(300_000)
  const { drawBoth } = await createDrawer(browser)
  const person = createPerson({ page, world, account })
  await asksPeople(person)
  await drawBoth(page, 'case-1-received-desktop', person.widget)
  const other = await twoAgree(operator, browser, world, 'access given')
  await other.page.evaluate(() => scrollTo(0, 0))
  await drawBoth(other.page, 'console-case-desktop')
  await other.page.setViewportSize(PHONE)
  await drawBoth(other.page, 'console-case-phone')
  const drawAll = async (pages: Record<string, string>) => {
    for (const { variant, locale, size } of variants) {
      await page.setViewportSize(size)
      for (const [name, url] of Object.entries(pages)) {
        await page.goto(`${url}?locale=${locale}`)
        await drawBoth(page, `${name}-${variant}`)
      }
    }
  }
  await drawAll({
    'case-2-status': `${world.server}/cases/${world.siteKey}`,
    'case-3-deny': await person.readsTheLink('deny'),
    'case-4-continue': await person.readsTheLink('continue', CONTACT),
    'case-5-genuine': `${world.server}/genuine/${world.siteKey}`,
    'link-gone': `${world.server}/undo/${'x'.repeat(43)}`,
  })
  await person.goesToTheCode()
  const notMine = await person.readsTheLink('not-mine')
  await drawAll({ 'not-mine-1-asks': notMine })
  await page.goto(notMine)
  // As a program sends it; a browser requires the tick itself.
  await page.locator('form').evaluate((form) => (form as HTMLFormElement).submit())
  await page.getByRole('status').waitFor()
  await page.setViewportSize(PHONE)
  await drawBoth(page, 'not-mine-2-no-tick-phone')
  const robbed = { identifiers: [{ kind: 'email', value: CONTACT }], destinations: [{ channel: 'email', value: CONTACT, verified: true }] }
  await world.call('PUT', `/v1/accounts/${account.id}`, robbed)
  const undo = await person.readsTheLink('undo')
  await drawAll({ 'undo-1-asks': undo })
  await page.setViewportSize(PHONE)
  await page.goto(undo)
  await page.getByRole('checkbox').check()
  await page.getByRole('button').click()
  await person.widget.getByRole('radio').first().waitFor()
  await drawBoth(page, 'undo-2-older-address-phone')
})
