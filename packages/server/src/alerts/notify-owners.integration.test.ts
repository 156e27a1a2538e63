import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import { openPlace, TEST_SECRET } from '../../testing/open-test-database.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { HOUR, MINUTE, watchAlerts } from '../../testing/watch-alerts.ts'
import { notifyOperator } from '../operators/notify.ts'
import { createDeps } from '../wiring/deps.ts'
import { systemChance } from '../world/chance.ts'

describe('notifying owners', () => {
  let at: Awaited<ReturnType<typeof watchAlerts>>
  let world: TestWorld
  beforeEach(async () => {
    at = await watchAlerts()
    world = at.world
  })
  afterEach(() => at.close())

  it('causes no flood: alerts that come together are one mail, reminders are few, and an acknowledged alert reminds nobody', async () => {
    const { settings } = (await at.olga.send('GET /alert-rules')).body
    await at.change({}, { starts: { ...settings.rules.starts, on: false } })
    for (let n = 0; n < 8; n += 1) await at.tryNames(11, `198.51.100.${n}`)
    await at.look()
    expect(await at.letters()).toEqual(['Regain: 8 alerts'])
    /** One of them is open at every check. */
    async function goOn(hours: number) {
      for (let hour = 0; hour < hours; hour += 1) {
        world.turnClock(HOUR)
        await at.tryNames(11, '198.51.100.0')
        await at.look()
      }
      return await at.letters()
    }
    // All are delivered at once, so any may arrive first.
    expect((await goOn(13)).sort()).toEqual([
      'Regain: 8 alerts',
      'Regain: Ended: 7 alerts',
      'Regain: One address tries unknown names',
      'Regain: One address tries unknown names',
    ])
    expect(world.mails.at(-1)?.text).toContain('still active, since')
    const [on] = await at.list({ state: 'on' })
    await at.acknowledgeAs('olga', on?.id ?? '')
    expect(await goOn(13)).toHaveLength(4)
  })

  it('sends at most the configured number of mails a day, says which is the last, and counts urgent ones separately', async () => {
    await at.change({ mailsPerDay: 2 })
    for (let n = 0; n < 5; n += 1) {
      await at.tryNames(11, `198.51.100.${n}`)
      await at.look()
      world.turnClock(16 * MINUTE)
    }
    expect(await at.letters()).toHaveLength(2)
    expect(await at.list()).toHaveLength(5)
    expect(world.mails.at(-1)?.text).toContain('the last alert email today')
    world.mail.behaviour = 421
    world.turnClock(1000)
    await world.db.write((tx) => notifyOperator(tx, 'new@example.com', { subject: 'Hello', paragraphs: ['Hello'] }, world.deps))
    await world.deliver()
    world.turnClock(31_000)
    await at.look()
    world.mail.behaviour = 'takes'
    world.turnClock(MINUTE)
    expect(await at.letters()).toContain('Regain: Messages can’t be delivered')
  })

  it('delays mail until quiet hours end, and reports alerts that began and ended in them in one mail', async () => {
    // It is 09:00 UTC, 10:00 in Berlin.
    await at.change({ quiet: { from: '09:30', until: '12:00', timeZone: 'Europe/Berlin' } })
    await at.begin(61)
    await at.lookFor(60 * MINUTE)
    expect(await at.list({ state: 'over' })).toHaveLength(1)
    expect(await at.letters()).toEqual([])
    await at.lookFor(61 * MINUTE)
    expect(await at.letters()).toEqual(['Regain: Ended: Unusually many recovery attempts'])
    expect(world.mails.at(-1)?.text).toContain('started and ended')
  })

  it('sends urgent mail even in quiet hours that go over midnight', async () => {
    const { settings } = (await at.olga.send('GET /alert-rules')).body
    await at.change({ quiet: { from: '08:00', until: '07:00', timeZone: 'UTC' } }, { starts: { ...settings.rules.starts, urgent: true } })
    await at.begin(61)
    await at.tryNames(11)
    await at.look()
    expect(await at.letters()).toEqual(['Regain: Unusually many recovery attempts'])
  })

  it('opens, mails and announces an alert once, for two processes that check at the same moment and for one that restarts', async () => {
    const received: { body: string; headers: Record<string, string> }[] = []
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ body, headers: request.headers as Record<string, string> })
        response.writeHead(200).end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    const own = await openWorld({}, { insecureOrigins: [origin], now: Date.now() })
    const second = await openPlace(own.settings)
    try {
      await hire(own, 'olga@example.com', 'owner')
      const events = ['alert.opened', 'alert.ended']
      const { body: endpoint } = await own.call<{ secret: string }>('POST', '/v1/webhooks', { url: `${origin}/hook`, events }, own.back)
      const { clock, channels } = own.deps
      const deps = createDeps({ secret: TEST_SECRET, origin: ORIGIN, epoch: 'test', db: second, clock, chance: systemChance, channels })
      // The new endpoint causes a mail of its own.
      await own.deliver()
      own.mails.length = 0
      for (let n = 0; n < 61; n += 1) {
        own.comeFrom(`192.0.2.${n}`)
        await own.start()
      }
      await Promise.all([own.deps, deps, own.deps, deps, own.deps, deps].map((one) => at.look(one)))
      await own.deliver()
      expect(own.mails.map(({ subject }) => subject)).toEqual(['Regain: Unusually many recovery attempts'])
      const verified = received.map(({ body, headers }) => new Webhook(endpoint.secret).verify(body, headers))
      expect(verified).toMatchObject([{ type: 'alert.opened', data: { rule: 'starts', count: 61, threshold: 60 } }])
      own.turnClock(20 * MINUTE)
      await Promise.all([own.deps, deps, own.deps, deps].map((one) => at.look(one)))
      await own.deliver()
      expect(own.mails.map(({ subject }) => subject).slice(1)).toEqual(['Regain: Ended: Unusually many recovery attempts'])
      expect(received.slice(1).map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
        { type: 'alert.ended', data: { rule: 'starts' } },
      ])
    } finally {
      await second.close()
      await own.close()
      server.close()
    }
  })

  it('treats an alert that comes back soon as the same one, without a new mail', async () => {
    await at.begin(61)
    await at.look()
    await at.lookFor(40 * MINUTE)
    await at.begin(61)
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'starts', endedAt: null }])
    // Both are delivered at once, so either may arrive first.
    expect((await at.letters()).sort()).toEqual([
      'Regain: Ended: Unusually many recovery attempts',
      'Regain: Unusually many recovery attempts',
    ])
  })
})
