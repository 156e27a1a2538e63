/** A realm that asks for two proofs, of which codes that are sent count once. */
import { createKeeper } from '../actors/keeper.ts'
import { expect, test } from '../world/test.ts'

test.use({
  policy: { hold: { newHours: 0 }, methods: ['email-code', 'sms-code', 'saved-code', 'totp'], needed: 2, proofs: 'different-classes' },
})

test('a person proves it by a code by mail and by their app: neither alone is enough, and they see how far they are', async ({
  person,
  page,
  world,
  account,
}) => {
  const keeper = createKeeper({ page, world, person, account })
  await keeper.opensTheirSecurity()
  const app = await keeper.setsUpAnApp()
  world.turnClock(60_000)
  await person.opensTheShop()
  await person.names()
  await expect(person.widget).toContainText('0 of 2 proofs given.')
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.widget).toContainText('1 of 2 proofs given.')
  // The phone would be the same kind of proof once more.
  await expect(person.methods).toHaveCount(2)
  await person.widget.getByRole('radio', { name: 'Authenticator app' }).check()
  await person.onward.click()
  await person.typesTheCode(app.shows())
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})

test('who has nothing but mail gets no further than one proof, and can ask people', async ({ person }) => {
  await person.goesToTheCode()
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.widget).toContainText('1 of 2 proofs given.')
  await person.hasNoMethod()
})
