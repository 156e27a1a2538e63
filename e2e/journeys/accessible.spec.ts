/** What tools for people with disabilities find, on every screen. */
import { AxeBuilder } from '@axe-core/playwright'
import { walk } from '../actors/walk.ts'
import { expect, test } from '../world/test.ts'

const lookWithAxe = async (page: import('@playwright/test').Page, name: string, without: string[] = []) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).disableRules(without).analyze()
    expect(
      violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) })),
      `${name}, ${colorScheme}`,
    ).toEqual([])
  }
}

test('axe finds nothing on any screen of the widget, light and dark', async ({ person, page, world }) => {
  test.setTimeout(400_000)
  await walk(person, world, (name) => lookWithAxe(page, name))
})

test('axe finds nothing in the shop, on the hosted page, and in the mailbox', async ({ person, page, world, account }) => {
  await person.getsBackIn()
  await person.signsIn('wrong')
  await lookWithAxe(page, 'sign-in')
  await person.signsIn('seven quiet kettles sing')
  await person.isSignedIn()
  await lookWithAxe(page, 'account')
  for (const url of [`${world.shop}/?lang=ar`, `${world.server}/recover/${world.siteKey}`]) {
    await page.goto(url)
    await lookWithAxe(page, url)
  }
  expect(person.arrivedAt(account.email).length).toBeGreaterThan(0)
  await page.goto(world.phoneAndMail)
  // A letter stands in a frame that runs no scripts, in which axe would wait for ever: it is looked at by itself.
  await page.locator('iframe').evaluateAll((frames) => {
    for (const frame of frames) frame.remove()
  })
  await lookWithAxe(page, 'mailbox')
  await page.goto('about:blank')
  await page.setContent(person.arrivedAt(account.email)[0]?.html ?? '')
  // The mail program around it brings the landmarks.
  await lookWithAxe(page, 'letter', ['region', 'landmark-one-main'])
})
