/** After the new password: which sessions end, who is notified, and which codes and links are invalid. */
import { createPerson, NEW_PASSWORD } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

test('after a recovery old sessions end, every address is notified, and other attempts have ended', async ({
  person,
  page,
  browser,
  world,
  account,
}) => {
  // Somebody else's browser: signed in with the old password, and in the middle of a recovery, with a valid code.
  const elsewhere = await browser.newContext()
  const other = createPerson({ page: await elsewhere.newPage(), world, account })
  await other.signsIn(account.password)
  await other.isSignedIn()
  await other.goesToTheCode()
  const othersCode = await other.readsTheCode()

  await person.opensTheShop()
  await person.names()
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode(account.email, 2))
  await person.choosesAPassword()
  await person.isTold('Your new password is set')

  await other.typesTheCode(othersCode)
  await other.isTold('This attempt has ended')
  await other.page.goto(`${world.shop}/account`)
  await expect(other.page).toHaveURL(`${world.shop}/sign-in`)
  await elsewhere.close()

  for (const address of [account.email, account.phone ?? ''])
    await expect.poll(() => person.arrivedAt(address).some(({ text }) => /password was changed|new password/.test(text))).toBe(true)

  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${world.shop}/account`)
  await expect(page).toHaveURL(`${world.shop}/sign-in`)
})
