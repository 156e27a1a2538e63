/** A person who is signed in at the shop and sets up recovery methods. */
import { expect } from '@playwright/test'
import type { World } from '../world/open-world.ts'
import { codeOf } from './authenticator-app.ts'
import type { Person } from './person.ts'

export type Keeper = ReturnType<typeof createKeeper>

export function createKeeper(person: Person, world: World) {
  const { page, account } = person
  const element = page.locator('regain-security')
  const press = (name: string) => element.getByRole('button', { name, exact: true }).click()
  const code = page.locator('regain-security input[autocomplete="one-time-code"]')
  return {
    element,
    code,
    press,
    status: element.locator('[part="status"]'),
    async opensTheirSecurity(password = account.password): Promise<void> {
      await person.signsIn(password)
      await expect(page).toHaveURL(`${world.shop}/account`)
      await page.getByRole('link', { name: 'Security' }).click()
      await page.locator('input[autocomplete="current-password"]').fill(password)
      await page.locator('main form[action="/security"] button').click()
      await expect(element.getByRole('heading', { name: 'Could you get back in?' })).toBeVisible()
    },
    async makesSavedCodes(): Promise<string[]> {
      await element.getByRole('button', { name: /^Create (saved codes|new ones)$/ }).click()
      await expect(element.getByRole('heading', { name: 'Your saved codes' })).toBeFocused()
      const codes = await element.locator('.codes code').allTextContents()
      await press('I’ve saved them')
      return codes
    },
    /** The passkey is in the browser itself, with user verification. */
    async carriesAnAuthenticator() {
      const device = await page.context().newCDPSession(page)
      await device.send('WebAuthn.enable')
      const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
        options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      })
      return {
        async knowsItsOwner(isUserVerified: boolean): Promise<void> {
          await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
        },
      }
    },
    /** The app, as it goes on showing codes. */
    async setsUpAnApp(): Promise<{ shows(): string }> {
      await element.getByRole('button', { name: /^Set up an(other)? app$/ }).click()
      await expect(element.getByRole('heading', { name: 'Set up an authenticator app' })).toBeFocused()
      const secret = (await element.locator('code').textContent()) ?? ''
      const shows = () => codeOf(secret, world.now())
      await code.fill(shows())
      await press('Confirm')
      await expect(element.locator('[part="status"]')).toHaveText('The authenticator app is set up.')
      return { shows }
    },
  }
}
