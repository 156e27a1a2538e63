/** The page for sites that load none of our script, and the well-known path that leads there. */
import { expect, test } from '../world/test.ts'

test('a person gets back in on the hosted page, which has a strict content security policy', async ({ person, page, world }) => {
  const reply = await page.goto(`${world.server}/recover/${world.siteKey}`)
  const policy = (await reply?.headerValue('content-security-policy')) ?? ''
  for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"])
    expect(policy).toContain(part)
  await expect(page).toHaveTitle('Get back into your Corner Shop account')
  await person.names()
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword()
  await person.isTold('Your new password is set')
})

test('/.well-known/change-password leads to the widget, in the shop and on the server; unknown paths are not found', async ({
  person,
  page,
  world,
}) => {
  for (const origin of [world.shop, world.server]) {
    await page.goto(`${origin}/.well-known/change-password`)
    await expect(person.fields.identifier).toBeVisible()
    // Chromium requests this one first, to detect a site that answers everything with 200.
    const missing = await page.request.get(`${origin}/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200`)
    expect(missing.status()).toBe(404)
  }
  expect(page.url()).toBe(`${world.server}/recover/${world.siteKey}`)
})
