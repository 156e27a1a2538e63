/** An account lists a stranger's address: the stranger gets its codes and removes the address. */
import { looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

const BUTTON = 'The account isn’t mine: remove my address'

test('the mail with a code leads to a page whose one button removes the address, and the other address is notified', async ({
  person,
  page,
  world,
}) => {
  const { email, id } = await world.addAccount({ secondEmail: true })
  const stranger = `${id}@mail.example`
  await person.opensTheShop()
  await person.names(email)
  await person.methods.last().check()
  await person.completes(stranger)
  const link = await person.readsTheLink('not-mine', stranger)

  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('An account at Corner Shop uses your address')
  await looksRight(page)
  // What a program that presses buttons sends.
  await fetch(link, { method: 'POST', body: new URLSearchParams() })
  await page.getByRole('checkbox', { name: 'The account isn’t mine' }).press('Space')
  await page.getByRole('button', { name: BUTTON }).press('Enter')
  await expect(page.getByRole('status')).toContainText('Your address was removed from that account.')
  await expect.poll(() => person.arrivedAt(email).some(({ text }) => text.includes('said that the account isn’t theirs'))).toBe(true)

  await person.opensTheShop()
  await person.names(email)
  await expect(person.widget).toContainText('p•••@e•••')
  await expect(person.widget).not.toContainText('p•••@m•••')
})
