import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { personAt } from '../../testing/people.ts'

const JANE = 'jane@example.com'
const WHY = 'the gateway sends us rubbish'

describe('deliveries in the console', () => {
  let world: TestWorld
  let olga: TestOperator
  beforeEach(async () => {
    world = await openWorld()
    await world.addAccount('jane', personAt(JANE))
    olga = await hire(world, 'olga@example.com', 'owner')
  })
  afterEach(() => world.close())
  const list = async (state: string) => (await olga.send('GET /deliveries', undefined, { query: { state } })).body.deliveries
  const invite = () => olga.send('POST /invitations', { email: 'new@example.com', role: 'viewer', mail: true })
  const email = async () => (await olga.send('GET /channels')).body.channels.find(({ channel }) => channel === 'email')

  it('sends a failed message again under its own id, and never a code', async () => {
    world.mail.behaviour = 550
    await invite()
    await world.toChallenge(JANE, JANE)
    await world.deliver()
    const [code, letter] = (await list('dead')).sort(({ kind }) => (kind === 'code' ? -1 : 1))
    expect([code?.kind, code?.again]).toEqual(['code', false])
    expect(letter).toMatchObject({ kind: 'operator-mail', again: true, because: 'the mail server refused (550)', tries: 1 })
    const again = (id = '') => olga.send('POST /deliveries/:delivery/again', {}, { params: { delivery: id } })
    expect((await again(code?.id)).status).toBe(404)
    world.mail.behaviour = 'takes'
    expect((await Promise.all([again(letter?.id), again(letter?.id)])).map(({ status }) => status).sort()).toEqual([204, 404])
    await world.deliver()
    expect(world.mails.at(-1)?.messageId).toContain(letter?.id)
    expect((await list('delivered')).map(({ id }) => id)).toContain(letter?.id)
  })

  it('holds messages of a stopped channel, and sends them when it resumes', async () => {
    expect((await olga.send('POST /channels/pause', { channel: 'email', reason: WHY })).status).toBe(204)
    expect((await olga.send('POST /channels/pause', { channel: 'email', reason: WHY })).status).toBe(409)
    await invite()
    await world.deliver()
    expect(world.mails).toHaveLength(0)
    expect(await list('waiting')).toMatchObject([{ kind: 'operator-mail', tries: 0 }])
    expect((await olga.send('GET /standing')).body.channels).toMatchObject([{ channel: 'email', paused: { reason: WHY } }])
    expect((await olga.send('POST /channels/resume', { channel: 'email' })).status).toBe(204)
    await world.deliver()
    expect(world.mails).toHaveLength(1)
  })

  it('says within a minute that a channel fails, and stops saying so when it works again', async () => {
    world.mail.behaviour = 421
    await invite()
    await world.deliver()
    expect(await email()).toMatchObject({ failing: false, waiting: 1 })
    world.turnClock(30_000)
    await world.deliver()
    expect(await email()).toMatchObject({ failing: true, because: 'the mail server asked to wait (421)' })
    expect((await olga.send('GET /standing')).body.channels).toMatchObject([{ channel: 'email', failing: true }])
    world.mail.behaviour = 'takes'
    world.turnClock(60_000)
    await world.deliver()
    expect(await email()).toMatchObject({ failing: false, waiting: 0 })
  })
})
