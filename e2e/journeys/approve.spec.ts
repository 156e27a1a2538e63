/** Recovery by the link of a mail: its page asks for the number on the person's own screen, and that screen continues by itself. */
import { NEW_PASSWORD } from '../actors/person.ts'
import { axeFindsNothing, looksRight, NARROW } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({ policy: { methods: ['email-code', 'email-approval'] } })

test('a person approves by mail on a phone, after a scanner fetched every link in it, and continues where they began', async ({
  person,
  page,
  account,
  browser,
}) => {
  await person.opensTheShop()
  await person.names()
  await person.widget.getByRole('radio', { name: 'Approval link by email' }).check()
  await person.asksForTheCode()
  await person.isTold('Open the email that we sent')
  await axeFindsNothing(page)
  const number = await person.readsTheNumber()
  const link = await person.readsTheLink('approve')
  const links = person.arrivedAt(account.email).flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? [])
  for (const link of [...links, ...links]) for (const method of ['GET', 'HEAD']) await fetch(link, { method })

  const phone = await browser.newPage({ viewport: NARROW })
  await fetch(link, { method: 'POST', body: new URLSearchParams() })
  await phone.goto(link)
  await looksRight(phone)
  await phone.getByRole('textbox', { name: 'Number on your own screen' }).fill(number)
  await phone.getByRole('button', { name: 'Yes, it’s me' }).press('Enter')
  await expect(phone.getByRole('status')).toContainText('where you started to continue')
  await phone.close()

  await person.isTold('Choose a new password')
  await person.choosesAPassword()
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
})
