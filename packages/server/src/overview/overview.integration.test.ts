import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { personAt } from '../../testing/people.ts'
import { counts } from '../db/schema.ts'
import { countEvents } from './count-events.ts'
import { readOverview } from './read-overview.ts'
import { addCounts, createTally } from './tally.ts'

const JANE = 'jane@example.com'
const WEEK_MS = 7 * 86_400_000

describe('the overview', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld()
    await world.addAccount('jane', personAt(JANE))
  })
  afterEach(() => world.close())
  const read = (days = 7) => readOverview({ days }, world.deps)
  async function recover(seconds: number, password: string) {
    const { flow } = await world.toChallenge(JANE, JANE)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: '00000000' })
    world.turnClock(seconds * 1000)
    await world.answer(flow, { type: 'challenge', code: world.codeFor(JANE) })
    await world.answer(flow, { type: 'new-password', password })
  }

  it('counts each step of an attempt once, how long it took, and the week before', async () => {
    await recover(70, 'eleven boats in the fog')
    world.turnClock(WEEK_MS)
    await recover(35, 'twelve boats in the fog')
    await world.name('nobody@example.com')
    await world.start()
    await countEvents(world.db)
    const { counts, before, median, medianBefore, series, behind } = await read()
    expect(counts).toMatchObject({
      started: { 'forgot-password': 3 },
      named: { somebody: 1, nobody: 1 },
      asked: { 'email-code': 1 },
      failed: { 'email-code': 1 },
      proven: { 'email-code': 1 },
      recovered: { 'password-changed': 1 },
    })
    expect(before).toMatchObject({ started: { 'forgot-password': 1 }, recovered: { 'password-changed': 1 } })
    expect(median).toBeGreaterThanOrEqual(30)
    expect(median).toBeLessThanOrEqual(40)
    expect(medianBefore).toBeGreaterThanOrEqual(60)
    expect(series.at(-1)).toMatchObject({ started: 3, recovered: 1 })
    expect(behind).toBe(0)
  })

  it('counts each event once, however many processes count at the same time', async () => {
    await recover(10, 'eleven boats in the fog')
    const counted = await Promise.all([countEvents(world.db), countEvents(world.db), countEvents(world.db)])
    expect(counted.filter((events) => events > 0)).toHaveLength(1)
    expect(await countEvents(world.db)).toBe(0)
    expect((await read()).counts.recovered).toEqual({ 'password-changed': 1 })
  })

  it('adds counts without an event, and keeps realms apart', async () => {
    const tally = createTally()
    for (let n = 0; n < 3; n += 1) tally.add(world.now(), '', 'refused', 'startPerAddress')
    const rows = tally.take()
    expect(tally.take()).toEqual([])
    for (let n = 0; n < 2; n += 1) await world.db.write((tx) => addCounts(tx, rows))
    await recover(10, 'eleven boats in the fog')
    await countEvents(world.db)
    expect((await read()).counts.refused).toEqual({ startPerAddress: 6 })
    expect((await readOverview({ days: 1, realm: 'another' }, world.deps)).counts).toEqual({})
    expect((await readOverview({ days: 1, realm: world.realm }, world.deps)).counts.recovered).toEqual({ 'password-changed': 1 })
  })

  it('reads a quarter from a few thousand rows, however much happened in it', async () => {
    const parts = Array.from({ length: 60 }, (_, n) => [`measure ${n % 12}`, `part ${n}`] as const)
    const tally = createTally()
    for (let day = 0; day < 180; day += 1)
      for (const [measure, part] of parts) tally.add(world.now() - day * 86_400_000, world.realm, measure, part)
    await world.db.write((tx) => addCounts(tx, tally.take()))
    expect(await world.db.read.$count(counts)).toBe(2 * 180 * 60)
    const { counts: sums, before } = await read(90)
    expect(sums['measure 0']).toEqual(before['measure 0'])
    expect(sums['measure 0']?.['part 12']).toBe(90)
  })
})
