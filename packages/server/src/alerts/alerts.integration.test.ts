import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, SHOP } from '../../testing/open-world.ts'
import { personAt } from '../../testing/people.ts'
import { DAY, MINUTE, WHY, watchAlerts } from '../../testing/watch-alerts.ts'
import { auditEvents } from '../db/schema.ts'
import { addCounts, createTally } from '../overview/tally.ts'
import { noteFailure } from '../sign-in/sign-in-sources.ts'

describe('an alert rule', () => {
  let at: Awaited<ReturnType<typeof watchAlerts>>
  let world: TestWorld
  beforeEach(async () => {
    at = await watchAlerts()
    world = at.world
  })
  afterEach(() => at.close())

  /** Without hashing, which takes a moment each. */
  const fail = (all: { name: string; ip?: string }[], when = world.now()) =>
    world.db.write(async (tx) => {
      for (const one of all)
        await noteFailure(tx, { realm: world.realm, familiar: false, ip: undefined, userAgent: undefined, ...one, at: when })
    })

  it('alerts once when more recoveries begin than the threshold, and says when it is over', async () => {
    await at.begin(60)
    await at.look()
    expect(await at.list()).toEqual([])
    await at.begin(1)
    await at.look()
    expect(await at.list()).toMatchObject([
      { rule: 'starts', realm: world.realm, realmName: 'Corner Shop', count: 61, threshold: 60, usual: 0, endedAt: null },
    ])
    expect(await at.standing()).toHaveLength(1)
    await at.lookFor(9 * MINUTE)
    expect(await at.letters()).toEqual(['Regain: Unusually many recovery attempts'])
    await at.lookFor(30 * MINUTE)
    expect(await at.letters()).toEqual(['Regain: Unusually many recovery attempts', 'Regain: Ended: Unusually many recovery attempts'])
    expect(await at.standing()).toEqual([])
    expect(await at.list({ state: 'over' })).toHaveLength(1)
    expect(world.mails.at(-1)?.text).toContain(`${ORIGIN}/admin/alerts`)
  })

  it('compares a realm with what is usual at this hour on the days before', async () => {
    const tally = createTally()
    for (let day = 1; day <= 7; day += 1)
      // 120 an hour are 20 in ten minutes; one unusual day changes nothing.
      for (let n = 0; n < (day === 3 ? 5000 : 120); n += 1) tally.add(world.now() - day * DAY, world.realm, 'started', 'forgot-password')
    await world.db.write((tx) => addCounts(tx, tally.take()))
    await at.begin(80)
    await at.look()
    expect(await at.list()).toEqual([])
    await at.begin(1)
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'starts', usual: 20, threshold: 80, count: 81 }])
  })

  it('alerts for unknown names from one address, not for as many from many, and no mail and no event says which', async () => {
    for (let n = 0; n < 11; n += 1) await at.tryNames(1, `203.0.113.${n}`)
    await at.look()
    expect(await at.list()).toEqual([])
    await at.tryNames(11)
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'unknown-names', subject: '198.51.100.7', count: 11, threshold: 10 }])
    expect(await at.letters()).toEqual(['Regain: One address tries unknown names'])
    expect(world.mails.at(-1)?.text).not.toContain('198.51.100')
    const told = await world.db.read.select().from(auditEvents).where(eq(auditEvents.name, 'alert.opened'))
    expect(told).toHaveLength(1)
    expect(JSON.stringify(told)).not.toContain('198.51.100')
  })

  it('alerts once for one address that fails under many names, known or not, and never for typing errors, however busy the day', async () => {
    const wrong = (name: string, password = 'Winter2026!') => world.signIn(name, password, { ip: '198.51.100.7' })
    await fail(Array.from({ length: 90 }, (_, n) => ({ name: `n${n}`, ...(n > 40 && { ip: `203.0.113.${n}` }) })))
    for (let n = 0; n < 5; n += 1) await wrong('jane_doe', `mistyped ${n}`)
    for (let n = 0; n < 19; n += 1) await wrong(`person${n}`)
    await at.look()
    expect(await at.list()).toEqual([])
    await wrong('the twenty-first')
    await at.look()
    await at.lookFor(3 * MINUTE)
    expect(await at.list()).toMatchObject([
      { rule: 'password-spray', realm: world.realm, subject: '198.51.100.7', count: 21, threshold: 20 },
    ])
    expect(await at.letters()).toEqual(['Regain: One address tries passwords for many accounts'])
    expect(world.mails.at(-1)?.text).not.toContain('198.51.100')
  })

  it('compares an address with its own past: an office that mistypes each morning alerts only above that', async () => {
    const office = '192.0.2.77'
    const colleagues = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `n${n}`, ip: office }))
    const tally = createTally()
    for (let day = 1; day <= 7; day += 1) {
      tally.add(world.now() - day * DAY, world.realm, 'started', 'forgot-password')
      await fail(colleagues(day === 3 ? 90 : 10), world.now() - day * DAY)
    }
    await world.db.write((tx) => addCounts(tx, tally.take()))
    await fail(colleagues(40))
    await at.look()
    expect(await at.list()).toEqual([])
    await world.signIn('one more', 'Winter2026!', { ip: office })
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'password-spray', usual: 10, threshold: 40, count: 41 }])
  })

  it('alerts once a network recovers more than five accounts in ten minutes, and never for internal addresses', async () => {
    const from = async (ip: string, many: number) => {
      world.comeFrom(ip)
      for (let n = 0; n < many; n += 1) {
        const email = `${ip.replaceAll('.', '-')}-${n}@example.com`
        const value = personAt(email)
        await world.addAccount(`a-${ip.replaceAll('.', '-')}-${n}`, value)
        const { flow } = await world.toChallenge(email, email)
        await world.deliver()
        await world.answer(flow, { type: 'challenge', code: world.codeFor(email) })
      }
    }
    await from('10.0.0.7', 6)
    await from('85.214.1.1', 5)
    await at.look()
    expect(await at.list()).toEqual([])
    await from('85.214.1.1', 6)
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'many-accounts', subject: '85.214.1.1', count: 6, threshold: 5 }])
  })

  it('alerts for a page elsewhere that opens the widget, not for the site’s own, nor for one on a developer’s machine', async () => {
    const opens = (origin: string) => world.call('GET', `/v1/sites/${world.site.siteKey}`, undefined, { origin })
    const own = [SHOP, ORIGIN, 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://shop.localhost', 'null', 'https://a b']
    for (const origin of own) for (let n = 0; n < 5; n += 1) await opens(origin)
    for (let n = 0; n < 3; n += 1) expect((await opens('https://sh0p.example')).status).toBe(403)
    await at.look()
    expect(await at.list()).toEqual([])
    await opens('https://sh0p.example')
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'foreign-page', realm: world.realm, subject: 'https://sh0p.example', count: 4 }])
    for (let n = 0; n < 40; n += 1) await opens('https://sh0p.example')
    const refused = await world.db.read.select().from(auditEvents).where(eq(auditEvents.name, 'page.refused'))
    expect(refused).toHaveLength(30)
    expect(refused[0]).toMatchObject({ site: world.site.siteKey, details: JSON.stringify({ page: 'https://sh0p.example' }) })
  })

  it('alerts for one guess each at many accounts long before one is likely to be right', async () => {
    for (let n = 0; n < 31; n += 1) {
      world.comeFrom(`192.0.2.${n}`)
      const { flow } = await world.toChallenge(`person${n}@example.com`, `person${n}@example.com`)
      await world.answer(flow, { type: 'challenge', code: '12345678' })
    }
    await at.look()
    expect((await at.list({ rule: 'failed-codes' })).map(({ count, threshold }) => ({ count, threshold }))).toEqual([
      { count: 31, threshold: 30 },
    ])
  })

  it('alerts for text messages to one range of numbers, whatever caused them, and names only the range', async () => {
    for (let n = 0; n < 21; n += 1) {
      const number = `+4915112345${100 + n}`
      const put = { identifiers: [{ kind: 'phone', value: number }], destinations: [{ channel: 'phone', value: number, verified: true }] }
      await world.addAccount(`jo${n}`, put)
      world.comeFrom(`192.0.2.${n}`)
      await world.toChallenge(number, number.slice(-4), { method: 'sms-code' })
    }
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'sms-prefix', subject: '+49151', count: 21, threshold: 20 }])
  })

  it('alerts when mail is not delivered, and when the audit log was changed', async () => {
    world.mail.behaviour = 421
    await at.olga.send('POST /invitations', { email: 'new@example.com', role: 'viewer', mail: true })
    await world.deliver()
    world.turnClock(31_000)
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'delivery-failing', realm: '', realmName: null, subject: 'email' }])
    world.mail.behaviour = 'takes'
    world.turnClock(MINUTE)
    await world.deliver()
    await at.lookFor(20 * MINUTE)
    expect(await at.list({ state: 'on' })).toEqual([])
    await world.db.write(async (tx) => {
      for (const { name } of await tx.all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'trigger'`))
        await tx.run(sql.raw(`DROP TRIGGER "${name}"`))
      await tx.run(sql`UPDATE audit_events SET details = '{' WHERE id = 2`)
    })
    await at.look()
    expect(await at.list({ state: 'on' })).toMatchObject([{ rule: 'record-broken', count: 2 }])
    expect(await at.letters()).toContain('Regain: The audit log was altered')
  })

  it('is acknowledged once, with a note, and that is logged', async () => {
    await at.begin(61)
    await at.look()
    const [{ id } = { id: '' }] = await at.list()
    const acknowledge = () => at.olga.send('POST /alerts/:alert/acknowledge', { reason: WHY }, { params: { alert: id } })
    expect((await Promise.all([acknowledge(), acknowledge()])).map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await at.standing()).toEqual([])
    expect(await at.list()).toMatchObject([{ id, note: WHY, endedAt: null }])
    const [event] = (await at.olga.send('GET /events', undefined, { query: { name: 'alert.acknowledged' } })).body.events
    expect(event).toMatchObject({ actor: 'operator', details: { alert: id, rule: 'starts' } })
    const nobody = await at.olga.send('POST /alerts/:alert/acknowledge', { reason: WHY }, { params: { alert: 'nope' } })
    expect(nobody.status).toBe(404)
  })

  it('can only be changed by an operator who saw the last version, and every owner is notified of the change', async () => {
    const { settings, version } = (await at.olga.send('GET /alert-rules')).body
    const quieter = { ...settings, rules: { ...settings.rules, starts: { ...settings.rules.starts, on: false } } }
    expect((await at.olga.send('PUT /alert-rules', { settings: quieter, version })).status).toBe(204)
    expect((await at.olga.send('PUT /alert-rules', { settings, version })).body.code).toBe('changed-meanwhile')
    const nowhere = { ...settings, quiet: { from: '22:00', until: '07:00', timeZone: 'Mars/Olympus' } }
    expect((await at.olga.send('PUT /alert-rules', { settings: nowhere, version: version + 1 })).status).toBe(400)
    expect(await at.letters()).toEqual(['Regain: the alert rules were changed'])
    expect(world.mails.at(-1)?.text).toContain('rules.starts.on: true → false')
    await at.begin(61)
    await at.look()
    expect(await at.list()).toEqual([])
  })
})
