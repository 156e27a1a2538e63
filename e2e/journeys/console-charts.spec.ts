/** Charts are legible in each language, on a desktop, a tablet and a phone. */
import { createPerson } from '../actors/person.ts'
import { labelsKeepApart } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

test('no two labels of any chart touch, in English and German, from a desktop to a narrow phone', async ({
  operator,
  person,
  browser,
  world,
  account,
}) => {
  test.setTimeout(600_000)
  await person.goesToTheCode()
  await person.typesTheCode('00000000')
  await expect(person.summary).toBeVisible()
  await person.typesTheCode(await person.readsTheCode())
  await person.choosesAPassword()
  await expect(person.fields.password).toBeHidden()
  const elsewhere = await browser.newContext({ locale: 'en-GB' })
  const nobody = createPerson({ page: await elsewhere.newPage(), world, account: { ...account, email: 'nobody@example.com' } })
  await nobody.goesToTheCode()
  await elsewhere.close()
  for (let n = 0; n < 5; n += 1)
    await world.call('POST', '/v1/sign-ins', { identifier: account.email, password: `a wrong password, number ${n}`, ip: '198.51.100.23' })

  await operator.isHiredAs('owner')
  const { page } = operator
  await operator.seesReadiness(/^\d+ accounts?, counted/)
  const accountPage = await operator.visitsTheAccountOf(account.email).then(() => new URL(page.url()).pathname.replace('/admin', ''))
  // New events are counted within seconds.
  await expect(async () => {
    await operator.goesTo('/overview')
    await expect(page.getByRole('listitem').filter({ hasText: /^unknown \(decoys\)/ })).toBeVisible({ timeout: 2000 })
    await expect(page.getByRole('listitem').filter({ hasText: /^recovered/ })).toBeVisible({ timeout: 2000 })
  }).toPass()

  for (const language of ['en', 'de']) {
    await operator.goesTo('/you')
    await page.getByLabel(/^(Language|Sprache)$/).selectOption(language)
    for (const path of ['/overview?days=1', '/overview', '/overview?days=90', '/readiness', accountPage]) {
      await operator.goesTo(path)
      if (path !== '/readiness') await expect(page.locator('.drawing text').first()).toBeVisible()
      for (const width of [1280, 768, 320]) {
        await page.setViewportSize({ width, height: 720 })
        expect(await page.locator('figure').count()).toBeGreaterThan(0)
        await labelsKeepApart(page, `${path} in ${language} at ${width} px`)
      }
    }
  }
})

test('each step of the funnel has its full label, and a chart without numbers takes one line', async ({ operator, person }) => {
  await person.goesToTheCode()
  await operator.isHiredAs('viewer')
  const { page } = operator
  const funnel = page.getByRole('list', { name: 'Steps reached, attempts' })
  await expect(async () => {
    await operator.goesTo('/overview')
    await expect(funnel).toBeVisible({ timeout: 2000 })
  }).toPass()
  for (const step of ['started', 'entered a name', 'requested a code', 'proved it', 'recovered'])
    await expect(funnel.getByText(step)).toBeVisible()
  const empty = page.getByRole('figure').filter({ hasText: 'Nothing in this time.' })
  await expect(empty.first()).toBeVisible()
  for (const one of await empty.all()) expect((await one.boundingBox())?.height).toBeLessThan(60)
})
