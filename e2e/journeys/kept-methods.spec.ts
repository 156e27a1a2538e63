/** Recovery with kept methods: a saved code, an authenticator app; set up beforehand on a page of the shop. */
import { createKeeper } from '../actors/keeper.ts'
import { createPerson, NEW_PASSWORD } from '../actors/person.ts'
import { looksRight, NARROW, tabTo } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({ policy: { hold: { newHours: 0 }, methods: ['email-code', 'sms-code', 'saved-code', 'totp', 'passkey'] } })

const MINUTE = 60_000

test('a person creates saved codes, loses phone and mail, and gets back in with one of them', async ({ person, page, account, keeper }) => {
  await keeper.opensTheirSecurity()
  const codes = await keeper.makesSavedCodes()
  expect(new Set(codes).size).toBe(10)
  await expect(keeper.element).toContainText('10 left')
  await expect.poll(() => person.arrivedAt(account.email)[0]?.text).toContain('New saved codes were created')

  await person.opensTheShop()
  await person.names()
  await person.isTold('How do you want to prove that it’s you?')
  await person.chooses('Saved code')
  await person.isTold('Enter a saved code')
  await page.locator('input[name="code"]').fill('AAAA-AAAA-AAAA-AAAA')
  await person.onward.click()
  await expect(person.summary).toContainText('isn’t valid or was already used')
  await page.locator('input[name="code"]').fill((codes[3] ?? '').toLowerCase().replaceAll('-', ' '))
  await person.onward.click()
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  await expect(person.widget).toContainText('write this new one in its place')
  await expect(person.widget.locator('bdi').last()).toHaveText(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()
})

test('a person gets back in with an authenticator app, and the same code never works twice', async ({ person, world, keeper }) => {
  await keeper.opensTheirSecurity()
  const app = await keeper.setsUpAnApp()
  world.turnClock(MINUTE)
  const used = app.shows()
  const goToTheCode = async () => {
    await person.opensTheShop()
    await person.names()
    await person.chooses('Authenticator app')
    await person.isTold('Enter the code from your app')
  }
  await goToTheCode()
  await person.typesTheCode(used)
  await person.isTold('Choose a new password')
  await goToTheCode()
  await person.typesTheCode(used)
  await expect(person.summary).toContainText('That code doesn’t match.')
  world.turnClock(MINUTE)
  await person.typesTheCode(app.shows())
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})

test('a person adds a passkey, cancels the browser’s prompt without losing anything, and gets back in with it', async ({
  person,
  page,
  account,
  keeper,
}) => {
  const device = await keeper.carriesAnAuthenticator()
  await keeper.opensTheirSecurity()
  await keeper.press('Add a passkey')
  await expect(keeper.status).toHaveText('The passkey is added.')
  await expect(keeper.element).toContainText('If you couldn’t access your email: yes, with a code by text message or a passkey.')
  await keeper.press('Add another passkey')
  await expect(keeper.status).toHaveText('This device already has a passkey for this account.')
  await expect.poll(() => person.arrivedAt(account.email)[0]?.text).toContain('A passkey was added')

  await person.opensTheShop()
  await person.names()
  await person.chooses('Passkey')
  await person.isTold('Use your passkey')
  await device.knowsItsOwner(false)
  await person.onward.click()
  await expect(person.widget.getByText('We didn’t get a passkey. Nothing is lost')).toBeVisible()
  await expect(person.widget).toContainText('5 tries left.')
  await looksRight(page, 'a passkey that was not given')
  await device.knowsItsOwner(true)
  await person.onward.press('Enter')
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
  await person.signsIn(NEW_PASSWORD)
  await person.isSignedIn()

  await keeper.opensTheirSecurity(NEW_PASSWORD)
  await expect(keeper.element.locator('li.row', { hasText: 'Chrome (Linux)' })).toContainText('last used')
  await keeper.element.getByRole('button', { name: /^Remove: Chrome/ }).click()
  await keeper.press('Remove')
  await expect(keeper.status).toContainText('The passkey is removed.')
})

test.describe('the security page', () => {
  test('says what would happen after a loss, and updates it when methods are set up and removed', async ({ page, world }) => {
    const keeper = createKeeper(createPerson({ page, world, account: await world.addAccount() }), world)
    const { element } = keeper
    await keeper.opensTheirSecurity()
    await expect(element).toContainText('If you couldn’t access your email: no.')
    await expect(element).toContainText('You could add a code by text message, saved codes, an authenticator app, or a passkey.')
    await keeper.makesSavedCodes()
    await expect(element).toContainText('If you couldn’t access your email: yes, with saved codes.')
    await expect(element).toContainText('If you lost the sheet with your saved codes: yes, with a code by email.')
    await keeper.press('Remove saved codes')
    await expect(element.getByRole('heading', { name: 'Your saved codes will no longer work. Remove them?' })).toBeFocused()
    await keeper.press('Keep')
    await keeper.press('Remove saved codes')
    await keeper.press('Remove saved codes')
    await expect(keeper.status).toHaveText('The saved codes are removed.')
    await expect(element).toContainText('If you couldn’t access your email: no.')
    await element.getByText('Recent activity').click()
    await expect(element.locator('details li').first()).toContainText('Removed: Saved codes')
  })

  test('keeps its token out of the page, needs the password again, and says when it has expired', async ({ page, world, keeper }) => {
    await keeper.opensTheirSecurity()
    expect(await keeper.element.getAttribute('token')).toBeNull()
    world.turnClock(16 * MINUTE)
    await keeper.press('Create saved codes')
    await expect(keeper.element.getByRole('alert')).toContainText('This page has expired')
    await page.goto(`${world.shop}/security`)
    await page.locator('input[autocomplete="current-password"]').fill('not the password')
    await page.locator('main button').click()
    await expect(keeper.element).toHaveCount(0)
  })

  test('can be used by keyboard alone, at 320 pixels, and axe finds nothing on any of its screens', async ({
    page,
    world,
    account,
    keeper,
  }) => {
    test.setTimeout(180_000)
    await page.setViewportSize(NARROW)
    const pressesByKey = async (name: string) => {
      await tabTo(page, keeper.element.getByRole('button', { name, exact: true }))
      await page.keyboard.press('Enter')
    }
    await keeper.opensTheirSecurity()
    await looksRight(page, 'overview')
    await pressesByKey('Create saved codes')
    await expect(keeper.element.getByRole('heading', { name: 'Your saved codes' })).toBeFocused()
    await looksRight(page, 'codes')
    await pressesByKey('I’ve saved them')
    await pressesByKey('Set up an app')
    await expect(keeper.element.getByRole('heading', { name: 'Set up an authenticator app' })).toBeFocused()
    await looksRight(page, 'app')
    await keeper.code.focus()
    await page.keyboard.press('Enter')
    await expect(keeper.code).toBeFocused()
    await expect(keeper.code).toHaveAttribute('aria-invalid', 'true')
    await looksRight(page, 'app-code-missing')
    await page.goto(`${world.shop}/security?lang=ar`)
    await page.locator('input[autocomplete="current-password"]').fill(account.password)
    await page.locator('main button').click()
    await expect(keeper.element.locator('section')).toHaveAttribute('dir', 'rtl')
    await looksRight(page, 'arabic')
  })
})

test('a person who signs in with more than a password needs two proofs, learns that after the first one, and could see it in advance', async ({
  page,
  world,
}) => {
  const account = await world.addAccount({ phone: true, assurance: 'aal2' })
  const person = createPerson({ page, world, account })
  const keeper = createKeeper(person, world)
  await keeper.opensTheirSecurity()
  await expect(keeper.element).toContainText('Your account needs two proofs that you can’t lose together.')
  await expect(keeper.element).toContainText('Your methods don’t give you two proofs yet')
  const [code = ''] = await keeper.makesSavedCodes()
  await expect(keeper.element).not.toContainText('Your methods don’t give you two proofs yet')
  await person.opensTheShop()
  await person.names()
  await expect(person.widget).not.toContainText('proofs accepted')
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await expect(person.widget).toContainText('1 of 2 proofs accepted.')
  await person.chooses('Saved code')
  await page.locator('input[name="code"]').fill(code)
  await person.onward.click()
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})
