/** A recovery by keyboard only. */
import type { Locator } from '@playwright/test'
import { NEW_PASSWORD } from '../actors/person.ts'
import { tabTo } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test('a person gets back in by keyboard alone, and the focus is always visible', async ({ person, page, world, account }) => {
  const type = async (field: Locator, text: string) => {
    await tabTo(page, field)
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  await page.goto(`${world.shop}/sign-in`)
  await tabTo(page, page.getByRole('link', { name: 'Can’t sign in?' }))
  await page.keyboard.press('Enter')

  await type(person.fields.identifier, account.email)
  await person.isTold('Where should we send the code?')
  await expect(person.heading).toBeFocused()
  await tabTo(page, person.methods.first())
  await page.keyboard.press('Space')
  await type(person.fields.complete, account.email)

  await person.isTold('Enter the code')
  await expect(person.heading).toBeFocused()
  await type(person.fields.code, await person.readsTheCode())

  await person.isTold('Choose a new password')
  await tabTo(page, person.fields.password)
  await page.keyboard.type(NEW_PASSWORD)
  await tabTo(page, person.widget.getByRole('button', { name: 'Show password' }))
  await page.keyboard.press('Space')
  await expect(person.fields.password).toHaveAttribute('type', 'text')
  await tabTo(page, person.onward)
  await page.keyboard.press('Enter')
  await person.isTold('Your new password is set')
  await expect(person.heading).toBeFocused()
})
