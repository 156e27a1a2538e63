/** The widget loads in parts: only verified ones run, failed ones can be loaded again, and each is loaded once. */
import { expect, test } from '../world/test.ts'

test('a part with one changed byte never runs, and the person can try again', async ({ page, person, world }) => {
  let tampered = true
  await page.route(/\/regain\/en-first-/, async (route) => {
    const reply = await route.fetch()
    const body = await reply.text()
    await route.fulfill({ response: reply, body: tampered ? `globalThis.stolen = true;${body}` : body })
  })
  await page.goto(`${world.shop}/forgot`)
  const again = person.widget.getByRole('button', { name: 'Load again' })
  await expect(again).toBeVisible()
  expect(await page.evaluate(() => 'stolen' in globalThis)).toBe(false)
  tampered = false
  await again.click()
  await expect(person.fields.identifier).toBeVisible()
})

test('later steps that fail to load are requested again, and typed text stays', async ({ page, person, world, account }) => {
  let lost = true
  await page.route(/\/regain\/steps-/, (route) => (lost ? route.abort() : route.continue()))
  await page.goto(`${world.shop}/forgot`)
  await person.fields.identifier.fill(account.email)
  const again = person.widget.getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible()
  lost = false
  await again.click()
  await expect(again).toBeHidden()
  await person.onward.click()
  await person.isTold('Where should we send the code?')
})

test('two elements in one page are independent, and one that is moved continues', async ({ page, person, world, account }) => {
  await page.goto(`${world.shop}/forgot`)
  await expect(person.fields.identifier).toBeVisible()
  await page.evaluate(() => {
    const [first] = document.querySelectorAll('regain-account')
    const second = document.createElement('regain-account')
    for (const { name, value } of first?.attributes ?? []) second.setAttribute(name, value)
    first?.after(second)
  })
  const [one, other] = [page.locator('regain-account').first(), page.locator('regain-account').last()]
  await expect(other.locator('input')).toBeVisible()
  await one.locator('input').fill(account.email)
  await page.evaluate(() => document.body.append(document.querySelector('regain-account') as Element))
  // In the opposite order now.
  const [untouched, moved] = [one, other]
  await expect(moved.locator('input')).toHaveValue(account.email)
  await moved.locator('[part~="main"]').click()
  await expect(moved.getByRole('heading', { level: 2 })).toHaveText('Where should we send the code?')
  await expect(untouched.locator('input')).toHaveValue('')
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

test('an element that names no site shows nothing until it does', async ({ page, person, world }) => {
  await page.goto(`${world.shop}/forgot`)
  await expect(person.fields.identifier).toBeVisible()
  await page.evaluate(() => {
    const [first] = document.querySelectorAll('regain-account')
    const [nameless, named] = [document.createElement('regain-account'), document.createElement('regain-account')]
    named.setAttribute('site', first?.getAttribute('site') ?? '')
    first?.after(nameless, named)
  })
  const [nameless, named] = [page.locator('regain-account').nth(1), page.locator('regain-account').nth(2)]
  // It arrived later: by now the other one has what it draws.
  await expect(named.getByRole('heading', { level: 2 })).toBeVisible()
  expect(await nameless.evaluate((element) => element.shadowRoot?.textContent?.trim())).toBe('')
  await nameless.evaluate((element, site) => element.setAttribute('site', site ?? ''), await named.getAttribute('site'))
  await expect(nameless.getByRole('heading', { level: 2 })).toBeVisible()
})

test('a replayed step is inert, and calls no server', async ({ page, person, world }) => {
  await page.goto(`${world.shop}/forgot`)
  await expect(person.fields.identifier).toBeVisible()
  const calls: string[] = []
  page.on('request', (request) => calls.push(new URL(request.url()).pathname))
  await page.evaluate(() => {
    const at = Date.UTC(2026, 10, 24, 9)
    const seen = document.createElement('regain-account')
    const inMinutes = (minutes: number) => new Date(at + minutes * 60_000).toISOString()
    const step = { type: 'challenge', method: 'email-code', masked: 'j•••@e•••', guessesLeft: 2, expiresAt: inMinutes(7) }
    const site = { name: 'Corner Shop', reasons: ['forgot-password'], locales: ['en'], support: {}, password: {}, captcha: 'proof-of-work' }
    const flow = { id: 'f', reason: 'forgot-password', expiresAt: inMinutes(20), step }
    Object.assign(seen, { replay: { site, flow, problem: { code: 'code-wrong' }, at } })
    document.querySelector('regain-account')?.replaceWith(seen)
  })
  await expect(person.widget.locator('h2')).toHaveText('Enter the code')
  await expect(person.widget.locator('[data-part="hint"]')).toHaveText('2 tries left.')
  await expect(person.widget.getByText('The code expires in 7 minutes.')).toBeVisible()
  await expect(person.widget.locator('[part="error"]')).toContainText('That code doesn’t match.')
  await expect(person.widget).toHaveJSProperty('inert', true)
  expect(calls.filter((path) => path.startsWith('/v1/'))).toEqual([])
})
