/** Common mistakes, and what the widget says about them. */
import { expect, test } from '../world/test.ts'

const MINUTE = 60_000

test('a typing error in a name is shown beside the field, before anything is sent', async ({ person }) => {
  await person.opensTheShop()
  await person.names('jane @ example')
  await expect(person.fields.identifier).toHaveAccessibleDescription(/has no spaces/)
  await expect(person.summary).toBeFocused()
  await expect(person.fields.identifier).toHaveValue('jane @ example')
  await person.names()
  await person.isTold('Where should we send the code?')
})

test('a wrong code is reported and counted down; after too many the attempt ends, and a new one can begin', async ({ person }) => {
  await person.goesToTheCode()
  const code = await person.readsTheCode()
  const wrong = code === '00000000' ? '11111111' : '00000000'
  for (const left of ['4 tries', '3 tries', '2 tries', 'One try']) {
    await person.typesTheCode(wrong)
    await expect(person.fields.code).toHaveAccessibleDescription(new RegExp(`${left} left`))
    await expect(person.fields.code).toHaveAccessibleDescription(/doesn’t match/)
    await expect(person.summary).toBeFocused()
  }
  await person.typesTheCode(wrong)
  await person.isTold('This attempt has ended')
  await person.widget.getByRole('button', { name: 'Start again' }).click()
  await expect(person.fields.identifier).toBeVisible()
})

test('an expired code gets a different message than a wrong one, and a new one works', async ({ person }) => {
  await person.takesOverTheClock()
  await person.goesToTheCode()
  const late = await person.readsTheCode()
  await person.waits(11 * MINUTE)
  await person.typesTheCode(late)
  await expect(person.fields.code).toHaveAccessibleDescription(/has expired/)
  await person.resends()
  await person.typesTheCode(await person.readsTheCode(person.account.email, 2))
  await expect(person.fields.password).toBeVisible()
})

test('another code can be requested after the shown wait; the first still works when it arrives late', async ({ person }) => {
  await person.takesOverTheClock()
  await person.goesToTheCode()
  const first = await person.readsTheCode()
  await expect(person.widget.getByRole('button', { name: 'Send a new code', exact: true })).toBeDisabled()
  await expect(person.widget.getByText(/You can send a new code in \d+ seconds/)).toBeVisible()
  await person.waits(31_000)
  await person.resends()
  await expect(person.status).toHaveText(/on its way/)
  expect(await person.readsTheCode(person.account.email, 2)).not.toBe(first)
  await person.typesTheCode(first)
  await expect(person.fields.password).toBeVisible()
})

test('the reason for a refused password appears beside the field; the password stays typed, and no guess is used up', async ({
  person,
}) => {
  await person.goesToTheNewPassword()
  const refusals = {
    'too few': /a little longer/i,
    'abababababababab': /repeats and sequences/i,
    'corner shop 1234': /your name or the name of the site/,
  }
  for (const [password, why] of Object.entries(refusals)) {
    await person.choosesAPassword(password)
    await expect(person.fields.password).toHaveAccessibleDescription(why)
    await expect(person.fields.password).toHaveValue(password)
  }
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})

test('a person with none of the addresses sees the support contact, and can go back', async ({ person, page, world }) => {
  await person.opensTheShop()
  await person.names()
  await person.hasNoMethod()
  await person.isTold('Our team can help')
  await expect(person.widget.getByRole('link', { name: 'help@shop.example' })).toHaveAttribute('href', 'mailto:help@shop.example')
  const [calls] = await Promise.all([page.waitForEvent('popup'), person.widget.getByRole('link', { name: 'on the phone with us' }).click()])
  await expect(calls).toHaveURL(`${world.server}/calls/${world.siteKey}`)
  await calls.getByRole('button', { name: 'I’m on the phone with them' }).click()
  await expect(calls.locator('.code').first()).toHaveText(/^\d{4} \d{4}$/)
  await calls.close()
  await person.turnsBack()
  await person.isTold('Where should we send the code?')
})

test('a person without a method opens a case and gets a reference, which does not reveal whether there is an account', async ({
  person,
  page,
  world,
}) => {
  const references = new Set<string>()
  for (const name of [person.account.email, 'nobody.at.all@example.com']) {
    await person.opensTheShop()
    await person.names(name)
    await person.hasNoMethod()
    await person.onward.click()
    await expect(person.summary).toContainText('Enter an email address or phone number where we can reach you.')
    await expect(person.summary).toContainText('Describe in a sentence or two what happened.')
    await person.fields.contact.fill('call me')
    await person.fields.whatHappened.fill('My phone is lost.\nMy old address is gone.')
    await person.onward.click()
    await expect(person.fields.contact).toHaveAccessibleDescription(/^We can’t send a reply there\. Check it for typing errors/)
    await expect(person.fields.whatHappened).toHaveValue('My phone is lost.\nMy old address is gone.')
    await person.fields.contact.fill('jane@new.example')
    await person.onward.click()
    await person.isTold('Our team will look into it')
    references.add((await person.widget.getByText('Your reference:').textContent()) ?? '')
  }
  expect(references.size).toBe(2)
  expect(page.url()).toContain(world.shop)
  expect(person.arrivedAt(person.account.email)).toEqual([])
})

test('a cancelled attempt ends and changes nothing', async ({ person, account }) => {
  await person.goesToTheCode()
  await person.cancels()
  await person.isTold('This attempt has ended')
  await person.signsIn(account.password)
  await person.isSignedIn()
})
