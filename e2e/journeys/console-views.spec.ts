/** Saved filters: named, chosen, renamed and removed, by keyboard. */
import type { Locator } from '@playwright/test'
import { fitsAPhone } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test('without a mouse, an operator saves a view of the attempts, returns to it, renames and removes it', async ({ operator }) => {
  await operator.isHiredAs('viewer')
  const { page } = operator
  const enter = async (button: Locator) => {
    await button.focus()
    await expect(button).toBeFocused()
    await page.keyboard.press('Enter')
  }
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const view = (name: string) => page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name, exact: true })
  const dialog = page.getByRole('dialog')
  async function typeName(name: string) {
    await dialog.getByLabel('Name').focus()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
  }

  await operator.goesTo('/attempts')
  await expect(button('Save this view')).toHaveCount(0)
  await operator.goesTo('/attempts?state=open&reason=forgot-password')
  await enter(button('Save this view'))
  await typeName('Open ones')
  await expect(view('Open ones')).toHaveAttribute('aria-current', 'true')

  await operator.goesTo('/attempts')
  await expect(view('Open ones')).not.toHaveAttribute('aria-current')
  await enter(view('Open ones'))
  await expect(page).toHaveURL(/\?reason=forgot-password&state=open$/)
  await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue('open')
  await enter(button('Rename the view'))
  await typeName('Still open')
  await expect(view('Still open')).toBeVisible()
  await fitsAPhone(page)
  await enter(button('Remove the view'))
  await enter(dialog.getByRole('button', { name: 'Remove the view' }))
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Saved views' })).toHaveCount(0)
})
