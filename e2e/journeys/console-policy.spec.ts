/** Owners change a policy: previewed on past attempts, approved by a second person where it is weaker, restored, and never overwriting each other. */
import type { Browser } from '@playwright/test'
import type { Operator } from '../actors/operator.ts'
import { createOperator, WHY } from '../actors/operator.ts'
import { createPerson } from '../actors/person.ts'
import type { World } from '../world/open-world.ts'
import { expect, test } from '../world/test.ts'

async function hireOwner(browser: Browser, world: World): Promise<Operator> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const owner = createOperator({ page: await context.newPage(), world })
  await owner.isHiredAs('owner')
  return owner
}

async function opensThePolicy({ page, goesTo }: Operator): Promise<void> {
  await goesTo('/policy')
  await expect(page.getByRole('heading', { level: 1, name: 'Policy of people' })).toBeVisible()
}

const guesses = ({ page }: Operator) => page.getByRole('spinbutton', { name: /^An attempt ends after/ })
const lifetime = ({ page }: Operator) => page.getByRole('spinbutton', { name: /^It is valid for/ })
const saved = ({ page }: Operator) => page.getByText('Saved. It takes effect immediately.')

test('an owner sees which attempts a change would have affected, saves it, needs a second person for a weaker one, and restores the old one', async ({
  newWorld: world,
  page: shop,
  browser,
}) => {
  test.setTimeout(300_000)
  const account = await world.addAccount()
  const person = createPerson({ page: shop, world, account })
  await person.goesToTheCode()
  for (const wrong of ['00000000', '11111111']) {
    await person.typesTheCode(wrong)
    await expect(person.summary).toBeVisible()
  }
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword()
  await expect(person.fields.password).toBeHidden()

  const olga = await hireOwner(browser, world)
  await opensThePolicy(olga)
  await guesses(olga).fill('1')
  await expect(guesses(olga)).toHaveAccessibleName(/wrong code\.$/)
  await guesses(olga).fill('2')
  await expect(guesses(olga)).toHaveAccessibleName(/wrong codes\.$/)
  await olga.press('Test on past attempts')
  const hit = olga.page.getByRole('row').filter({ hasText: 'would have been refused' })
  await expect(hit).toHaveCount(1)
  await expect(hit).toContainText('@')
  await expect(olga.page.getByRole('main')).not.toContainText(account.email)
  await olga.does('Save the change', 'The change takes effect immediately')
  await expect(saved(olga)).toBeVisible()

  // Weaker: nothing happens until another operator approves exactly this.
  const otto = await hireOwner(browser, world)
  await guesses(olga).fill('4')
  await olga.press('Save the change')
  const act = olga.page.getByRole('dialog', { name: 'Save the change' })
  await expect(act).toContainText('may need an approval')
  await act.getByLabel('Reason').fill(WHY)
  await act.getByRole('button', { name: 'Save the change' }).click()
  const asking = olga.page.getByRole('dialog', { name: 'Approval needed' })
  await asking.getByLabel('Reason').fill(WHY)
  await asking.getByRole('button', { name: 'Request approval' }).click()
  await expect(asking).toContainText('You requested an approval')
  await asking.getByRole('button', { name: 'Close' }).click()
  await expect(act.getByRole('alert')).toContainText('A second person must approve this first')

  await otto.goesTo('/approvals')
  await expect(otto.page.getByRole('main')).toContainText('code.guesses: 2 → 4')
  await otto.does('Approve', 'You allow the requester to do this once')
  await act.getByRole('button', { name: 'Save the change' }).click()
  await expect(asking).toContainText('This exact request was approved')
  await asking.getByRole('button', { name: 'Continue' }).click()
  await expect(saved(olga)).toBeVisible()
  await expect(guesses(olga)).toHaveValue('4')

  // Back to the earlier version: stricter, so it needs no approval.
  const before = olga.page.getByRole('row').filter({ hasText: '5 → 2' })
  await before.getByRole('button', { name: 'Restore this version' }).click()
  await expect(guesses(olga)).toHaveValue('2')
  await olga.does('Save the change', 'The change takes effect immediately')
  await expect(saved(olga)).toBeVisible()
  await expect(olga.page.getByRole('row').filter({ hasText: '4 → 2' })).toContainText('Current version')
})

test('if two owners edit one policy, the second is shown what the first changed, and overwrites nothing', async ({
  newWorld: world,
  browser,
}) => {
  test.setTimeout(300_000)
  const olga = await hireOwner(browser, world)
  const otto = await hireOwner(browser, world)
  await opensThePolicy(olga)
  await opensThePolicy(otto)
  await guesses(olga).fill('3')
  await olga.does('Save the change', 'The change takes effect immediately')
  await expect(saved(olga)).toBeVisible()

  await lifetime(otto).fill('300')
  await otto.does('Save the change', 'The change takes effect immediately')
  const theirs = otto.page.getByRole('status').filter({ hasText: 'changed the policy in the meantime' })
  await expect(theirs).toContainText('Nothing was overwritten')
  await expect(theirs).toContainText('5 → 3')
  await expect(guesses(otto)).toHaveValue('3')
  await expect(lifetime(otto)).toHaveValue('300')
  await expect(saved(otto)).toBeHidden()
  await otto.does('Save the change', 'The change takes effect immediately')
  await expect(saved(otto)).toBeVisible()
  await olga.page.reload()
  await expect(guesses(olga)).toHaveValue('3')
  await expect(lifetime(olga)).toHaveValue('300')
})

test('an owner creates a realm with a unique name, and continues with its first site', async ({ newWorld: world, browser }) => {
  const olga = await hireOwner(browser, world)
  const { page } = olga
  await olga.goesTo('/sites')
  await page.getByRole('link', { name: 'New realm' }).click()
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('people')
  await olga.press('Create the realm')
  await expect(name).toHaveAccessibleDescription(/Another realm has this name/)
  await name.fill('Warehouse')
  await olga.press('Create the realm')
  await expect(page.getByRole('heading', { level: 1, name: 'New site' })).toBeVisible()
  await expect(page.getByLabel('Realm').locator('option:checked')).toHaveText('Warehouse')
  await page.getByLabel('Name', { exact: true }).fill('Warehouse')
  await page.getByLabel('Origins').fill('https://warehouse.example')
  await olga.press('Create the site')
  await expect(page.getByRole('dialog')).toContainText('secret key')
})
