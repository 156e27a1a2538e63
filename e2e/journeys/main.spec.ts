/** The recovery that most people need: a code by email. */
import { NEW_PASSWORD } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

test('a person gets back in by email, in the shop’s own page, and the old password no longer works', async ({
  person,
  page,
  world,
  account,
}) => {
  await page.goto(`${world.shop}/sign-in`)
  await page.getByRole('link', { name: 'Can’t sign in?' }).click()
  await person.names()
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword()
  await person.isTold('Your new password is set')

  await person.signsIn(account.password)
  await expect(page.getByRole('alert')).toHaveText('That did not match.')
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
})
