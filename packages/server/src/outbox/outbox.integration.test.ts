import { defaultPolicy } from '@regain/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MailServer } from '../../testing/open-mail-server.ts'
import { openMailServer } from '../../testing/open-mail-server.ts'
import { openTestDatabase } from '../../testing/open-test-database.ts'
import { deriveKeys } from '../crypto/keys.ts'
import { createSeal } from '../crypto/seal.ts'
import { purge } from '../db/purge.ts'
import { outbox } from '../db/schema.ts'
import { systemChance } from '../world/chance.ts'
import { createSmtp } from './channels/smtp.ts'
import type { OutboxNeeds } from './deliver.ts'
import { deliverDue } from './deliver.ts'
import type { PersonMessage } from './message.ts'
import { cancelCodes, putMessage } from './put-message.ts'

const START = Date.UTC(2026, 10, 24, 9)
const HOUR = 3_600_000
const keys = deriveKeys(new Uint8Array(32).fill(1))
const seal = createSeal(keys, 'sealed-column', systemChance)
const realm = { id: 'shop', policy: defaultPolicy }
const sender = { siteName: 'Corner <Shop>\r\nBcc: all@example.com', siteOrigin: 'https://shop.example', support: { phone: '+49 30 1234' } }
const code: PersonMessage = {
  kind: 'code',
  code: '01234567',
  expiresAt: START + 600_000,
  channel: 'email',
  to: 'jane@example.com',
  locale: 'ar',
  at: START,
  sender,
}

describe('the outbox', () => {
  let now = START
  let world: Awaited<ReturnType<typeof openTestDatabase>>
  let mail: MailServer
  let needs: OutboxNeeds

  beforeEach(async () => {
    now = START
    world = await openTestDatabase()
    mail = await openMailServer()
    const email = createSmtp({ url: mail.url, from: 'Shop <no-reply@shop.example>' })
    needs = { db: world.db, clock: { now: () => now, wait: async () => undefined }, chance: systemChance, seal, channels: { email } }
  })
  afterEach(async () => {
    needs.channels.email?.close()
    await mail.close()
    await world.close()
  })
  const put = (message: PersonMessage, more: { toNobody?: boolean; flow?: string } = {}) =>
    world.db.write((tx) => putMessage(tx, { message, realm, expiresAt: START + 600_000, ...more }, now, { ...needs, keys }))
  const rows = () => world.db.read.select().from(outbox)

  it('delivers over a real socket, in the requested language, without the code in the subject', async () => {
    await put(code)
    await deliverDue(needs)
    const [arrived] = mail.mails
    expect(mail.mails).toHaveLength(1)
    expect(arrived?.text).toContain('01234567')
    expect(arrived?.subject).not.toContain('01234567')
    expect(String(arrived?.html)).toContain('dir="rtl"')
    expect(String(arrived?.html)).toContain('Corner &lt;Shop&gt;')
    expect(arrived?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(arrived?.headers.has('bcc')).toBe(false)
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'delivered' })
    expect(row?.message.trim()).toBe('')
    expect(arrived?.messageId).toBe(`<${row?.id}@shop.example>`)
  })

  it('keeps the row of a code as long as a waiting one until its flow ends, without its text', async () => {
    await put(code, { flow: 'one' })
    const [waiting] = await rows()
    await put({ ...code, to: '' }, { toNobody: true, flow: 'two' })
    await deliverDue(needs)
    await put(code, { flow: 'one' })
    await world.db.write((tx) => cancelCodes(tx, ['one', 'two'], now))
    const settled = await rows()
    expect(settled.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'cancelled'])
    for (const { message } of settled) expect(message).toBe(' '.repeat(waiting?.message.length ?? 0))
    await purge(world.db, now + 2 * HOUR)
    for (const { message } of await rows()) expect(message).toBe('')
  })

  it('writes the same row for an unknown name, and sends nothing', async () => {
    await put(code)
    await put({ ...code, to: '' }, { toNobody: true })
    const lengths = (await rows()).map(({ message }) => message.length)
    expect(new Set(lengths).size).toBe(1)
    await deliverDue(needs)
    expect(mail.mails).toHaveLength(1)
    expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  it('retries while the code is valid, and gives up an expired one', async () => {
    mail.behaviour = 451
    await put(code)
    await deliverDue(needs)
    expect(await deliverDue(needs)).toBe(0)
    mail.behaviour = 'takes'
    now += 10_000
    await deliverDue(needs)
    expect(mail.mails).toHaveLength(1)
    mail.behaviour = 451
    await put(code)
    await deliverDue(needs)
    now += HOUR
    mail.behaviour = 'takes'
    await deliverDue(needs)
    expect(mail.mails).toHaveLength(1)
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['delivered', 'expired'])
  })

  it("remembers a refusal in its own words, never in the server's", async () => {
    mail.behaviour = 550
    await put(code)
    await deliverDue(needs)
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'refused', because: 'the mail server refused (550)' })
  })

  it('delivers each message once, whichever of many workers is fastest', async () => {
    await put(code)
    await Promise.all(Array.from({ length: 10 }, () => deliverDue(needs)))
    expect(mail.mails).toHaveLength(1)
  })

  it('continues a dead worker’s messages, under the same Message-ID', async () => {
    await put(code)
    const [before] = await rows()
    await world.db.write((tx) => tx.update(outbox).set({ nextAt: now + 30_000, tries: 1 }))
    expect(await deliverDue(needs)).toBe(0)
    now += 30_000
    await deliverDue(needs)
    expect(mail.mails[0]?.messageId).toContain(before?.id)
  })

  it('does not send a code that a newer one has replaced', async () => {
    await put(code, { flow: 'f1' })
    await world.db.write((tx) => cancelCodes(tx, ['f1'], now))
    await deliverDue(needs)
    expect(mail.mails).toHaveLength(0)
  })
})
