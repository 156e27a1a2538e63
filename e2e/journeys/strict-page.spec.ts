/** In a page with the strictest policy, and in one with a hostile style sheet. Every journey fails on a policy violation; this one tests that check. */
import { expect, test } from '../world/test.ts'

test('the shop’s page allows no inline script or style and requires trusted types, and the watcher notices a violation', async ({
  person,
  page,
  complaints,
  world,
}) => {
  const reply = await page.goto(`${world.shop}/forgot`)
  const policy = (await reply?.headerValue('content-security-policy')) ?? ''
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain('unsafe')
  await expect(person.fields.identifier).toBeVisible()
  expect(complaints).toEqual([])

  await page.evaluate(() => document.body.setAttribute('style', 'color: red'))
  await expect.poll(() => complaints.length).toBeGreaterThan(0)
  complaints.length = 0
})

const HOSTILE = `
  * { font-size: 3px !important; letter-spacing: 2em !important; text-transform: uppercase !important }
  input, form, button, label, p { display: none !important; opacity: 0 !important; position: fixed !important; left: -9999px !important; clip-path: circle(0) !important; pointer-events: none !important }
  regain-account > * { visibility: hidden !important }
  regain-account { display: none !important; zoom: .1 !important; transform: scale(.01) !important; filter: opacity(0) !important }
`

test('a person gets back in although the page’s style sheet hides, shrinks and moves everything', async ({ person, page }) => {
  await page.route('**/shop.css', (route) => route.fulfill({ contentType: 'text/css', body: HOSTILE }))
  await person.opensTheShop()
  const box = await person.fields.identifier.boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(44)
  await expect(person.fields.identifier).toHaveCSS('font-size', '16px')
  await expect(person.fields.identifier).toHaveCSS('letter-spacing', 'normal')
  await person.names()
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})
