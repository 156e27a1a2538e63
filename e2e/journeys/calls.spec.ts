/** A phone call with support: each side shows the other that they use the real site. */
import { axeFindsNothing, fitsAPhone } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test('a person and an operator read each other the same codes, and a page that shows another one ends it', async ({
  operator,
  page,
  world,
}) => {
  await page.goto(`${world.server}/genuine/${world.siteKey}`)
  await page.getByRole('button', { name: 'I’m on the phone with them' }).click()
  const shown = page.locator('.code').first()
  await expect(shown).toHaveText(/^\d{4} \d{4}$/)
  const code = await shown.innerText()
  await fitsAPhone(page)

  const { page: desk } = operator
  await operator.isHiredAs('agent')
  await operator.goesTo('/calls')
  await desk.getByLabel('Code that the caller reads out').fill('00000000')
  await operator.press('Take the call')
  await expect(desk.getByLabel('Code that the caller reads out')).toHaveAccessibleDescription(/No page shows this code at the moment/)
  await desk.getByLabel('Code that the caller reads out').fill(code)
  await operator.press('Take the call')
  const spoken = desk.locator('.code')
  await expect(spoken).toHaveText(/^\d{3} \d{3}$/)
  await axeFindsNothing(desk)

  // The person waits, and presses nothing.
  const status = page.getByRole('status')
  await expect(status).toContainText('agent at Corner Shop')
  await expect(status).toContainText(await spoken.innerText())
  await expect(shown).toBeHidden()
  await axeFindsNothing(page)

  await page.getByRole('button', { name: 'The codes don’t match: end the call' }).click()
  await expect(page.getByText('The call was ended here.')).toBeVisible()
  await desk.reload()
  await expect(desk.getByText('codes did not match')).toBeVisible()
})
