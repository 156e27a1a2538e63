/** By keyboard alone. */
import type { Locator, Page } from '@playwright/test'
import { NEW_PASSWORD } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

/** Presses Tab until it is there; people give up, too. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 30; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus-visible'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${String(target)}`)
}

test('a person gets back in by keyboard alone, and sees where the focus is', async ({ person, page, world, account }) => {
  const type = async (field: Locator, text: string) => {
    await tabTo(page, field)
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  await page.goto(`${world.shop}/sign-in`)
  await tabTo(page, page.getByRole('link', { name: 'Can’t sign in?' }))
  await page.keyboard.press('Enter')

  await type(person.fields.identifier, account.email)
  await person.isTold('Where should the code go?')
  await expect(person.heading).toBeFocused()
  await tabTo(page, person.methods.first())
  await page.keyboard.press('Space')
  await type(person.fields.complete, account.email)

  await person.isTold('Type the code')
  await expect(person.heading).toBeFocused()
  await type(person.fields.code, await person.readsTheCode())

  await person.isTold('Choose a new password')
  await tabTo(page, person.fields.password)
  await page.keyboard.type(NEW_PASSWORD)
  await tabTo(page, person.widget.getByRole('button', { name: 'Show' }))
  await page.keyboard.press('Space')
  await expect(person.fields.password).toHaveAttribute('type', 'text')
  await tabTo(page, person.onward)
  await page.keyboard.press('Enter')
  await person.isTold('Your new password is set')
  await expect(person.heading).toBeFocused()
})
