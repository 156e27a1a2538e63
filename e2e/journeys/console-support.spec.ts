/** What operators do for people, and what they see of them. */
import { createPerson } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'

test('an agent sees why a person can’t sign in, unlocks the account, and the person signs in', async ({
  operator,
  person,
  world,
  account,
}) => {
  // The lock grows with each one, to ten minutes: enough time for the operator.
  for (let n = 0; n < 7; n += 1) {
    world.turnClock(600_000)
    const from = { ip: '198.51.100.23', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0' }
    await world.call('POST', '/v1/sign-ins', { identifier: account.email, password: `a wrong password, number ${n}`, ...from })
  }
  await person.signsIn(account.password)
  await expect(person.page.getByRole('alert')).toBeVisible()

  await operator.isHiredAs('agent')
  await operator.visitsTheAccountOf(` ${account.email.toUpperCase()} `)
  await expect(operator.page.getByText('Too many wrong passwords')).toBeVisible()
  await expect(operator.page.getByRole('img', { name: /^Failed sign-ins, day by day/ })).toBeVisible()
  await expect(operator.page.getByRole('row').filter({ hasText: '198.51.100.23' })).toContainText('Firefox (Linux)')
  await expect(operator.page.getByRole('main')).not.toContainText(account.email)
  await operator.does('Unlock', 'The count of wrong passwords is reset')
  await expect(operator.page.getByText('can sign in', { exact: true })).toBeVisible()
  await expect(operator.page.getByText(/^Reason given:/).first()).toBeVisible()
  await expect(operator.page.getByRole('button', { name: 'Unmask' })).toHaveCount(0)
  await expect(operator.page.getByRole('table', { name: 'Notices to this person' })).toContainText('•••@')

  await person.signsIn(account.password)
  await person.isSignedIn()
  await expect
    .poll(() =>
      person
        .arrivedAt(account.email)
        .map(({ text }) => text)
        .join(),
    )
    .toContain('unlocked your account')
})

test('a reviewer follows an attempt from the list to what the person saw; new ones wait until they are asked for', async ({
  operator,
  person,
  world,
  account,
  browser,
}) => {
  await operator.isHiredAs('reviewer')
  await operator.goesTo('/attempts')
  await operator.looksUp(account.email)
  await expect(operator.page.getByRole('heading', { name: 'No attempts' })).toBeVisible()

  await person.goesToTheCode()
  await operator.press(/^Show 1 new$/)
  const row = operator.page.getByRole('row').nth(1)
  await expect(row).toContainText('entering the code')
  await person.typesTheCode('00000000')
  await expect(person.summary).toBeVisible()

  // Somebody else’s attempt does not match this name, so nothing moves here.
  const other = await browser.newPage()
  const others = createPerson({ page: other, world, account: await world.addAccount() })
  await others.opensTheShop()
  await others.names()
  await others.picks('email')
  await other.close()
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.fields.password).toBeVisible()
  await expect(row).toContainText('choosing a password')
  await expect(operator.page.getByRole('button', { name: /^Show \d+ new$/ })).toHaveCount(0)

  await row.getByRole('link').first().click()
  const screen = operator.page.locator('regain-account')
  await expect(screen.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  await operator.press('Wrong code')
  await expect(screen.getByRole('heading', { name: 'Enter the code' })).toBeVisible()
  await expect(screen.locator('[part~="error"]')).toBeVisible()
  await expect(screen).toHaveAttribute('inert')
  await expect(operator.page.getByRole('main')).not.toContainText(account.email)
  await operator.does('Cancel this attempt', 'The attempt ends immediately')
  await expect(operator.page.getByText('cancelled', { exact: true }).first()).toBeVisible()
})

test('a list that lost its connection says since when, and then misses nothing', async ({ operator, person }) => {
  await operator.isHiredAs('viewer')
  await operator.goesTo('/attempts')
  await expect(operator.page.getByText('live', { exact: true })).toBeVisible()
  await operator.page.context().setOffline(true)
  await expect(operator.page.getByText(/^Not live since/)).toBeVisible()
  await person.opensTheShop()
  await person.names()
  await person.picks('email')
  await operator.page.context().setOffline(false)
  await expect(operator.page.getByText('live', { exact: true })).toBeVisible()
  await expect(operator.page.getByRole('button', { name: /^Show \d+ new$/ })).toBeVisible()
})

test('an invalid filter is reported beside its field, and the others keep working', async ({ operator }) => {
  await operator.isHiredAs('viewer')
  await operator.goesTo('/attempts?state=nonsense&reason=forgot-password')
  const { page } = operator
  await expect(page.getByRole('combobox', { name: 'State' })).toHaveAccessibleDescription(/is not valid/)
  await expect(page.getByRole('combobox', { name: 'Reason' })).toHaveValue('forgot-password')
  await expect(page.getByRole('combobox', { name: 'Reason' })).not.toHaveAttribute('aria-invalid', 'true')
})
