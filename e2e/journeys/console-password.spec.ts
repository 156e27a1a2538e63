/** Signing in to the console with a password and an authenticator app. */
import { createOperator } from '../actors/operator.ts'
import { expect, test } from '../world/test.ts'

test('the first owner joins by the printed link, with a password and an app; the link and a code work once', async ({ page, newWorld }) => {
  const owner = createOperator({ page, world: newWorld })
  await owner.followsTheFirstLink()
  await owner.setsUpPasswordAndApp()
  await expect(newWorld.regain('operator', 'first-link')).rejects.toThrow()

  await owner.signsOut()
  const code = owner.code()
  await owner.signsInWithPassword(code)
  await owner.isInside()
  await owner.signsOut()
  await owner.signsInWithPassword(code)
  await expect(page.getByRole('alert')).toHaveText('Sign-in failed. Check what you entered and try again.')
})
