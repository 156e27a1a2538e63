/** Everything is lost at once: two of three contacts each read out a code, and their friend recovers the account. */
import { axeFindsNothing, fitsAPhone, looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({ policy: { hold: { newHours: 0 }, methods: ['email-code', 'contacts'] } })

test('a person invites three friends, and with two of them gets back in', async ({ person, page, account, browser, keeper }) => {
  test.setTimeout(120_000)
  const friends = ['ann@friends.example', 'ben@friends.example', 'cleo@friends.example'] as const
  await keeper.opensTheirSecurity()
  await keeper.press('Invite a contact')
  await keeper.press('Send the invitation')
  await expect(page.locator('input[name="contact-name"]')).toBeFocused()
  await axeFindsNothing(page, 'the form that invites')
  for (const friend of friends) {
    if (friend !== friends[0]) await keeper.press('Invite another contact')
    await page.locator('input[name="contact-name"]').fill(friend.split('@')[0] ?? '')
    await page.locator('input[name="contact-email"]').fill(friend)
    await keeper.press('Send the invitation')
    await expect(keeper.status).toContainText('The invitation is on its way.')
  }
  await expect(keeper.element.locator('li', { hasText: 'ann' })).toContainText('not your contact until they accept')
  await fitsAPhone(page)
  for (const friend of friends)
    await fetch(await person.readsTheLink('contacts', friend), {
      method: 'POST',
      body: new URLSearchParams({ act: 'accept', marked: 'yes' }),
    })

  await person.opensTheShop()
  await person.names()
  await person.chooses('Recovery contacts')
  await person.isTold('Ask your contacts')
  await expect(person.widget).toContainText('0 of 2 codes accepted.')
  const friendsPage = await (await browser.newContext()).newPage()
  const readsOut = async (friend: string) => {
    await friendsPage.goto(await person.readsTheLink('contacts', friend, 2))
    await expect(friendsPage.getByRole('heading', { level: 1 })).toHaveText(`Have you spoken with ${account.email}?`)
    if (friend === friends[0]) {
      await looksRight(friendsPage)
    }
    await friendsPage.getByRole('checkbox', { name: /^They called me/ }).check()
    await friendsPage.getByRole('button', { name: 'Yes, I have spoken with them: show the code' }).press('Enter')
    return (await friendsPage.locator('.spoken').textContent()) ?? ''
  }
  const field = page.locator('input[name="code"]')
  await field.fill(await readsOut(friends[0]))
  await person.onward.click()
  await expect(person.widget).toContainText('1 of 2 codes accepted.')
  await expect(field).toHaveValue('')
  await axeFindsNothing(page, 'one contact was heard')
  await field.fill(await readsOut(friends[2]))
  await person.onward.click()
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  await friendsPage.context().close()
})
