/** The automatic check, at its real cost. */
import { expect, test } from '../world/test.ts'

test.use({ policy: { captcha: {} } })

test('the automatic check of the default policy needs nothing from the person', async ({ person }) => {
  await person.opensTheShop()
  await expect(person.fields.characters).toBeHidden()
  await person.names()
  await person.picks('email')
  await person.completes()
  await person.readsTheCode()
})
