/** On a phone, by touch. */
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
  await person.fields.complete.tap()
  await page.keyboard.type(account.email)
  await person.onward.tap()
  await person.fields.code.tap()
  await page.keyboard.type(await person.readsTheCode())
  await person.onward.tap()
  await person.fields.password.tap()
  await page.keyboard.type(NEW_PASSWORD)
  await person.onward.tap()
  await expect(person.fields.password).toBeHidden()
  await person.signsIn(NEW_PASSWORD)
  await expect(page).toHaveURL(`${world.shop}/account`)
})
