/** The language and the time zone of a message, and the host in a text message. */
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { purge } from '../db/purge.ts'
import { flows, sites } from '../db/schema.ts'

const PHONE = '+4915112345678'
const SECOND = 'https://www.shop.example'
const account = (locale?: string) => ({
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: PHONE, verified: true },
  ],
  ...(locale && { locale }),
})

describe('a message of an attempt', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld({ limits: { sendPerDestination: MANY, identifyPerName: MANY, startPerAddress: MANY } })
  })
  afterEach(() => world.close())

  interface Begun {
    locale?: string
    timeZone?: string
    origin?: string
    method?: string
  }
  /** Goes to the challenge from a page; returns what arrived. */
  async function ask({ origin = SHOP, method = 'email-code', ...more }: Begun) {
    const headers = { origin }
    const started = await world.call<Awaited<ReturnType<typeof world.start>>['body']>(
      'POST',
      '/v1/flows',
      { site: world.site.siteKey, reason: 'forgot-password', ...more },
      headers,
    )
    expect(started.status, started.text).toBe(201)
    const flow = started.body
    const answer = async (given: object) => {
      const path = `/v1/flows/${flow.flow.id}/answers`
      const bearer = { ...headers, authorization: `Bearer ${flow.token}` }
      return (await world.call<typeof flow>('POST', path, given, bearer)).body.flow.step
    }
    const step = await answer({ type: 'identify', identifier: MAIL, captcha: await world.captcha() })
    if (step.type !== 'choose-method') throw new Error(`at ${step.type}`)
    const ref = step.methods.find((one) => one.method === method)?.ref
    await answer({ type: 'choose-method', ref, complete: method === 'sms-code' ? PHONE.slice(-4) : MAIL })
    await world.deliver()
    return { flow, answer, mail: world.mails.at(-1), text: world.texts.at(-1)?.body ?? '' }
  }

  it.each([
    [undefined, 'ja', 'ja'],
    ['de', 'ja', 'de'],
    ['fr', 'ja', 'ja'],
    ['en-GB', 'ja', 'en'],
    ['fr', 'sw', 'en'],
    [undefined, undefined, 'en'],
  ])('from a page in %s, for an account in %s, is in %s', async (locale, own, language) => {
    await world.addAccount('jane', account(own))
    const { mail } = await ask({ ...(locale && { locale }) })
    expect(String(mail?.html)).toContain(`<html lang="${language}"`)
  })

  it('says when it was requested, in the browser’s time zone, which it names', async () => {
    await world.addAccount('jane', account())
    const { mail, flow } = await ask({ timeZone: 'Europe/Berlin' })
    const plain = (mail?.text ?? '').replace(/\u202f/g, ' ')
    expect(plain).toContain('Requested on November 24, 2026 at 10:00 AM in Berlin (just now)')
    expect(plain).not.toContain('UTC')
    world.turnClock(31 * 86_400_000)
    await purge(world.db, world.now())
    const [row] = await world.db.read.select().from(flows).where(eq(flows.id, flow.flow.id))
    expect(row?.timeZone).toBeNull()
  })

  it('says how long ago it was requested if a mail server was down meanwhile', async () => {
    await world.addAccount('jane', account())
    await world.mail.goDown()
    await ask({})
    world.turnClock(4 * 60_000)
    await world.mail.comeUp()
    await world.deliver()
    expect(world.mails.at(-1)?.text).toContain('UTC (4 minutes ago)')
  })

  it.each(['Mars/Phobos', 'Berlin', 'Europe/Berlin; DROP', '../etc', 'x'.repeat(65), ''])(
    'refuses %j as a time zone, with the reason',
    async (timeZone) => {
      const asked = { site: world.site.siteKey, reason: 'forgot-password', timeZone }
      const reply = await world.call<{ errors: { path: string; message: string }[] }>('POST', '/v1/flows', asked, { origin: SHOP })
      expect([reply.status, reply.body.errors[0]?.path]).toEqual([400, 'timeZone'])
    },
  )

  it.each(['Europe/Berlin', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires', 'Etc/GMT-3', 'UTC', 'EST5EDT', 'America/Younger_Than_Us'])(
    'accepts %s from a browser',
    async (timeZone) => {
      const asked = { site: world.site.siteKey, reason: 'forgot-password', timeZone }
      expect((await world.call('POST', '/v1/flows', asked, { origin: SHOP })).status).toBe(201)
    },
  )

  it('by text message names the host of the person’s page', async () => {
    await world.addAccount('jane', account())
    const origins = JSON.stringify(['capacitor://localhost', SHOP, SECOND, 'https://shop.example:8443'])
    await world.db.write((tx) => tx.update(sites).set({ origins }).where(eq(sites.key, world.site.siteKey)))
    world.turnClock(1000)
    const lastLine = async (origin: string) => (await ask({ origin, method: 'sms-code' })).text.split('\n').at(-1)?.split(' ')[0]
    expect(await lastLine(SHOP)).toBe('@shop.example')
    expect(await lastLine(SECOND)).toBe('@www.shop.example')
    expect(await lastLine('https://shop.example:8443')).toBe('@shop.example')
    expect(await lastLine(ORIGIN)).toBe('@localhost')
    // An app has no host to which a code could be bound, so the site's own is used.
    expect(await lastLine('capacitor://localhost')).toBe('@shop.example')
  })

  it('and every page of ours keep phones from linking a code', async () => {
    await world.addAccount('jane', account())
    const { mail } = await ask({})
    const meta = '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">'
    expect(String(mail?.html)).toContain(meta)
    for (const path of ['/recover/', '/genuine/', '/calls/', '/cases/'])
      expect(await (await world.app.request(`${ORIGIN}${path}${world.site.siteKey}`)).text(), path).toContain(meta)
  })
})
