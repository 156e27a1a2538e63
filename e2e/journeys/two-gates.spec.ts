/** A realm that asks for two proofs, in which codes that were sent count once. */
import { expect, test } from '../world/test.ts'

test.use({
  policy: {
    hold: { newHours: 0 },
    methods: ['email-code', 'sms-code', 'email-approval', 'saved-code', 'totp', 'passkey'],
    needed: 2,
    proofs: 'different-classes',
  },
})

test('a person needs a code by mail and one from their app: neither alone is enough, and they see how many proofs are missing', async ({
  person,
  world,
  keeper,
}) => {
  await keeper.opensTheirSecurity()
  const app = await keeper.setsUpAnApp()
  world.turnClock(60_000)
  await person.opensTheShop()
  await person.names()
  await expect(person.widget).toContainText('0 of 2 proofs accepted.')
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.widget).toContainText('1 of 2 proofs accepted.')
  // The phone would be the same kind of proof.
  await expect(person.methods).toHaveCount(3)
  await person.chooses('Authenticator app')
  await person.typesTheCode(app.shows())
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})

test('a person with more methods gets back in by a passkey and a saved code, a saved code and an app, or an approval mail and a passkey', async ({
  person,
  page,
  world,
  keeper,
}) => {
  await keeper.carriesAnAuthenticator()
  await keeper.opensTheirSecurity()
  const codes = await keeper.makesSavedCodes()
  const app = await keeper.setsUpAnApp()
  await keeper.press('Add a passkey')
  await expect(keeper.status).toHaveText('The passkey is added.')
  const ways = {
    async passkey() {
      await person.chooses('Passkey')
      await person.isTold('Use your passkey')
      await person.onward.click()
    },
    async savedCode() {
      await person.chooses('Saved code')
      await page.locator('input[name="code"]').fill(codes.pop() ?? '')
      await person.onward.click()
    },
    async app() {
      world.turnClock(60_000)
      await person.chooses('Authenticator app')
      await person.typesTheCode(app.shows())
    },
    async approval() {
      await person.widget.getByRole('radio', { name: 'Approval link by email' }).check()
      await person.asksForTheCode()
      const number = await person.readsTheNumber()
      await fetch(await person.readsTheLink('approve'), { method: 'POST', body: new URLSearchParams({ number }) })
    },
  }
  const pairs = [
    [ways.passkey, ways.savedCode],
    [ways.savedCode, ways.app],
    [ways.approval, ways.passkey],
  ] as const
  for (const [place, [first, second]] of pairs.entries()) {
    await person.opensTheShop()
    await person.names()
    await first()
    await expect(person.widget).toContainText('1 of 2 proofs accepted.')
    await expect(person.widget).not.toContainText('a different number')
    await second()
    await person.choosesAPassword(`seven quiet kettles sing ${place}`)
    await person.isTold('Your new password is set')
  }
})

test('a person with nothing but mail gets no further than one proof, and can ask for support', async ({ person }) => {
  await person.goesToTheCode()
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.widget).toContainText('1 of 2 proofs accepted.')
  await person.hasNoMethod()
})
