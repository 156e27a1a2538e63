/** Into the console with a passkey, and by the house's identity provider. */
import { createOperator } from '../actors/operator.ts'
import { expect, test } from '../world/test.ts'

test('the first owner comes in with a passkey, and by it again', async ({ page, newWorld }) => {
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  })
  const owner = createOperator({ page, world: newWorld })
  await owner.followsTheFirstLink()
  await owner.press('Make a passkey and come in')
  await owner.isInside()
  await owner.signsOut()
  await owner.press('Use a passkey')
  await owner.isInside()
  await owner.goesTo('/you')
  await expect(page.getByText('owner', { exact: true }).first()).toBeVisible()
})

test('staff comes in by the house’s identity provider, with the role that it gives', async ({ page, newWorld, browser }) => {
  const { provider } = newWorld
  if (!provider) throw new Error('a world without its provider')
  const owner = createOperator({ page, world: newWorld })
  await owner.followsTheFirstLink()
  await owner.setsUpPasswordAndApp()
  const settings = {
    label: 'Example SSO',
    issuer: provider.issuer,
    clientId: provider.client.id,
    clientSecret: provider.client.secret,
    roles: { support: 'agent' },
  }
  const set = await page.evaluate(async (known) => {
    const body = JSON.stringify({ provider: known })
    return (await fetch('/admin/api/identity-provider', { method: 'PUT', headers: { 'content-type': 'application/json' }, body })).status
  }, settings)
  expect(set).toBe(204)

  provider.enter({ sub: 'u-1', email: 'uma@example.com', email_verified: true, name: 'Uma', groups: ['support'] })
  const umas = await browser.newPage()
  await umas.goto(`${newWorld.server}/admin/sign-in`)
  await umas.getByRole('button', { name: 'Sign in with Example SSO' }).click()
  await createOperator({ page: umas, world: newWorld }).isInside()
  await expect(umas.getByRole('link', { name: /Uma\s*agent/ })).toBeVisible()
  // What the provider said works once, and does not stay in the address.
  expect(umas.url()).not.toContain('code=')
  await umas.goto(`${newWorld.server}/admin/sign-in/callback?code=again&state=again`)
  await expect(umas.getByRole('alert')).toBeVisible()
  await umas.close()
})
