/** An alert: operators see it arrive, the owner reads the mail, and somebody acknowledges it. */
import { createOperator, WHY } from '../actors/operator.ts'
import { looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

/** The server checks every ten seconds, and the console polls twice a minute. */
const LIVE = { timeout: 90_000 }

test('an alert appears while a burst of attempts arrives, reaches the owner by mail, and is acknowledged', async ({
  newWorld: world,
  page,
}) => {
  const operator = createOperator({ page, world })
  await operator.followsTheFirstLink()
  await operator.setsUpPasswordAndApp()
  await operator.goesTo('/alerts')
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'No alerts' })).toBeVisible()

  const body = JSON.stringify({ site: world.siteKey, reason: 'forgot-password', locale: 'en' })
  const headers = { 'origin': world.shop, 'content-type': 'application/json' }
  for (let n = 0; n < 61; n += 1) expect((await fetch(`${world.server}/v1/flows`, { method: 'POST', headers, body })).status).toBe(201)

  const row = main.getByRole('row').filter({ hasText: 'Unusually many recovery attempts' })
  await expect(row).toContainText('Up to 61 in ten minutes', LIVE)
  await expect(page.getByRole('alert').filter({ hasText: 'Unusually many recovery attempts' })).toBeVisible()
  const mails = () =>
    world.arrived.filter(({ to, subject }) => to === 'olga@example.com' && subject === 'Regain: Unusually many recovery attempts')
  await expect.poll(() => mails().length, LIVE).toBe(1)
  expect(mails()[0]?.text).toContain(`${world.server}/admin/alerts`)

  await looksRight(page)

  await operator.does('Acknowledge', 'is no longer shown at the top of every page')
  await expect(row).toContainText('active, acknowledged')
  await expect(row).toContainText(WHY)
  await operator.goesTo('/overview')
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(mails()).toHaveLength(1)
})

test('an owner changes the rules and the quiet hours, and every owner is notified', async ({ newWorld: world, page }) => {
  const operator = createOperator({ page, world })
  await operator.followsTheFirstLink()
  await operator.setsUpPasswordAndApp()
  await operator.goesTo('/alerts')
  await operator.press('Change: Unusually many recovery attempts')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Minimum count in ten minutes').fill('250')
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByText('A realm has more than 250 new attempts')).toBeVisible()

  await operator.press('Change: Email to owners')
  await dialog.getByLabel('Use quiet hours').check()
  await dialog.getByLabel('From').fill('21:30')
  await dialog.getByLabel('Time zone').selectOption('UTC')
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByText('Quiet hours from 21:30 to 07:00 (UTC)')).toBeVisible()
  const told = () => world.arrived.map(({ text }) => text).join()
  await expect.poll(told).toContain('rules.starts.least: 60 → 250')
  await expect.poll(told).toContain('quiet.from: – → 21:30')
})
