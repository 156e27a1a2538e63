/** axe finds nothing on any screen. */
import { walk } from '../actors/walk.ts'
import { axeFindsNothing } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test('axe finds nothing on any screen of the widget, light and dark', async ({ person, page, world }) => {
  test.setTimeout(400_000)
  await walk(person, world, (name) => axeFindsNothing(page, name))
})

test('axe finds nothing in the shop, on the hosted page, and in the mailbox', async ({ person, page, world, account }) => {
  await person.getsBackIn()
  await person.signsIn('wrong')
  await axeFindsNothing(page, 'sign-in')
  await person.signsIn('seven quiet kettles sing')
  await person.isSignedIn()
  await axeFindsNothing(page, 'account')
  for (const url of [`${world.shop}/?lang=ar`, `${world.server}/recover/${world.siteKey}`]) {
    await page.goto(url)
    await axeFindsNothing(page, url)
  }
  expect(person.arrivedAt(account.email).length).toBeGreaterThan(0)
  await page.goto(world.phoneAndMail)
  // A mail is shown in a frame that runs no scripts, in which axe would wait forever: it is tested separately.
  await page.locator('iframe').evaluateAll((frames) => {
    for (const frame of frames) frame.remove()
  })
  await axeFindsNothing(page, 'mailbox')
  await page.goto('about:blank')
  await page.setContent(person.arrivedAt(account.email)[0]?.html ?? '')
  // The mail program around it has the landmarks.
  await axeFindsNothing(page, 'letter', ['region', 'landmark-one-main'])
})
