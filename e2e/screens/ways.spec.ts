/** The methods beside codes, on a phone: recovery contacts, approval by mail, and a second proof. */
import { createKeeper } from '../actors/keeper.ts'
import { createPerson } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'
import { createDrawer, phones } from './draw.ts'

test.use({
  policy: { hold: { newHours: 0 }, methods: ['email-code', 'email-approval', 'saved-code', 'contacts'] },
  viewport: { width: 375, height: 740 },
})

for (const [variant, language] of phones)
  test(`methods beside codes, ${variant}`, async ({ page, world, browser }) => {
    const { drawBoth, drawForced } = await createDrawer(browser)
    const account = await world.addAccount({ assurance: 'aal2' })
    const person = createPerson({ page, world, account, language })
    const keeper = createKeeper(createPerson({ page, world, account }), world)
    const friends = ['ann', 'ben'].map((name) => `${name}-${language}@friends.example`)
    const linkTo = async (...which: Parameters<typeof person.readsTheLink>) => `${await person.readsTheLink(...which)}?locale=${language}`
    const drawWidget = async (name: string) => {
      await page.evaluate(() => scrollTo(0, 0))
      await drawBoth(page, `${name}-${variant}`, person.widget)
    }
    const other = await browser.newPage({ viewport: { width: 375, height: 740 } })
    const drawOther = (name: string) => drawBoth(other, `${name}-${variant}`, other.locator('body'))
    /** Ticks the box and presses the first button of the page. */
    const presses = async () => {
      await other.getByRole('checkbox').first().check()
      await other.getByRole('button').first().click()
    }

    await keeper.opensTheirSecurity()
    const [saved = ''] = await keeper.makesSavedCodes()
    await keeper.press('Invite a contact')
    const invite = async (email: string) => {
      await page.locator('input[name="contact-name"]').fill(email.split('-')[0] ?? '')
      await page.locator('input[name="contact-email"]').fill(email)
      if (language === 'en' && email === friends[0]) await drawBoth(page, `contacts-1-invite-${variant}`, keeper.element)
      await keeper.press('Send the invitation')
      await expect(keeper.status).toContainText('The invitation is on its way.')
    }
    for (const friend of friends) {
      if (friend !== friends[0]) await keeper.press('Invite another contact')
      await invite(friend)
      await other.goto(await linkTo('contacts', friend))
      if (friend === friends[0]) await drawOther('contacts-2-invited')
      await presses()
      await other.getByRole('status').waitFor()
    }
    await drawOther('contacts-3-accepted')

    const begins = async (method: string) => {
      await person.opensTheShop()
      await person.names()
      await person.widget.getByRole('radio', { name: method }).check()
    }
    await begins(person.words.contacts)
    await person.onward.click()
    const field = page.locator('input[name="code"]')
    await field.waitFor()
    await drawWidget('contacts-4-asking')
    if (language === 'en') await drawForced(page, `contacts-4-asking-${variant}`, person.widget)
    await other.goto(await linkTo('contacts', friends[0], 2))
    await drawOther('contacts-5-asked')
    await presses()
    const spoken = other.locator('.spoken')
    await spoken.waitFor()
    await drawOther('contacts-6-code')
    await field.fill((await spoken.textContent()) ?? '')
    await person.onward.click()
    await expect(field).toHaveValue('')
    await drawWidget('contacts-7-one-heard')

    await begins(person.words.approval)
    await person.asksForTheCode()
    await person.widget.locator('.number').waitFor()
    await drawWidget('approval-1-number')
    await other.goto(await linkTo('approve'))
    await drawOther('approval-2-asks')
    if (language === 'en') await drawForced(other, `approval-2-asks-${variant}`, other.locator('body'))
    await other.locator('#number').fill(await person.readsTheNumber())
    await other.getByRole('button').first().click()
    await other.getByRole('status').waitFor()
    await drawOther('approval-3-answered')
    // Its screen continues by itself, to the second proof.
    await person.widget.getByRole('radio', { name: person.words.savedCode }).check()
    await drawWidget('gates-1-one-of-two')
    await person.onward.click()
    await field.fill(saved)
    await person.onward.click()
    await person.fields.password.waitFor()
    await drawWidget('gates-2-both')
    await other.close()
  })
