/** A recovery that ends with a passkey instead of a new password: created in the widget, and valid at the shop's sign-in at once. */
import { axeFindsNothing, fitsAPhone } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({ policy: { methods: ['email-code', 'passkey'], signInByPasskey: true } })

test('a person creates a passkey instead of a password, and signs in at the shop with it; the old password no longer works', async ({
  person,
  page,
  account,
  keeper,
}) => {
  const device = await keeper.carriesAnAuthenticator()
  await person.goesToTheNewPassword()
  await axeFindsNothing(page, 'a new password, or a passkey')
  await device.knowsItsOwner(false)
  await person.presses('Use a passkey instead')
  await expect(person.widget.getByText('No passkey was created. Nothing is lost.')).toBeVisible()
  await expect(person.fields.password).toBeVisible()
  await fitsAPhone(page, 'a new password, or a passkey')
  await device.knowsItsOwner(true)
  await person.presses('Use a passkey instead')
  await person.isTold('Your new passkey is ready')
  await expect.poll(() => person.arrivedAt(account.email)[0]?.text).toContain('A passkey was created')

  await person.signsIn(account.password)
  await expect(page.getByRole('alert')).toHaveText('That did not match.')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await person.isSignedIn()

  // A person without a password authenticates with the passkey here, too.
  await page.getByRole('link', { name: 'Security' }).click()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(keeper.element.locator('li.row', { hasText: 'Chrome (Linux)' })).toContainText('last used')
  await expect(keeper.element).toContainText('A passkey replaced the password')
  await keeper.element.getByRole('button', { name: /^Remove: Chrome/ }).click()
  await expect(keeper.element).toContainText('You have no other way to sign in.')
})

test('if the browser can’t create passkeys, the widget says so and asks for a password', async ({ person, page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'))
  await person.goesToTheNewPassword()
  await expect(person.widget).toContainText('This browser can’t create passkeys on this page. Choose a password instead.')
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})
