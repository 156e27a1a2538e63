/** A signed-in person practises their recovery up to the last step: nothing changes, and they learn what was missing. */
import type { Keeper } from '../actors/keeper.ts'
import { axeFindsNothing, looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({ policy: { methods: ['email-code', 'saved-code'] } })

const isTold = (keeper: Keeper, title: string) => expect(keeper.element.getByRole('heading', { name: title })).toBeFocused()

test('a practice run goes to the last step with a real code, and lists what was missing', async ({ page, account, person, keeper }) => {
  await keeper.opensTheirSecurity()
  await page.evaluate(() => addEventListener('regain-done', () => document.body.setAttribute('data-went-on', '')))
  await keeper.press('Try it out')
  await isTold(keeper, 'Practice run')
  await expect(keeper.element).toContainText('nothing is changed at the end')
  await person.widget.locator('label', { hasText: '•@' }).getByRole('radio').check()
  await looksRight(page, 'a practice run')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await isTold(keeper, 'You got to the end')
  await expect(keeper.element).toContainText('Nothing was changed.')
  await expect(keeper.element).toContainText('If you couldn’t access your email: no. You could add saved codes.')
  await axeFindsNothing(page, 'the end of a practice run')
  expect(person.arrivedAt(account.email).map(({ text }) => /practice run/.test(text))).toEqual([true])
  // Whatever the page does after a recovery, it must not do here.
  await expect(page.locator('body')).not.toHaveAttribute('data-went-on')
  await keeper.press('Back to the overview')
  await expect(keeper.element.getByRole('button', { name: 'Create saved codes' })).toBeVisible()
  await keeper.press('Try it out')
  await person.presses('I don’t have any of these')
  await isTold(keeper, 'You would get stuck here')
  await expect(keeper.element).toContainText('You could add saved codes.')
  await person.signsIn(account.password)
  await person.isSignedIn()
})
