import { hash as bcrypt } from '@node-rs/bcrypt'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { auditEvents, outbox, reminders } from '../db/schema.ts'
import { invite } from '../operators/invite.ts'
import { countReadiness } from './count-readiness.ts'
import { remindSome } from './remind.ts'

const DAY = 86_400_000
const WHY = 'half of the realm depends on one mailbox'
const mail = (value: string) => ({ channel: 'email', value, verified: true })
const phone = { channel: 'phone', value: '+4915112345678', verified: true }

describe('readiness of a realm', () => {
  let world: TestWorld
  let owner: TestOperator
  beforeEach(async () => {
    world = await openWorld()
    const { link } = await world.db.write((tx) =>
      invite(tx, { email: 'olga@example.com', role: 'owner', by: {} }, { ...world.deps, origin: ORIGIN }),
    )
    owner = newOperator(world)
    expect((await owner.join(link)).status).toBe(200)
  })
  afterEach(() => world.close())
  const add = (id: string, destinations: object[], more: object = {}) =>
    world.addAccount(id, { identifiers: [{ kind: 'handle', value: `${id}_1` }], destinations, ...more })
  const realm = async () => {
    const site = await world.deps.sites.byKey(world.site.siteKey)
    if (!site) throw new Error('the shop is gone')
    return site.realm
  }
  const start = (more: object = {}) =>
    owner.send('POST /readiness/:realm/remind', { site: world.site.siteKey, reason: WHY, ...more }, { params: { realm: world.realm } })
  const inAll = async () => (await world.db.read.select().from(outbox)).filter(({ kind }) => kind === 'reminder')
  /** Until the round is over. */
  const finish = async () => {
    while (await remindSome(world.deps)) await world.deliver()
  }
  const toOf = ({ to }: (typeof world.mails)[number]) => [to].flat()[0]?.text
  /** The only owner gets a notice of each round that they started alone; that is not a reminder. */
  const reminded = () => world.mails.filter((one) => toOf(one) !== 'olga@example.com')
  const told = () => reminded().map(toOf)
  const linkIn = (place = 0) => /\/reminders\/stop\/\S+/.exec(reminded()[place]?.text ?? '')?.[0] ?? ''

  it('counts accounts that could be recovered without phone, mailbox or sheet, and those with one way, over more than a page', async () => {
    await add('none', [])
    await add('mailbox', [mail('a@example.com')])
    await add('two-mailboxes', [mail('b@example.com'), mail('c@example.com')])
    await add('both', [mail('d@example.com'), phone])
    for (let n = 0; n < 210; n += 1) await add(`many-${n}`, [phone])
    expect(await countReadiness(await realm(), world.deps)).toEqual({
      accounts: 214,
      none: 1,
      oneWay: 211,
      oneThing: 211,
      safe: 2,
      without: { phone: 3, mailbox: 212, sheet: 213 },
    })
    const [shown] = (await owner.send('GET /readiness')).body.realms
    expect(shown).toMatchObject({ name: 'Corner Shop', elsewhere: false, counts: { accounts: 214, safe: 2 }, countedAt: world.now() })
  })

  it('counts passwords in older forms, and one less when its owner signs in', async () => {
    const passwordHash = await bcrypt('quiet lanterns drift', { cost: 4 })
    for (const name of ['jane', 'joe']) await add(name, [], { passwordHash })
    await add('new', [], { password: 'quiet lanterns drift' })
    const left = async () => (await owner.send('GET /readiness')).body.realms[0]?.oldHashes
    expect(await left()).toEqual([{ algorithm: 'bcrypt', count: 2 }])
    expect((await world.signIn('jane_1', 'quiet lanterns drift')).body.result).toBe('ok')
    expect(await left()).toEqual([{ algorithm: 'bcrypt', count: 1 }])
  })

  it('reminds people who depend on one thing, at their oldest address, and nobody else', async () => {
    await add('jane', [mail('jane@example.com')])
    await add('safe', [mail('safe@example.com'), phone])
    await add('unreached', [phone])
    expect((await start()).status).toBe(200)
    await finish()
    expect(told()).toEqual(['jane@example.com'])
    const [sent] = reminded()
    expect(sent?.text).toContain('Go to https://shop.example yourself')
    // The only link unsubscribes; none signs in, and no other account is named.
    expect(sent?.text?.match(/https?:\S+/g)).toEqual(['https://shop.example', expect.stringContaining(`${ORIGIN}/reminders/stop/`)])
    expect((await owner.send('GET /readiness')).body.realms[0]?.rounds).toMatchObject([{ sent: 1, endedAt: world.now() }])
    const ends = await world.db.read.select().from(auditEvents).where(eq(auditEvents.name, 'reminders.ended'))
    expect(ends.map(({ actor, details }) => [actor, JSON.parse(details)])).toEqual([['server', { round: expect.any(String), sent: 1 }]])
  })

  it('reminds nobody who can’t sign in and so can’t set anything up', async () => {
    for (const cause of ['disabled', 'compromised']) {
      await add(cause, [mail(`${cause}@example.com`)])
      expect((await world.call('POST', `/v1/accounts/${cause}/lock`, { cause }, world.back)).status).toBe(200)
    }
    await add('jane', [mail('jane@example.com')])
    await start()
    await finish()
    expect(told()).toEqual(['jane@example.com'])
  })

  it('writes to nobody twice within ninety days, however many rounds and processes', async () => {
    await add('jane', [mail('jane@example.com')])
    await start()
    await Promise.all(Array.from({ length: 5 }, () => remindSome(world.deps)))
    await finish()
    world.turnClock(89 * DAY)
    await owner.signIn('olga@example.com', { code: owner.code() })
    expect((await start()).status).toBe(200)
    await finish()
    expect(told()).toEqual(['jane@example.com'])
    world.turnClock(DAY)
    await owner.signIn('olga@example.com', { code: owner.code() })
    await start()
    await finish()
    expect(told()).toHaveLength(2)
  })

  it('lets mail programs unsubscribe with one request and no cookie, permanently; opening the page changes nothing', async () => {
    await add('jane', [mail('jane@example.com')])
    await start()
    await finish()
    const list = reminded()[0]?.headers.get('list') as { unsubscribe?: { url?: string } } | undefined
    const link = linkIn()
    expect(list?.unsubscribe?.url).toBe(`${ORIGIN}${link}`)
    expect(String(reminded()[0]?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line)).toMatch(
      /List-Unsubscribe=One-Click$/,
    )
    expect(await (await world.app.request(`${ORIGIN}${link}`)).text()).toContain('Unsubscribe')
    expect((await world.db.read.select().from(reminders))[0]?.stoppedAt).toBeNull()
    const form = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
    for (let n = 0; n < 2; n += 1) expect((await world.app.request(`${ORIGIN}${link}`, form)).status).toBe(200)
    expect((await world.app.request(`${ORIGIN}/reminders/stop/nope`, form)).status).toBe(404)
    world.turnClock(400 * DAY)
    await owner.signIn('olga@example.com', { code: owner.code() })
    await start()
    await finish()
    expect(told()).toHaveLength(1)
  })

  it('lets only a few wait at a time, so that a code never waits behind them', async () => {
    for (let n = 0; n < 20; n += 1) await add(`many-${n}`, [mail(`many-${n}@example.com`)])
    await start()
    for (let n = 0; n < 5; n += 1) await remindSome(world.deps)
    expect(await inAll()).toHaveLength(3)
    await world.toChallenge('many-7_1', 'many-7@example.com')
    await world.deliver()
    expect(world.codeFor('many-7@example.com')).toMatch(/^\d{8}$/)
    await finish()
    expect(await inAll()).toHaveLength(20)
    expect(new Set(told()).size).toBe(20)
  })

  it('runs one round at a time, can be stopped by an owner, and needs a second person where there is one', async () => {
    for (let n = 0; n < 9; n += 1) await add(`many-${n}`, [mail(`many-${n}@example.com`)])
    const both = await Promise.all([start(), start()])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    await remindSome(world.deps)
    expect((await owner.send('POST /readiness/:realm/stop', {}, { params: { realm: world.realm } })).status).toBe(204)
    await finish()
    await world.deliver()
    expect(told()).toHaveLength(3)
    const { link } = await world.db.write((tx) =>
      invite(tx, { email: 'otto@example.com', role: 'owner', by: {} }, { ...world.deps, origin: ORIGIN }),
    )
    expect((await newOperator(world).join(link)).status).toBe(200)
    expect((await start()).body).toMatchObject({ code: 'second-person-needed', wanted: { action: 'reminders' } })
    const record = JSON.stringify(await world.db.read.all('SELECT name FROM audit_events'))
    for (const name of ['reminders.started', 'reminders.ended']) expect(record).toContain(name)
  })

  it('keeps nothing of an erased account, and does not count accounts that a site keeps itself', async () => {
    await add('jane', [mail('jane@example.com')])
    await start()
    await finish()
    await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
    expect(await world.db.read.select().from(reminders)).toEqual([])
    expect((await start({ site: 'pk_0000000000000000' })).status).toBe(404)
  })
})
