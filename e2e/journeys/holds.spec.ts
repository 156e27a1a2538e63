/** New methods prove nothing yet: a thief adds an address and gains nothing, and the owner sees it. */
import { createKeeper } from '../actors/keeper.ts'
import { createPerson } from '../actors/person.ts'
import { axeFindsNothing, looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({ policy: { methods: ['email-code', 'saved-code'] } })

const HOUR = 3_600_000

test('a new address is not offered during its hold, and its owner sees until when', async ({ page, world }) => {
  const account = await world.addAccount()
  const person = createPerson({ page, world, account })
  const { id, email } = account
  const added = await world.call('PUT', `/v1/accounts/${id}`, {
    identifiers: [{ kind: 'email', value: email }],
    destinations: [email, 'thief@evil.example'].map((value) => ({ channel: 'email', value, verified: true })),
  })
  expect(added.status).toBe(200)

  await person.opensTheShop()
  await person.names()
  await expect(person.widget).toContainText('p•••@e•••')
  await expect(person.widget).not.toContainText('t•••')

  const { element, ...keeper } = createKeeper(person, world)
  await keeper.opensTheirSecurity()
  await expect(element.locator('li').filter({ hasText: 't•••@e•••' })).toContainText('new: works from')
  await expect(element).toContainText('in case someone else added it')
  await looksRight(page)

  world.turnClock(24 * HOUR)
  await person.opensTheShop()
  await person.names()
  await expect(person.widget).toContainText('t•••@e•••')
})

test('the owner confirms a new method with an older saved code, and it counts at once', async ({ page, world }) => {
  const account = await world.addAccount()
  const person = createPerson({ page, world, account })
  const { element, press, ...keeper } = createKeeper(person, world)
  await keeper.opensTheirSecurity()
  const [saved = ''] = await keeper.makesSavedCodes()
  world.turnClock(25 * HOUR)
  const added = [account.email, 'new@home.example'].map((value) => ({ channel: 'email', value, verified: true }))
  await world.call('PUT', `/v1/accounts/${account.id}`, { identifiers: [{ kind: 'email', value: account.email }], destinations: added })
  await keeper.opensTheirSecurity()
  const row = element.locator('li').filter({ hasText: 'n•••@h•••' })
  await row.getByRole('button', { name: 'Confirm it now' }).click()
  await expect(element.getByRole('heading', { name: 'Confirm that you added this' })).toBeFocused()
  await press('Use a saved code')
  await press('Confirm')
  const field = page.locator('regain-security input')
  await expect(field).toBeFocused()
  await axeFindsNothing(page)
  await field.fill(saved)
  await field.press('Enter')
  await expect(element.locator('[part="status"]')).toHaveText('Confirmed. It works from now on.')
  await expect(row).not.toContainText('new:')
})
