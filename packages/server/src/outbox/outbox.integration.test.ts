import { once } from 'node:events'
import type { ParsedMail } from 'mailparser'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outbox } from '../db/schema.ts'
import { systemChance } from '../security/chance.ts'
import { deriveKeys } from '../security/keys.ts'
import { createSeal } from '../security/seal.ts'
import { openTestDatabase } from '../testing/open-test-database.ts'
import { createSmtp } from './channels/smtp.ts'
import type { OutboxNeeds } from './deliver.ts'
import { deliverDue } from './deliver.ts'
import type { Message } from './message.ts'
import { cancelCodes, putMessage } from './put-message.ts'

const START = Date.UTC(2026, 10, 24, 9)
const HOUR = 3_600_000
const seal = createSeal(deriveKeys(new Uint8Array(32).fill(1)), 'sealed-column', systemChance)
const sender = { siteName: 'Corner <Shop>\r\nBcc: all@example.com', siteOrigin: 'https://shop.example', support: { phone: '+49 30 1234' } }
const code: Message = {
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
  let mailServer: SMTPServer
  let reply: number | undefined
  let needs: OutboxNeeds
  const mails: ParsedMail[] = []

  beforeEach(async () => {
    now = START
    reply = undefined
    mails.length = 0
    world = await openTestDatabase()
    mailServer = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) =>
        done(reply === undefined ? null : Object.assign(new Error('jane@example.com is odd'), { responseCode: reply })),
      onData(stream, _session, done) {
        simpleParser(stream).then((mail) => {
          mails.push(mail)
          done()
        }, done)
      },
    })
    mailServer.listen(0, '127.0.0.1')
    await once(mailServer.server, 'listening')
    const { port } = mailServer.server.address() as { port: number }
    const email = createSmtp({ url: `smtp://127.0.0.1:${port}`, from: 'Shop <no-reply@shop.example>' })
    needs = { db: world.db, clock: { now: () => now, wait: async () => undefined }, chance: systemChance, seal, channels: { email } }
  })
  afterEach(async () => {
    needs.channels.email?.close()
    await new Promise<void>((done) => mailServer.close(() => done()))
    await world.close()
  })
  const put = (message: Message, more: { toNobody?: boolean; flow?: string } = {}) =>
    world.db.write((tx) => putMessage(tx, { message, expiresAt: START + 600_000, ...more }, now, systemChance, seal))
  const rows = () => world.db.read.select().from(outbox)

  it('delivers over a real socket, in the language asked for, without the code in the subject', async () => {
    await put(code)
    await deliverDue(needs)
    const [mail] = mails
    expect(mails).toHaveLength(1)
    expect(mail?.text).toContain('01234567')
    expect(mail?.subject).not.toContain('01234567')
    expect(String(mail?.html)).toContain('dir="rtl"')
    expect(String(mail?.html)).toContain('Corner &lt;Shop&gt;')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.has('bcc')).toBe(false)
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'delivered', message: '' })
    expect(mail?.messageId).toBe(`<${row?.id}@shop.example>`)
  })

  it('writes the same row for nobody, and sends nothing', async () => {
    await put(code)
    await put({ ...code, to: '' }, { toNobody: true })
    const lengths = (await rows()).map(({ message }) => message.length)
    expect(new Set(lengths).size).toBe(1)
    await deliverDue(needs)
    expect(mails).toHaveLength(1)
    expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  it('tries again while the code lives, and gives an expired one up', async () => {
    reply = 451
    await put(code)
    await deliverDue(needs)
    expect(await deliverDue(needs)).toBe(0)
    reply = undefined
    now += 10_000
    await deliverDue(needs)
    expect(mails).toHaveLength(1)
    reply = 451
    await put(code)
    await deliverDue(needs)
    now += HOUR
    reply = undefined
    await deliverDue(needs)
    expect(mails).toHaveLength(1)
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['delivered', 'expired'])
  })

  it("remembers a refusal in its own words, never in the server's", async () => {
    reply = 550
    await put(code)
    await deliverDue(needs)
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'refused', because: 'the mail server refused (550)' })
  })

  it('delivers once, whichever of many workers is quickest', async () => {
    await put(code)
    await Promise.all(Array.from({ length: 10 }, () => deliverDue(needs)))
    expect(mails).toHaveLength(1)
  })

  it('takes up what a dead worker left, under the same Message-ID', async () => {
    await put(code)
    const [before] = await rows()
    await world.db.write((tx) => tx.update(outbox).set({ nextAt: now + 30_000, tries: 1 }))
    expect(await deliverDue(needs)).toBe(0)
    now += 30_000
    await deliverDue(needs)
    expect(mails[0]?.messageId).toContain(before?.id)
  })

  it('does not send a code that a newer one has replaced', async () => {
    await put(code, { flow: 'f1' })
    await world.db.write((tx) => cancelCodes(tx, ['f1'], now))
    await deliverDue(needs)
    expect(mails).toHaveLength(0)
  })
})
