/** An operator at the console: joins by a link, signs in, and finds things by their labels. */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import type { World } from '../world/open-world.ts'

export type Role = 'viewer' | 'agent' | 'reviewer' | 'owner'

const STAFF_PASSWORD = 'seven lamps above the quay'
export const WHY = 'called us, knew the order number'
const STEP_MS = 30_000

let hired = 0

export type Operator = ReturnType<typeof createOperator>

export function createOperator({ page, world }: { page: Page; world: World }) {
  let app: TOTP | undefined
  let email = ''
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()
  const isInside = () => expect(page.getByRole('button', { name: /^(Sign out|Abmelden)$/ })).toBeVisible()

  const operator = {
    page,
    press,
    isInside,
    /** A new code of the app each time, because the same code never works twice. */
    code(): string {
      world.turnClock(STEP_MS)
      return app?.generate({ timestamp: world.now() }) ?? ''
    },
    /** The first owner's link from the server's terminal. */
    async followsTheFirstLink(): Promise<void> {
      const { link } = await world.regain<{ link: string }>('operator', 'first-link')
      email = 'olga@example.com'
      await page.goto(link)
      await page.getByLabel('Your name').fill('Olga Owner')
      await page.getByLabel('Your email').fill(email)
    },
    async setsUpPasswordAndApp(by = 'Use a password and an authenticator app instead'): Promise<void> {
      await press(by)
      const key = await page.locator('form code').innerText()
      app = new TOTP({ secret: Secret.fromBase32(key.replace(/\s/g, '')) })
      await page.getByLabel('Password').fill(STAFF_PASSWORD)
      await page.getByLabel('Code that the app shows now').fill(operator.code())
      await press('Set up and continue')
      await press('I have saved them')
      await isInside()
    },
    /** Joins by an invitation, with a password and an app. */
    async isHiredAs(role: Role): Promise<void> {
      hired += 1
      email = `${role}-${hired}@example.com`
      const { link } = await world.regain<{ link: string }>('operator', 'invite', email, '--role', role)
      await page.goto(link)
      await page.getByLabel('Your name').fill(`${role} ${hired}`)
      await operator.setsUpPasswordAndApp()
    },
    async signsOut(): Promise<void> {
      await press('Sign out')
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    },
    async signsInWithPassword(code?: string): Promise<void> {
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Password').fill(STAFF_PASSWORD)
      await page.getByLabel('Code').fill(code ?? operator.code())
      await press('Sign in')
    },
    async goesTo(path: string): Promise<void> {
      await page.goto(`${world.server}/admin${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    },
    /** The server counts events in the background. */
    async seesReadiness(accounts: RegExp): Promise<void> {
      await expect(async () => {
        await operator.goesTo('/readiness')
        await expect(page.getByText(accounts)).toBeVisible({ timeout: 1000 })
      }).toPass({ timeout: 90_000 })
    },
    async looksUp(name: string): Promise<void> {
      await page.getByLabel('Email, phone or user name').fill(name)
      await press('Find')
    },
    async visitsTheAccountOf(name: string): Promise<void> {
      await operator.goesTo('/accounts')
      await operator.looksUp(name)
      await expect(page.getByRole('heading', { level: 1, name: /^Account / })).toBeVisible()
    },
    /** Opens an act, reads what will happen, types the reason, and confirms. */
    async does(act: string, consequence: string | RegExp): Promise<void> {
      await press(act)
      const dialog = page.getByRole('dialog', { name: act })
      await expect(dialog).toContainText(consequence)
      await dialog.getByLabel('Reason').fill(WHY)
      await dialog.getByRole('button', { name: act, exact: true }).click()
      await expect(dialog).toBeHidden()
    },
  }
  return operator
}
