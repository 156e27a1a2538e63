/** What is new proves nothing yet: a thief gives the account an address of theirs, and has nothing of it; its owner sees it standing there. */
import { createKeeper } from '../actors/keeper.ts'
import { axeFindsNothing, fitsAPhone } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

const HOUR = 3_600_000

test('an address that was added is not offered before its time, and its owner sees it, and until when', async ({ person, page, world }) => {
  const account = await world.addAccount()
  const { id, email } = account
  const added = await world.call('PUT', `/v1/accounts/${id}`, {
    identifiers: [{ kind: 'email', value: email }],
    destinations: [email, 'thief@evil.example'].map((value) => ({ channel: 'email', value, verified: true })),
  })
  expect(added.status).toBe(200)

  await person.opensTheShop()
  await person.names(email)
  await expect(person.widget).toContainText('p•••@e•••')
  await expect(person.widget).not.toContainText('t•••')

  const { element, ...keeper } = createKeeper({ page, world, person, account })
  await keeper.opensTheirSecurity()
  await expect(element.locator('li').filter({ hasText: 't•••@e•••' })).toContainText('new: proves nothing before')
  await expect(element).toContainText('in case a thief added it')
  await fitsAPhone(page)
  await axeFindsNothing(page)

  world.turnClock(24 * HOUR)
  await person.opensTheShop()
  await person.names(email)
  await expect(person.widget).toContainText('t•••@e•••')
})
