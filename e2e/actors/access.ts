/** A person without any method asks for support, and two operators let them in. */
import type { Browser } from '@playwright/test'
import { expect } from '@playwright/test'
import type { World } from '../world/open-world.ts'
import type { Operator } from './operator.ts'
import { createOperator, WHY } from './operator.ts'
import type { Person } from './person.ts'

export const CONTACT = 'jane@new.example'

/** If the realm asks for it: when the account was created. */
async function remembers({ page }: Person, made: Date): Promise<void> {
  await page.getByRole('textbox', { name: 'In which year was your account created?' }).fill(String(made.getFullYear()))
  await page
    .getByRole('combobox', { name: 'In which year was your account created? And in which month?' })
    .selectOption({ label: made.toLocaleString('en', { month: 'long' }) })
}

export async function asksPeople(person: Person, made?: Date): Promise<string> {
  await person.opensTheShop()
  await person.names()
  await person.hasNoMethod()
  await person.fields.contact.fill(CONTACT)
  await person.fields.whatHappened.fill('My phone is lost.\nMy old address is gone.')
  if (made) await remembers(person, made)
  await person.onward.click()
  await person.isTold('Our team will look into it')
  return /([0-9A-Z]{5}-){4}[0-9A-Z]{6}/.exec(await person.widget.getByText(/^Your reference/).innerText())?.[0] ?? ''
}

async function opensTheNewestCase({ page, goesTo }: Operator): Promise<void> {
  await goesTo('/cases')
  await page.getByRole('link', { name: 'Open the case' }).last().click()
  await expect(page.getByRole('heading', { level: 2, name: 'Access' })).toBeVisible()
}

async function proposes(operator: Operator): Promise<void> {
  const { page, press } = operator
  await press('Propose access')
  const dialog = page.getByRole('dialog', { name: 'Propose access' })
  await expect(dialog).toContainText('another reviewer must approve')
  await dialog.getByLabel('Reason').fill(WHY)
  await dialog.getByRole('button', { name: 'Propose access', exact: true }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Choose how you verified the person.')
  await dialog.getByLabel('Called them at a number that was already known').check()
  await dialog.getByRole('button', { name: 'Propose access', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Waiting for a second reviewer.')).toBeVisible()
}

const ON_HOLD = 'On hold: every address of the account was notified'

/** Two reviewers, each in a separate browser, approve the newest case. `then`: what the page says afterwards. */
export async function twoAgree(operator: Operator, browser: Browser, world: World, then = ON_HOLD): Promise<Operator> {
  await operator.isHiredAs('reviewer')
  await opensTheNewestCase(operator)
  await expect(operator.page.getByText('My old address is gone.')).toBeVisible()
  await proposes(operator)
  await expect(operator.page.getByText('someone else decides')).toBeVisible()
  await expect(operator.page.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0)

  const office = await browser.newContext()
  const other = createOperator({ page: await office.newPage(), world })
  await other.isHiredAs('reviewer')
  await opensTheNewestCase(other)
  await expect(other.page.getByText(WHY)).toBeVisible()
  await other.does('Approve', /A notice with a link to stop it is sent immediately to the 2 addresses that the account has/)
  await expect(other.page.getByText(then)).toBeVisible()
  return other
}
