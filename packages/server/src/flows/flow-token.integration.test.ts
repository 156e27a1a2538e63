import type { StartedReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { watchStatements } from '../../testing/watch-statements.ts'
import { flows } from '../db/schema.ts'
import { longSecret, systemChance } from '../world/chance.ts'

const HOUR = 3_600_000

describe('the token of a flow', () => {
  let world: TestWorld
  let watch: Awaited<ReturnType<typeof watchStatements>>
  beforeEach(async () => {
    world = await openWorld()
    watch = await watchStatements(world.db)
  })
  afterEach(() => world.close())

  const begin = async () => (await world.start()).body
  const cancel = (flow: StartedReply, token = flow.token) => world.answer({ ...flow, token }, { type: 'cancel' })
  const look = (flow: StartedReply, token = flow.token) => world.look({ ...flow, token })

  it('is refused without any statement if it is made up, altered or of another flow', async () => {
    const [flow, other] = [await begin(), await begin()]
    const { token } = flow
    const altered = Array.from(token, (letter, place) => `${token.slice(0, place)}${letter === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`)
    watch.take()
    for (const made of [...altered, other.token, longSecret(systemChance).slice(1), 'A'.repeat(64), `${token}A`, token.slice(0, -1), 'A']) {
      expect((await cancel(flow, made)).status, made).toBe(404)
      expect((await look(flow, made)).status, made).toBe(404)
    }
    expect(watch.take()).toEqual([])
    expect((await look(flow)).status).toBe(200)
    expect((await cancel(flow)).status).toBe(200)
  })

  it('costs no statement of its own while the flow runs', async () => {
    const flow = await begin()
    watch.take()
    await cancel(flow)
    expect(watch.take().filter((statement) => /^select .* from "flows"/.test(statement))).toHaveLength(1)
  })

  it('still shows its flow after the flow has expired', async () => {
    const flow = await begin()
    world.turnClock(HOUR)
    expect((await cancel(flow)).body.flow.step).toEqual({ type: 'stopped', because: 'expired' })
    expect((await look(flow)).body.flow.step).toEqual({ type: 'stopped', because: 'expired' })
  })

  it('never occupies the writer after its flow has expired and was removed', async () => {
    const flow = await begin()
    await world.db.write((tx) => tx.delete(flows).where(eq(flows.id, flow.flow.id)))
    world.turnClock(HOUR)
    await world.db.write(async () => {
      expect((await cancel(flow)).status).toBe(404)
      expect(world.db.waiting()).toBe(0)
    })
  })

  it('from version 0.1 works for its own flow and no other', async () => {
    const [flow, other] = [await begin(), await begin()]
    const token = longSecret(systemChance)
    const digest = world.deps.keys.digest('flow-token', token)
    await world.db.write((tx) => tx.update(flows).set({ token: digest }).where(eq(flows.id, flow.flow.id)))
    expect((await look(flow, token)).status).toBe(200)
    expect((await look(other, token)).status).toBe(404)
    expect((await cancel(other, token)).status).toBe(404)
    expect((await cancel(flow, longSecret(systemChance))).status).toBe(404)
    expect((await cancel(flow)).status).toBe(404)
    expect((await cancel(flow, token)).body.flow.step.type).toBe('stopped')
  })
})
