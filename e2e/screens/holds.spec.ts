/** New methods that prove nothing yet, and practice runs, as `<regain-security>` shows them on a phone. */
import { test } from '../world/test.ts'
import { createDrawer } from './draw.ts'

test.use({ policy: { methods: ['email-code', 'saved-code'] }, viewport: { width: 375, height: 740 } })

const DAY = 86_400_000

test('holds and practice runs', async ({ page, world, account, person, browser, keeper }) => {
  const { drawBoth } = await createDrawer(browser)
  const draw = async (name: string) => {
    await page.evaluate(() => scrollTo(0, 0))
    await drawBoth(page, `${name}-phone`, keeper.element)
  }
  const title = (name: string) => keeper.element.getByRole('heading', { name }).waitFor()
  await keeper.opensTheirSecurity()
  await keeper.press('Try it out')
  await title('Practice run')
  await draw('drill-1-begins')
  await person.picks('email')
  await person.completes()
  await person.typesTheCode(await person.readsTheCode())
  await title('You got to the end')
  await draw('drill-2-end')
  await keeper.press('Back to the overview')
  await keeper.press('Try it out')
  await person.presses(person.words.noMethod)
  await title('You would get stuck here')
  await draw('drill-3-stuck')
  await keeper.press('Back to the overview')
  await keeper.makesSavedCodes()
  world.turnClock(DAY)

  const added = [account.email, 'new@home.example'].map((value) => ({ channel: 'email', value, verified: true }))
  await world.call('PUT', `/v1/accounts/${account.id}`, { identifiers: [{ kind: 'email', value: account.email }], destinations: added })
  await keeper.opensTheirSecurity()
  await draw('holds-1-new')
  await keeper.press('Confirm it now')
  await title('Confirm that you added this')
  await draw('holds-2-confirm')
  await keeper.press('Use a saved code')
  await page.locator('regain-security input').waitFor()
  await draw('holds-3-saved-code')
})
