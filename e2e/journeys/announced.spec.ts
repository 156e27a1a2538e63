/** What assistive technology gets at each step: focus, names, roles, descriptions, and live regions. docs/screen-reader.md is the same journey with a real screen reader. */
import type { Page } from '@playwright/test'
import { heardIn, listenTo } from '../world/announcements.ts'
import { expect, test } from '../world/test.ts'

/** Waits until it was announced, and takes all announcements up to then. */
async function hears(page: Page, ...expected: (string | RegExp)[]): Promise<void> {
  const all: string[] = []
  const matches = (one: string | undefined, wanted: string | RegExp) =>
    typeof wanted === 'string' ? one === wanted : wanted.test(one ?? '')
  await expect
    .poll(async () => {
      all.push(...(await heardIn(page)))
      return all.length === expected.length && all.every((one, place) => matches(one, expected[place] ?? '')) ? 'as expected' : all
    })
    .toBe('as expected')
}

test.beforeEach(async ({ page }) => {
  await listenTo(page)
})

test('each step gets the focus and is described once, no field is invalid before it was sent, and nothing is announced twice', async ({
  person,
  page,
}) => {
  await person.opensTheShop()
  await hears(page)
  await person.fields.identifier.focus()
  const hint = 'For a phone number, include the country code, such as +49 30 1234567.'
  await hears(page, `focus: text "Email, phone number or user name", required, described as "${hint}"`)
  await page.keyboard.press('Enter')
  const empty = 'Enter your email address, phone number or user name.'
  await hears(page, `says "Please check this: ${empty}"`, `focus: alert "Please check this: ${empty}"`)
  await page.keyboard.press('Tab')
  await hears(page, `focus: link "${empty}"`)
  await page.keyboard.press('Enter')
  await hears(page, `focus: text "Email, phone number or user name", required, invalid, described as "${empty} ${hint}"`)
  await page.keyboard.type(person.account.email)
  await hears(page)
  await page.keyboard.press('Enter')
  await person.isTold('Where should we send the code?')
  await expect(person.heading).toBeFocused()
  // The automatic check may finish before it could be announced.
  const heard = (await heardIn(page)).filter((one) => !one.includes('not a robot'))
  expect(heard).toEqual([
    'focus: button "Next"',
    'focus: heading "Where should we send the code?", described as "These are contact details you added earlier. We show only part of each."',
  ])

  await person.picks('email')
  await hears(page, 'focus: radio "Code by email p and hidden letters, at e and hidden letters"')
  await page.keyboard.press('Tab')
  await hears(
    page,
    'focus: text "Enter the full address p and hidden letters, at e and hidden letters", required, described as "We send the code only if this matches."',
  )
  await page.keyboard.type(person.account.email)
  await page.keyboard.press('Enter')
  await hears(
    page,
    'focus: button "Send the code"',
    'focus: heading "Enter the code", described as "If what you entered matches p and hidden letters, at e and hidden letters, a code is on its way. Check your spam folder too."',
  )
})

test('a wrong code is selected when it gets the focus, so that typing replaces it', async ({ person, page }) => {
  await person.goesToTheCode()
  const code = await person.readsTheCode()
  await person.fields.code.focus()
  await page.keyboard.type(code === '11111112' ? '11111113' : '11111112')
  await page.keyboard.press('Enter')
  await expect(person.summary).toBeFocused()
  await person.summary.getByRole('link').click()
  await page.keyboard.type(code)
  await expect(person.fields.code).toHaveValue(code)
  await page.keyboard.press('Enter')
  await expect(person.fields.password).toBeVisible()
})

test('the state of a password is announced when the typing pauses, and the button that shows it says its own state', async ({
  person,
  page,
}) => {
  await person.goesToTheNewPassword()
  await person.fields.password.focus()
  await heardIn(page)
  await page.keyboard.type('seven quiet', { delay: 30 })
  await hears(page, 'says "4 more characters"')
  await page.keyboard.type(' kettles sing', { delay: 30 })
  await hears(page, 'says "A good length"')
  const show = person.widget.getByRole('button', { name: 'Show password' })
  await expect(show).toHaveAttribute('aria-pressed', 'false')
  await show.click()
  await expect(show).toHaveAttribute('aria-pressed', 'true')
  await expect(person.fields.password).toHaveAttribute('type', 'text')
})

test('countdowns are outside of names and descriptions; the end of the code is announced at five minutes, at one, and at the end', async ({
  person,
  page,
}) => {
  await person.takesOverTheClock()
  await person.goesToTheCode()
  await person.fields.code.focus()
  await heardIn(page)
  const resend = person.widget.getByRole('button', { name: 'Send a new code', exact: true })
  await resend.focus()
  await page.keyboard.press('Enter')
  await hears(
    page,
    /^focus: button "Send a new code", described as "If nothing arrives within 5 minutes, send a new one\. Each address gets at most/,
    /^says "You can send a new code in \d+ seconds\."$/,
  )
  await person.waits(31_000)
  await page.keyboard.press('Enter')
  await hears(page, 'says "A new code is on its way. If an earlier one arrives first, it works until it expires."')
  await person.waits(3 * 60_000)
  await expect(person.widget.getByText('The code expires in 7 minutes.')).toBeVisible()
  await hears(page)
  await person.waits(2.5 * 60_000)
  await hears(page, 'says "This code expires in less than 5 minutes. If you need more time, send a new one."')
  await person.waits(3.75 * 60_000)
  await hears(page, 'says "This code expires in less than one minute. If you need more time, send a new one."')
  await person.waits(60_000)
  await hears(page, 'says "This code has expired. Send a new one."')
})

test('switching to the characters moves the focus there, and switching back is announced', async ({ person, page }) => {
  await person.opensTheShop()
  await person.asksForCharacters()
  await hears(page, 'focus: button "Enter characters instead"', 'focus: img "Picture of six characters. Use the next button to hear them."')
  await person.presses('Show new characters')
  await hears(page, 'focus: button "Show new characters"', 'says "Here are six new characters."')
  await person.presses('Use the automatic check instead')
  await hears(
    page,
    'focus: button "Use the automatic check instead"',
    'says "The check now runs automatically. You don’t need to enter any characters."',
  )
})

test('a screen stays, with its focus, until the part that shows the next one has loaded', async ({ person, page }) => {
  let comes = () => {}
  const mayCome = new Promise<void>((resolve) => {
    comes = resolve
  })
  const asked = new Promise<void>((isAsked) =>
    page.route(/\/regain\/rare-steps-/, async (route) => {
      isAsked()
      await mayCome
      await route.continue()
    }),
  )
  await person.opensTheShop()
  await person.names()
  await person.isTold('Where should we send the code?')
  const none = person.widget.getByRole('button', { name: 'I don’t have any of these' })
  await none.click()
  await asked
  await expect(person.heading).toHaveText('Where should we send the code?')
  await expect(none).toBeFocused()
  await heardIn(page)
  comes()
  await person.isTold('Our team can help')
  await expect(person.heading).toBeFocused()
  expect(await heardIn(page)).toEqual([
    expect.stringMatching(/^focus: heading "Our team can help", described as "Tell the support team of/),
  ])
})

test('empty live regions are no landmarks, and headings are not read twice', async ({ person }) => {
  await person.opensTheShop()
  await expect(person.widget.getByRole('status')).toHaveCount(0)
  await expect(person.status).toHaveAttribute('aria-live', 'polite')
  await person.names()
  await person.isTold('Where should we send the code?')
  await expect(person.widget.getByRole('radiogroup')).toHaveAccessibleName('Choices')
})
