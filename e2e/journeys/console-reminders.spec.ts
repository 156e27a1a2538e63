/** Reminders: an owner sees which accounts depend on one thing, sends reminders, and one recipient unsubscribes. */
import { createOperator } from '../actors/operator.ts'
import { axeFindsNothing, looksRight } from '../world/looks.ts'
import { expect, test } from '../world/test.ts'

/** The server counts and sends in the background, every few seconds. */
const SOON = { timeout: 30_000 }

test('an owner reminds people who depend on one thing and sees how many got a mail; the mail’s link unsubscribes', async ({
  newWorld: world,
  page,
}) => {
  const { email } = await world.addAccount()
  const operator = createOperator({ page, world })
  await operator.followsTheFirstLink()
  await operator.setsUpPasswordAndApp()
  await operator.seesReadiness(/^1 account, counted/)
  await operator.does('Remind them', 'An email is sent to everyone who would be locked out by one loss (1 when last counted)')
  await expect(page.getByText('Reminders are being sent')).toBeVisible()

  const mails = () => world.arrived.filter(({ to }) => to === email)
  await expect.poll(() => mails().length, SOON).toBe(1)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('The last reminders went to 1, started')).toBeVisible({ timeout: 1000 })
  }).toPass(SOON)
  await axeFindsNothing(page)

  await page.goto(/https?:\/\/\S+\/reminders\/stop\/\S+/.exec(mails()[0]?.text ?? '')?.[0] ?? '')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reminders from Corner Shop')
  await looksRight(page)
  await page.getByRole('button', { name: 'Unsubscribe' }).press('Enter')
  await expect(page.getByRole('status')).toContainText('won’t send you any more reminders')
  await operator.goesTo('/record')
  await expect(page.getByRole('main')).toContainText('reminders.stopped')
})
