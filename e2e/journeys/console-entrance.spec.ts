/** Signing in to the console with a passkey, and through an identity provider. */
import type { Page } from '@playwright/test'
import { createOperator } from '../actors/operator.ts'
import { looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

/** A browser that can store passkeys. */
async function hasAPasskeyDevice(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  })
  return { isLost: () => session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }) }
}

test('the first owner joins with a passkey, and signs in with it again', async ({ page, newWorld }) => {
  await hasAPasskeyDevice(page)
  const owner = createOperator({ page, world: newWorld })
  await owner.followsTheFirstLink()
  await owner.press('Create a passkey and join')
  await expect(page.getByText('Your passkey is your only sign-in method')).toBeVisible()
  await looksRight(page, 'one way in')
  await owner.press('Not now')
  await owner.isInside()
  await owner.signsOut()
  await owner.press('Use a passkey')
  await owner.isInside()
  await owner.goesTo('/you')
  await expect(page.getByText('owner', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('You have only one sign-in method')).toBeVisible()
})

test('an operator who joined with a passkey alone is asked for a second way at once, and can sign in with the password and app', async ({
  page,
  newWorld,
}) => {
  const device = await hasAPasskeyDevice(page)
  const owner = createOperator({ page, world: newWorld })
  await owner.followsTheFirstLink()
  await owner.press('Create a passkey and join')
  await owner.setsUpPasswordAndApp('Set up a password and an authenticator app')
  await owner.goesTo('/you')
  await expect(page.getByText('Set up, with 10 saved codes left.')).toBeVisible()
  await expect(page.getByText('You have only one sign-in method')).toBeHidden()

  await device.isLost()
  await owner.signsOut()
  await owner.signsInWithPassword()
  await owner.isInside()
})

test('operators sign in through the identity provider, with the role that it gives', async ({ page, newWorld, browser }) => {
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
  // The provider's answer works once, and does not stay in the address.
  expect(umas.url()).not.toContain('code=')
  await umas.goto(`${newWorld.server}/admin/sign-in/callback?code=again&state=again`)
  await expect(umas.getByRole('alert')).toBeVisible()
  await umas.close()
})
