/** Strangers have used up the day's codes: in a familiar browser the owner still gets one, and everybody was warned beforehand. */
import { createPerson } from '../actors/person.ts'
import { axeFindsNothing } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test.use({
  policy: { limits: { sendPerDestination: { burst: 1, perSeconds: 600 }, sendPerDestinationDaily: { burst: 1, perSeconds: 86_400 } } },
})

test('an owner gets a code in a familiar browser, although a stranger used up the day’s limit', async ({
  person,
  page,
  account,
  browser,
  world,
}) => {
  await person.signsIn(account.password)
  const stranger = createPerson({ page: await (await browser.newContext()).newPage(), world, account })
  await stranger.goesToTheCode()
  await stranger.readsTheCode()

  const begun: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/v1/flows') begun.push(request.postData() ?? '')
  })
  await person.goesToTheCode()
  const { device } = JSON.parse(begun[0] ?? '{}') as { device?: string }
  expect(device).toMatch(/^[\w-]{43}$/)
  // What it opens appears nowhere on the page.
  expect(await page.content()).not.toContain(device)
  expect(page.url()).not.toContain(device)
  await expect(person.widget).toContainText(
    'If nothing arrives within 5 minutes, send a new one. Each address gets at most 1 in 10 minutes and 1 in 24 hours',
  )
  await expect(person.widget.getByRole('button', { name: 'I don’t have any of these' })).toBeVisible()
  await axeFindsNothing(page)
  await person.typesTheCode(await person.readsTheCode(account.email, 2))
  await expect(person.fields.password).toBeVisible()
})
