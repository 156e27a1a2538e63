/** The first day: the steps that remain, and the things that need attention now. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asksPeople } from '../actors/access.ts'
import { createOperator } from '../actors/operator.ts'
import { createPerson } from '../actors/person.ts'
import { looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

const HOUR_MS = 3_600_000

test('a new owner sees the remaining steps, each one shows when it is done, and the list disappears with the last', async ({
  newWorld: world,
  page: shop,
  browser,
}) => {
  test.setTimeout(300_000)
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const olga = createOperator({ page, world })
  await olga.followsTheFirstLink()
  await olga.setsUpPasswordAndApp()
  const list = page.getByRole('region', { name: 'First steps' })
  const step = (name: string) => list.getByRole('listitem').filter({ hasText: name })
  await olga.goesTo('/overview')
  await expect(list).toContainText('0 of 5 done')
  await expect(step('A site shows the widget')).toContainText('No page of your site has shown the widget yet')
  await expect(step('A site shows the widget').getByRole('link')).toHaveAttribute('href', `/admin/sites/${world.siteKey}`)
  await expect(step('A second operator')).toContainText('You are the only operator')
  await expect(step('A backup')).toContainText('npx regain backup')
  await looksRight(page, 'first steps')

  await createPerson({ page: shop, world, account: await world.addAccount() }).goesToTheCode()
  // The server notes that a mail was delivered after the mail has arrived.
  await expect(async () => {
    await olga.goesTo('/overview')
    await expect(list).toContainText('3 of 5 done', { timeout: 3000 })
  }).toPass({ timeout: 60_000 })
  for (const name of ['Email works', 'A site shows the widget', 'Accounts exist']) await expect(step(name)).toContainText('done')

  const second = createOperator({ page: await (await browser.newContext({ locale: 'en-GB' })).newPage(), world })
  await second.isHiredAs('agent')
  const folder = await mkdtemp(join(tmpdir(), 'regain-backup-'))
  await olga.goesTo('/overview')
  await expect(list).toContainText('4 of 5 done')
  await world.regain('backup', join(folder, 'regain.db'))
  await olga.goesTo('/overview')
  await expect(page.getByRole('region', { name: 'Needs attention' })).toBeVisible()
  await expect(list).toBeHidden()
  await rm(folder, { recursive: true })

  // Only owners can do these steps.
  await second.goesTo('/overview')
  await expect(second.page.getByRole('region', { name: 'Needs attention' })).toBeVisible()
  await expect(second.page.getByRole('region', { name: 'First steps' })).toBeHidden()
})

test('things that need attention come first on the overview, with their number beside the page', async ({
  newWorld: world,
  page: shop,
  browser,
}) => {
  test.setTimeout(300_000)
  await asksPeople(createPerson({ page: shop, world, account: await world.addAccount() }))
  await shop.goto(`${world.server}/genuine/${world.siteKey}`)
  await shop.getByRole('button', { name: 'I’m on the phone with them' }).click()

  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const rita = createOperator({ page, world })
  await rita.isHiredAs('reviewer')
  const waits = page.getByRole('region', { name: 'Needs attention' })
  const room = (name: string) => page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name, exact: true })
  await rita.goesTo('/overview')
  await expect(waits.getByRole('link', { name: 'One case is open.' })).toHaveAttribute('href', '/admin/cases')
  await expect(waits.getByRole('link', { name: 'One person on the phone has a code to read out.' })).toBeVisible()
  await expect(waits.getByRole('link', { name: 'The audit log has not been verified in the console yet.' })).toBeVisible()
  await expect(room('Cases (one waiting)')).toBeVisible()
  await expect(room('Calls (one waiting)')).toBeVisible()
  await expect(room('Alerts')).toBeVisible()
  // It follows the heading of the page directly.
  await expect(page.locator('main header + *')).toHaveAccessibleName('Needs attention')
  await looksRight(page, 'what waits')

  await rita.goesTo('/record')
  await rita.press('Verify now')
  await expect(page.getByText('Verified: none of the')).toBeVisible()
  world.turnClock(21 * HOUR_MS)
  await rita.goesTo('/sign-in')
  await rita.signsInWithPassword()
  await rita.isInside()
  await rita.goesTo('/overview')
  await expect(waits.getByRole('listitem').first()).toContainText('One case has been open for 20 hours or more')
  await expect(waits).not.toContainText('has not been verified')
})
