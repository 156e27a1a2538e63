import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { writeMmdb } from '../../testing/write-mmdb.ts'
import { purge } from '../db/purge.ts'
import { flows } from '../db/schema.ts'
import { countEvents } from '../overview/count-events.ts'
import { readCountries } from '../visitor/country.ts'

const DAY = 86_400_000

describe('countries of attempts, with a database of countries', () => {
  let world: TestWorld
  beforeEach(async () => {
    const file = writeMmdb([{ network: '198.51.100.0/24', record: { country: { iso_code: 'DE' } } }])
    world = await openWorld({}, { countryOf: readCountries(file) })
  })
  afterEach(() => world.close())

  it('are shown, filtered by and counted, never shown to the person, never logged, and deleted with the address', async () => {
    const vera = await hire(world, 'vera@example.com', 'viewer')
    world.comeFrom('198.51.100.7')
    const { body: known, text } = await world.start()
    world.turnClock(1000)
    world.comeFrom('192.0.2.1')
    await world.start()
    // Of the two, this flow stays, because it names an account.
    world.comeFrom('198.51.100.7')
    await world.answer(known, { type: 'identify', identifier: 'nobody@example.com', captcha: await world.captcha() })
    const list = async (query: Record<string, string> = {}) => (await vera.send('GET /attempts', undefined, { query })).body
    expect((await list()).attempts.map(({ country }) => country)).toEqual([null, 'DE'])
    expect((await list({ country: 'DE' })).attempts.map(({ id }) => id)).toEqual([known.flow.id])
    expect(await list({ country: 'de' })).toMatchObject({ errors: [{ path: 'country' }] })
    while ((await countEvents(world.db)) > 0);
    const { counts } = (await vera.send('GET /overview', undefined, { query: { days: '7' } })).body
    expect(counts).toMatchObject({ started: { 'forgot-password': 2 }, country: { DE: 1 } })
    expect(text).not.toContain('country')
    expect(JSON.stringify(await world.db.read.all('SELECT details FROM audit_events'))).not.toMatch(/country|\bDE\b/)
    await purge(world.db, world.now() + 30 * DAY)
    expect((await world.db.read.select().from(flows)).map(({ country }) => country)).toEqual([null])
  })
})
