/** A recovery on a phone, by touch. */
import { devices } from '@playwright/test'
import { NEW_PASSWORD } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

const { defaultBrowserType: _, ...pixel } = devices['Pixel 7'] ?? {}
test.use(pixel)

test('a person gets back in by touch on a phone, in right-to-left Arabic', async ({ person, page, world, account }) => {
  await page.goto(`${world.shop}/sign-in?lang=ar`)
  await page.locator('main a[href="/forgot"]').tap()
  await person.fields.identifier.tap()
  await page.keyboard.type(account.email)
  await person.onward.tap()
  await person.widget.locator('label', { hasText: '•@' }).getByRole('radio').tap()
  // The typed name is this address, so nobody has to type it twice. Typing it again does no harm.
  await expect(person.fields.complete).toHaveValue(account.email)
  await person.fields.complete.tap()
  await page.keyboard.type(account.email)
  await expect(person.fields.complete).toHaveValue(account.email)
  await person.onward.tap()
  const code = await person.readsTheCode()
  await person.fields.code.tap()
  await page.keyboard.type(code === '11111112' ? '11111113' : '11111112')
  await person.onward.tap()
  await expect(person.summary).toBeFocused()
  // A tap puts the caret somewhere: the wrong code would stay, and the right one would be added to it.
  await person.fields.code.tap()
  await page.keyboard.type(code)
  await expect(person.fields.code).toHaveValue(code)
  await person.onward.tap()
  await person.fields.password.tap()
  await page.keyboard.type(NEW_PASSWORD)
  await person.onward.tap()
  await expect(person.fields.password).toBeHidden()
  await person.signsIn(NEW_PASSWORD)
  await expect(page).toHaveURL(`${world.shop}/account`)
})
