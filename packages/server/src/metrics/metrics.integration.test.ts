import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { personAt } from '../../testing/people.ts'

describe('a limit that refuses', () => {
  it('is counted under its own name, whichever limit was used up, and no browser can see which', async () => {
    const limits = {
      identifyPerAddress: { burst: 2, perSeconds: 600 },
      identifyPerNetwork: { burst: 3, perSeconds: 600 },
      identifyPerRealm: { burst: 4, perSeconds: 600 },
    }
    const world = await openWorld({ limits })
    const told = new Set<string>()
    const refusedFrom = async (address: string) => {
      world.comeFrom(address)
      const { named } = await world.name('nobody@example.com')
      const { requestId: _, ...rest } = named.body as unknown as Record<string, unknown>
      if (named.status === 429) told.add(JSON.stringify(rest))
      return named.status === 429
    }
    const reached = async (...addresses: string[]) => {
      for (const address of addresses) if (await refusedFrom(address)) return await world.metrics.text()
      return 'nobody was refused'
    }
    expect(await reached('192.0.2.1', '192.0.2.1', '192.0.2.1')).toContain('regain_limited_total{limit="identifyPerAddress"} 1')
    world.turnClock(600_000)
    const network = ['2001:db8:1:1::1', '2001:db8:1:2::1', '2001:db8:1:3::1', '2001:db8:1:4::1']
    expect(await reached(...network)).toContain('regain_limited_total{limit="identifyPerNetwork"} 1')
    world.turnClock(600_000)
    const all = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5']
    expect(await reached(...all)).toContain('regain_limited_total{limit="identifyPerRealm"} 1')
    expect(told.size).toBe(1)
    await world.close()
  })
})

describe('metrics', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld({ limits: { startPerAddress: { burst: 2, perSeconds: 600 } } })
    await world.metrics.start()
    await world.addAccount('jane', personAt('jane@example.com'))
  })
  afterAll(() => world.close())

  it('count requests by pattern, messages, events and limits, and name nobody', async () => {
    const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
    await world.answer(flow, { type: 'challenge', code: '00000000' })
    await world.start()
    await world.start()
    const text = await world.metrics.text()
    expect(text).toContain('regain_http_request_duration_seconds_count{method="POST",route="/v1/flows/:id/answers",status="200"} 3')
    expect(text).toContain('regain_limited_total{limit="startPerAddress"} 1')
    expect(text).toContain('regain_problems_total{code="too-many-requests"} 1')
    expect(text).toContain('regain_outbox_waiting{channel="email",kind="code"} 1')
    expect(text).toContain('regain_events_total{event="challenge.opened",because="email-code"} 1')
    expect(text).toContain('regain_write_queue_waiting 0')
    for (const secret of ['jane', 'example', flow.flow.id, flow.token, world.site.siteKey, world.realm]) expect(text).not.toContain(secret)
    await world.deliver()
    world.turnClock(60_000)
    expect(await world.metrics.text()).toContain('regain_outbox_oldest_seconds 0')
  })

  it('are only shown to machines beside the server', async () => {
    const ask = async (headers: Record<string, string> = {}, host = 'localhost:4300') =>
      (await world.app.request(`http://${host}/metrics`, { headers })).status
    expect(await ask()).toBe(404)
    world.comeFrom('127.0.0.1')
    expect(await ask()).toBe(200)
    expect(await ask({}, '127.0.0.1:4300')).toBe(200)
    expect(await ask({ 'x-forwarded-for': '127.0.0.1' })).toBe(404)
    expect(await ask({}, 'rebound.example')).toBe(421)
  })
})
