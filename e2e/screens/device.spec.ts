/** A signed-in device gets a request and answers it, on a phone. */
import { createPerson } from '../actors/person.ts'
import { test } from '../world/test.ts'
import { createDrawer, phones } from './draw.ts'

test.use({ policy: { hold: { newHours: 24 }, methods: ['email-code', 'device-approval'] }, viewport: { width: 375, height: 740 } })

const DAY = 86_400_000
for (const [variant, language] of phones)
  test(`a device, ${variant}`, async ({ page, world, account, browser }) => {
    const { drawBoth } = await createDrawer(browser)
    const person = createPerson({ page, world, account, language })
    const phone = await (await browser.newContext({ viewport: { width: 375, height: 740 } })).newPage()
    await createPerson({ page: phone, world, account }).signsIn(account.password, account.email)
    world.turnClock(DAY)
    await phone.getByRole('link', { name: 'Forgot your password on another device?' }).click()
    await phone.goto(`${phone.url().split('?')[0]}?lang=${language}`)
    const asked = phone.locator('regain-security')
    await asked.getByRole('status').waitFor()
    await drawBoth(phone, `device-1-nobody-asks-${variant}`, asked)
    await person.opensTheShop()
    await person.names()
    await person.chooses(person.words.device)
    await person.widget.locator('.number').waitFor()
    await drawBoth(page, `device-2-number-${variant}`, person.widget)
    await phone.locator('regain-security input').waitFor()
    await drawBoth(phone, `device-3-asked-${variant}`, asked)
    await phone.context().close()
  })
