/** A mail of each kind, as a phone shows it; `mail-code` and `mail-notice` come from a real mailbox. */
import { oneOfEach, toStaff, writeMail } from '../world/messages.ts'
import { test } from '../world/test.ts'
import { createDrawer, phones } from './draw.ts'

const { code: _, ...others } = oneOfEach
test('mails of each kind', async ({ page, browser }) => {
  const { drawBoth } = await createDrawer(browser)
  await page.setViewportSize({ width: 375, height: 740 })
  const draw = async (name: string, html: string) => {
    await page.setContent(html)
    await drawBoth(page, `mail-${name}`, page.locator('body'))
  }
  for (const [variant, locale] of phones)
    for (const [name, message] of Object.entries(others)) await draw(`${name}-${variant}`, writeMail({ ...message, locale }).html)
  await draw('to-staff-phone', writeMail(toStaff).html)
})
