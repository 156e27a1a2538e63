/** From "I don't have any of these" to a person of the site, and back to the one who asked. */
import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { World } from '../world/open-world.ts'
import { expect, test } from '../world/test.ts'

/** RFC 6238, with SHA-1, six digits and 30 seconds: what an authenticator app shows. */
function codeOf(secret: string, now: number): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const digest = createHmac('sha1', key).update(step).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Joins by the link that the command line prints, and is signed in. */
async function joins(page: Page, world: World, role: string): Promise<void> {
  const { link } = await world.regain<{ link: string }>('operator', 'invite', `${role}@shop.example`, '--role', role)
  const secret = link.split('#')[1]
  const post = async (path: string, data: object) => {
    const reply = await page.request.post(`${world.server}/admin/api${path}`, { data, headers: { origin: world.server } })
    expect(reply.ok(), `${path}: ${await reply.text()}`).toBe(true)
    return (await reply.json()) as { ceremony: string; secret: string }
  }
  const app = await post('/join/authenticator', { secret })
  const credential = {
    type: 'password',
    password: 'seven lamps above the quay',
    ceremony: app.ceremony,
    code: codeOf(app.secret, Date.now()),
  }
  await post('/join', { secret, name: 'Rita Reviewer', credential })
}

test('a case reaches people in the console, and their answer the one who asked', async ({ person, page, browser, world, account }) => {
  await person.opensTheShop()
  await person.names()
  await person.hasNoMethod()
  await person.fields.contact.fill('jane@new.example')
  await person.fields.whatHappened.fill('My phone is lost.\nMy old address is gone.')
  await person.onward.click()
  await person.isTold('People will look into it')

  const office = await browser.newContext({ locale: 'en-GB' })
  const desk = await office.newPage()
  await joins(desk, world, 'reviewer')
  await desk.goto(`${world.server}/admin/cases`)
  await desk.getByRole('link', { name: 'Look at it' }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Case about p•••@e•••')
  await expect(desk.getByText('My old address is gone.')).toBeVisible()
  // What the person gave stays covered: the answer finds its way by itself.
  await expect(desk.getByText('j•••@n•••')).toBeVisible()
  expect(await desk.content()).not.toContain('jane@new.example')
  await desk.getByRole('button', { name: 'Ask them to get in touch' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('textbox').fill('The story fits the order of last month.')
  await dialog.getByRole('button', { name: 'Ask them to get in touch' }).click()
  await expect(desk.getByText('Answered by Rita Reviewer.')).toBeVisible()
  await office.close()

  await expect.poll(() => person.arrivedAt('jane@new.example').some(({ text }) => text.includes('need to speak with you'))).toBe(true)
  expect(person.arrivedAt(account.email)).toEqual([])
  await page.close()
})
