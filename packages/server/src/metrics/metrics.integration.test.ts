import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../testing/open-world.ts'
import { openWorld } from '../testing/open-world.ts'
import { personAt } from '../testing/people.ts'

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

  it('are shown to machines beside the server, and to nobody else', async () => {
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
