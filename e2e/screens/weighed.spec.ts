/** Warning signs at an attempt, what a person remembers of their account, and reminders, as the person and as the console see them. */
import { createPerson } from '../actors/person.ts'
import { expect, test } from '../world/test.ts'
import { createDrawer, phones } from './draw.ts'

// One sign is enough here, and only codes are available: a suspicious attempt goes to the support team.
test.use({
  policy: {
    methods: ['email-code'],
    risk: { twoAt: 1 },
    evidence: { sources: ['account-made', 'password-changed', 'last-order'], needed: 2 },
  },
})

const PHONE = { width: 375, height: 740 }
for (const [variant, language] of phones)
  test(`a risky attempt, ${variant}`, async ({ page, world, browser }) => {
    const { drawBoth } = await createDrawer(browser)
    await page.setViewportSize(PHONE)
    const person = createPerson({ page, world, account: await world.addAccount(), language })
    const draw = async (name: string) => {
      await page.evaluate(() => scrollTo(0, 0))
      await drawBoth(page, `${name}-${variant}`, person.widget)
    }
    await person.goesToTheCode()
    await person.typesTheCode(await person.readsTheCode())
    await expect(person.fields.contact).toBeVisible()
    await draw('risk-1-why')
    await person.onward.click()
    await expect(person.summary).toBeVisible()
    await draw('risk-2-missing')
    await person.fields.contact.fill('jane@new.example')
    await person.fields.whatHappened.fill('My phone is lost.')
    await page.locator('input[name="account-made"]').fill(String(new Date(world.now()).getFullYear()))
    await page.locator('select[name="account-made-month"]').selectOption(String(new Date(world.now()).getMonth() + 1))
    await draw('risk-3-evidence')
    await person.onward.click()
    await expect(person.fields.contact).toBeHidden()
    await draw('risk-4-received')
  })

test('a risky attempt in the console, and reminders', async ({ page, world, operator, browser }) => {
  test.setTimeout(300_000)
  const { drawBoth } = await createDrawer(browser)
  await page.setViewportSize(PHONE)
  const account = await world.addAccount()
  const person = createPerson({ page, world, account })
  await person.goesToTheCode()
  await person.typesTheCode(await person.readsTheCode())
  await person.fields.contact.fill('jane@new.example')
  await person.fields.whatHappened.fill('My phone is lost.')
  await page.locator('input[name="account-made"]').fill(String(new Date(world.now()).getFullYear()))
  await page.locator('input[name="password-changed"]').fill('2019')
  await person.onward.click()
  await expect(person.fields.contact).toBeHidden()

  const console = operator.page
  const drawConsole = async (name: string) => {
    await console.evaluate(() => scrollTo(0, 0))
    for (const [variant, size] of Object.entries({ phone: { width: 375, height: 1500 }, desktop: { width: 1280, height: 1300 } })) {
      await console.setViewportSize(size)
      await drawBoth(console, `console-${name}-${variant}`)
    }
  }
  await operator.isHiredAs('owner')
  await operator.visitsTheAccountOf(account.email)
  await drawConsole('account-risk')
  await console.locator('main a[href*="/attempts/"]').first().click()
  await expect(console.locator('regain-account').getByRole('heading')).toBeVisible()
  await drawConsole('attempt-risk')
  await operator.goesTo('/cases')
  await console.getByRole('link', { name: 'Open the case' }).last().click()
  await expect(console.getByRole('heading', { level: 2, name: 'What they remember' })).toBeVisible()
  await drawConsole('case-evidence')

  await operator.seesReadiness(/^\d+ accounts?, counted/)
  await operator.does('Remind them', 'An email is sent to everyone who would be locked out by one loss')
  await expect(console.getByText('Reminders are being sent')).toBeVisible()
  await drawConsole('readiness-reminding')
  const stopLink = () =>
    person.arrivedAt(account.email).flatMap(({ text }) => /https?:\/\/\S+\/reminders\/stop\/\S+/.exec(text)?.[0] ?? [])[0]
  await expect.poll(stopLink, { timeout: 30_000 }).toBeDefined()
  for (const [variant, language] of phones) {
    await page.goto(`${stopLink()}?locale=${language}`)
    await drawBoth(page, `reminders-1-asks-${variant}`)
  }
  await page.getByRole('button').click()
  await page.getByRole('status').waitFor()
  await drawBoth(page, 'reminders-2-stopped-phone-arabic')
})
