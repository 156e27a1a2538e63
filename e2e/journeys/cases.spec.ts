/** From "I don't have any of these" to an operator of the site, and back to the person. */
import { asksPeople, CONTACT } from '../actors/access.ts'
import { expect, test } from '../world/test.ts'

test('a case reaches operators in the console, and their answer reaches the person who asked', async ({
  person,
  page,
  operator,
  account,
}) => {
  await asksPeople(person)

  const { page: desk } = operator
  await operator.isHiredAs('reviewer')
  await operator.goesTo('/cases')
  await desk.getByRole('link', { name: 'Open the case' }).last().click()
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Case about p•••@e•••')
  await expect(desk.getByText('My old address is gone.')).toBeVisible()
  // The contact stays masked, because the answer is sent automatically.
  await expect(desk.getByText('j•••@n•••')).toBeVisible()
  expect(await desk.content()).not.toContain(CONTACT)
  await desk.getByRole('button', { name: 'Ask them to contact you' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('textbox').fill('The story fits the order of last month.')
  await dialog.getByRole('button', { name: 'Ask them to contact you' }).click()
  await expect(desk.getByText(/^Answered by reviewer/)).toBeVisible()

  await expect.poll(() => person.arrivedAt(CONTACT).some(({ text }) => text.includes('needs to speak with you'))).toBe(true)
  expect(person.arrivedAt(account.email)).toEqual([])
  await page.close()
})
