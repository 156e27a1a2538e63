/** Recovery through a device that is still signed in: it asks for the number on the person's own screen, and that screen continues by itself. */
import { createPerson, NEW_PASSWORD } from '../actors/person.ts'
import { axeFindsNothing, looksRight, NARROW } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({ policy: { methods: ['email-code', 'device-approval'], hold: { newHours: 24 } } })

test('a person who is still signed in on a phone approves there, by the number on their own screen', async ({
  person,
  page,
  account,
  browser,
  world,
}) => {
  const phone = await (await browser.newContext({ viewport: NARROW })).newPage()
  await createPerson({ page: phone, world, account }).signsIn(account.password, account.email)
  await phone.getByRole('link', { name: 'Forgot your password on another device?' }).click()
  const asked = phone.locator('regain-security')
  await expect(asked.getByRole('status')).toContainText('This device signed in only recently')

  world.turnClock(24 * 3_600_000)
  await phone.reload()
  await expect(asked.getByRole('status')).toContainText('Nobody is trying to get back into your account')
  await person.opensTheShop()
  await person.names()
  await person.widget.getByRole('radio', { name: 'A device where you’re signed in' }).check()
  await person.widget.getByRole('button', { name: 'Next' }).press('Enter')
  await person.isTold('Answer on your other device')
  await axeFindsNothing(page)
  const number = await person.readsTheNumber()

  await expect(asked.getByRole('status')).toContainText('Someone wants to get back into your account at Corner Shop')
  await looksRight(phone)
  await asked.getByRole('button', { name: 'It wasn’t me' }).click()
  await asked.getByRole('button', { name: 'Cancel' }).click()
  const field = phone.getByRole('textbox', { name: 'The number on your other screen' })
  await field.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await field.fill(number)
  await field.press('Enter')
  await expect(asked.getByRole('status')).toContainText('Continue on your other screen')
  await phone.context().close()

  await person.isTold('Choose a new password')
  await person.choosesAPassword()
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
})
