/** What signed-in people see of their ways back, and the steps that ask for what they keep. */
import { createKeeper } from '../actors/keeper.ts'
import { createPerson } from '../actors/person.ts'
import { test } from '../world/test.ts'
import { createDrawer } from './draw.ts'

test.use({ policy: { hold: { newHours: 0 }, methods: ['email-code', 'sms-code', 'saved-code', 'totp', 'passkey'] } })

const sizes = { desktop: { width: 960, height: 900 }, phone: { width: 375, height: 740 } } as const

for (const [variant, size] of Object.entries(sizes))
  test(`ways back, ${variant}`, async ({ page, world, account, browser }) => {
    const { drawBoth } = await createDrawer(browser)
    const person = createPerson({ page, world, account })
    const keeper = createKeeper({ page, world, person, account })
    await page.setViewportSize(size)
    await keeper.opensTheirSecurity()
    await drawBoth(page, `security-1-overview-${variant}`, keeper.element)
    await keeper.press('Make saved codes')
    await keeper.element.getByRole('heading', { name: 'Your saved codes' }).waitFor()
    await drawBoth(page, `security-2-codes-${variant}`, keeper.element)
    await keeper.press('I have them safe')
    await keeper.press('Set up an app')
    await keeper.code.waitFor()
    await drawBoth(page, `security-3-app-${variant}`, keeper.element)
    await keeper.press('Cancel')
    await keeper.press('Remove saved codes')
    await drawBoth(page, `security-4-remove-${variant}`, keeper.element)
    await keeper.press('Keep')
    await keeper.carriesAnAuthenticator()
    await keeper.press('Add a passkey')
    await keeper.element.getByText('The passkey is added.').waitFor()
    await drawBoth(page, `security-5-passkey-${variant}`, keeper.element)
    await person.opensTheShop()
    await person.names()
    await person.widget.getByRole('radio', { name: 'Saved code' }).check()
    await drawBoth(page, `kept-1-choose-${variant}`, person.widget)
    await person.onward.click()
    await person.isTold('Type a saved code')
    await drawBoth(page, `kept-2-saved-code-${variant}`, person.widget)
    await person.turnsBack()
    await person.widget.getByRole('radio', { name: 'Authenticator app' }).check()
    await person.onward.click()
    await person.isTold('Type the code from your app')
    await drawBoth(page, `kept-3-app-${variant}`, person.widget)
    await person.turnsBack()
    await person.widget.getByRole('radio', { name: 'Passkey' }).check()
    await person.onward.click()
    await person.isTold('Use your passkey')
    await drawBoth(page, `kept-4-passkey-${variant}`, person.widget)
  })
