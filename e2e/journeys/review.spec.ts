/** "I think someone else is in my account": the account is locked, the owner reviews and disowns recent activity, and gets a new password and new saved codes. */
import { createPerson, NEW_PASSWORD } from '../actors/person.ts'
import { axeFindsNothing, looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({
  policy: { reasons: ['forgot-password', 'compromised'], methods: ['email-code', 'sms-code', 'saved-code'], hold: { newHours: 0 } },
})

const STOLEN = 'mine now and for ever'
const DAY = 86_400_000

test('an owner ticks the changes that were not theirs, and the thief’s access and address are removed', async ({
  person,
  page,
  world,
  account,
  browser,
  keeper,
}) => {
  await keeper.opensTheirSecurity()
  const codes = await keeper.makesSavedCodes()
  world.turnClock(4 * DAY)
  const theirs = `thief-of-${account.id}@evil.example`
  const { id, email, phone = '', handle = '' } = account
  const put = await world.call('PUT', `/v1/accounts/${id}`, {
    identifiers: [
      ...(phone ? [{ kind: 'phone', value: phone }] : []),
      ...(handle ? [{ kind: 'handle', value: handle }] : []),
      { kind: 'email', value: email },
    ],
    destinations: [email, theirs].map((value) => ({ channel: 'email', value, verified: true })),
    password: STOLEN,
  })
  expect(put.status).toBe(200)
  const lair = await browser.newContext()
  const thief = createPerson({ page: await lair.newPage(), world, account })
  await thief.signsIn(STOLEN)
  await thief.isSignedIn()

  await page.goto(`${world.shop}/forgot?lang=en`)
  await person.chooses('I think someone else is in my account')
  await person.names()
  await person.widget.locator('label', { hasText: 'p•••@e•••' }).getByRole('radio').check()
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await person.isTold('What happened in your account')
  // The account was locked before the review was read.
  await thief.page.reload()
  await expect(thief.page).not.toHaveURL(`${world.shop}/account`)
  const change = person.widget.getByRole('checkbox', { name: 'Names or addresses were changed' })
  await expect(change).toHaveAccessibleName(/New: .*t•••@e•••/)
  await person.widget.getByText('Other recent activity').click()
  await expect(person.widget.getByRole('listitem').first()).toBeVisible()
  await looksRight(page, 'what happened')
  await expect(person.onward).toHaveText('Continue and undo nothing')
  await change.check()
  await expect(person.onward).toHaveText('Undo and continue')
  await person.onward.click()

  await person.isTold('Choose a new password')
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  const sheet = person.widget.getByRole('listitem')
  await expect(sheet).toHaveCount(10)
  await expect(sheet.first()).toHaveText(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
  expect(codes).not.toContain(await sheet.first().textContent())
  await axeFindsNothing(page, 'new saved codes')
  await expect.poll(() => person.arrivedAt(theirs).length).toBeGreaterThan(0)

  await thief.signsIn(STOLEN)
  await expect(thief.page.getByRole('alert')).toBeVisible()
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
  await page.goto(`${world.shop}/forgot?lang=en`)
  await person.chooses('I forgot my password')
  await person.names()
  await expect(person.widget).toContainText('p•••@e•••')
  await expect(person.widget).not.toContainText('t•••@e•••')
})
