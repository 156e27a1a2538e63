import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { purge } from '../db/purge.ts'
import { outbox, signInSources } from '../db/schema.ts'

const PASSWORD = 'old lanterns never rust'
const MINUTE = 60_000
const DAY = 1440 * MINUTE
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0 <b>mine</b>'
const jane = {
  identifiers: [
    { kind: 'email', value: 'jane@example.com' },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [{ channel: 'email', value: 'jane@example.com', verified: true }],
  password: PASSWORD,
}

describe('the page of an account', () => {
  let world: TestWorld
  let agent: TestOperator
  beforeEach(async () => {
    world = await openWorld()
    await world.addAccount('jane', jane)
    agent = await hire(world, 'agent@example.com', 'agent')
  })
  afterEach(() => world.close())
  const shown = async () =>
    (await agent.send('GET /accounts/:realm/:account', undefined, { params: { realm: world.realm, account: 'jane' } })).body
  const erase = () => world.call('DELETE', '/v1/accounts/jane', undefined, world.back)

  it('shows coarsely where wrong passwords came from, whichever name they were tried under', async () => {
    const { device } = (await world.signIn('jane_doe', PASSWORD)).body
    const stranger = { ip: '2001:db8:7::1', userAgent: firefox }
    for (const name of ['jane_doe', 'JANE@example.com', 'jane_doe']) await world.signIn(name, `guess at ${name}`, stranger)
    world.turnClock(DAY)
    await agent.signIn('agent@example.com', { code: agent.code() })
    await world.signIn('jane_doe', 'mistyped', { device, ip: '192.0.2.9' })
    await world.signIn('jane_doe', 'no word about where')
    await world.signIn('somebody_else', 'not hers', stranger)
    expect((await world.signIn('jane_doe', PASSWORD, { device })).body.result).toBe('ok')

    const { signIns } = await shown()
    // A right password under one name resets its count, but past failures stay listed.
    expect(signIns.counts).toMatchObject([{ place: 0, count: 1 }])
    expect(signIns.days.map(({ count }) => count)).toEqual([...Array.from({ length: 12 }, () => 0), 3, 2])
    expect(signIns.sources.map(({ lastAt: _, ...source }) => source)).toEqual(
      expect.arrayContaining([
        { addressPrefix: '192.0.2.9', browser: '', familiar: true, count: 1 },
        { addressPrefix: '', browser: '', familiar: false, count: 1 },
        { addressPrefix: '2001:db8:7:0::/64', browser: 'Firefox (Linux)', familiar: false, count: 3 },
      ]),
    )
    expect(signIns.sources).toHaveLength(3)
  })

  it('keeps one row of them for each name, place and ten minutes, for two weeks or until the account is erased', async () => {
    const rows = () => world.db.read.$count(signInSources)
    for (let n = 0; n < 12; n += 1) await world.signIn('jane_doe', 'the one from before', { ip: '192.0.2.9' })
    await world.signIn('nobody_at_all', 'the one from before', { ip: '192.0.2.9' })
    expect(await rows()).toBe(2)
    await erase()
    expect(await rows()).toBe(1)
    await purge(world.db, world.now() + 14 * DAY)
    expect(await rows()).toBe(1)
    await purge(world.db, world.now() + 14 * DAY + 1)
    expect(await rows()).toBe(0)
  })

  it('lets no operator act on their own account, under any of its names: nothing happens, and nothing is sent', async () => {
    const own = { kind: 'email', value: 'agent@example.com' }
    await world.addAccount('own', { identifiers: [own], destinations: [], password: PASSWORD })
    await world.addAccount('reached', {
      identifiers: [{ kind: 'handle', value: 'quiet_agent' }],
      destinations: [{ channel: 'email', value: 'Agent@example.com', verified: true }],
    })
    for (const account of ['own', 'reached']) {
      const at = { params: { realm: world.realm, account } }
      await world.call('POST', `/v1/accounts/${account}/lock`, { cause: 'operator' }, world.back)
      const why = { reason: 'locked by mistake, I am sure' }
      const replies = [
        await agent.send('POST /accounts/:realm/:account/unlock', { ...why, cause: 'operator' }, at),
        await agent.send('POST /accounts/:realm/:account/offer-recovery', why, at),
        await agent.send('POST /accounts/:realm/:account/lift-limits', why, at),
        await agent.send('POST /accounts/:realm/:account/enable', why, at),
      ]
      // A person without an address can't get the link at all.
      expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403])
      const { body } = await world.call<{ lock?: { cause: string } }>('GET', `/v1/accounts/${account}`, undefined, world.back)
      expect(body.lock?.cause).toBe('operator')
    }
    expect(await world.mailsTo('agent@example.com')).toEqual([])
    const reviewer = await hire(world, 'rita@example.com', 'reviewer')
    await world.addAccount('rita', { identifiers: [{ kind: 'email', value: 'rita@example.com' }], destinations: [] })
    const unmasked = await reviewer.send(
      'POST /accounts/:realm/:account/unmask',
      { reason: 'what it says about me', of: 'identifiers', place: 0 },
      { params: { realm: world.realm, account: 'rita' } },
    )
    expect(unmasked.status).toBe(403)
  })

  it('lists the owner’s notices, masked and without their text', async () => {
    const params = { realm: world.realm, account: 'jane' }
    await agent.send('POST /accounts/:realm/:account/lock', { reason: 'asked for it on the phone' }, { params })
    expect((await shown()).notices).toMatchObject([{ state: 'waiting', settledAt: null }])
    await world.deliver()
    const { notices } = await shown()
    expect(notices).toMatchObject([{ channel: 'email', kind: 'account-changed', masked: 'j•••@e•••', state: 'delivered', tries: 1 }])
    expect(JSON.stringify(notices)).not.toMatch(/jane|Shop|locked/)
    await world.addAccount('june', { identifiers: [{ kind: 'handle', value: 'june' }], destinations: [] })
    const other = await agent.send('GET /accounts/:realm/:account', undefined, { params: { ...params, account: 'june' } })
    expect(other.body.notices).toEqual([])
    await erase()
    expect((await world.db.read.select().from(outbox)).filter(({ account, masked }) => account !== null || masked !== null)).toEqual([])
  })
})
