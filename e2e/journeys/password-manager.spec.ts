/** What password managers and phones look for, found from the host page as they do. */
import { expect, test } from '../world/test.ts'

/** What stands in the page's own tree, shadow roots left out. */
const inputs = () =>
  [...document.querySelectorAll('input')].map(({ autocomplete, type, inputMode, form }) => ({
    autocomplete,
    type,
    inputMode,
    inAForm: form !== null,
  }))

test('user name, one-time code and new password are found from the page, in a form, with what each is for', async ({
  person,
  page,
  account,
}) => {
  await person.opensTheShop()
  expect(await page.evaluate(inputs)).toEqual([{ autocomplete: 'username', type: 'text', inputMode: '', inAForm: true }])
  await person.names()
  await person.picks('email')
  await person.completes()
  expect(await page.evaluate(inputs)).toEqual([{ autocomplete: 'one-time-code', type: 'text', inputMode: 'numeric', inAForm: true }])
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.fields.password).toBeVisible()
  const together = await page.evaluate(() => {
    const [name, password] = document.querySelectorAll('input')
    return {
      name: name?.value,
      kinds: [name?.autocomplete, password?.autocomplete],
      sameForm: name?.form === password?.form && name?.form !== null,
    }
  })
  expect(together).toEqual({ name: account.email, kinds: ['username', 'new-password'], sameForm: true })
})

test('a password of 64 characters from a password manager is taken, and signs the person in', async ({ person }) => {
  const made = 'kX9#'.repeat(3) + 'fQ2$vB7!mZ4^pL8&wJ3*tR6(yN5)cH1_dS0+gD-aE=iF?oG/uU;eT:xV<qW>k'.slice(0, 52)
  expect(made).toHaveLength(64)
  await person.goesToTheNewPassword()
  await person.choosesAPassword(made)
  await person.isTold('Your new password is set')
  await person.signsIn(made)
  await person.isSignedIn()
})
