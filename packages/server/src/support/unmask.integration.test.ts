import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { PASSWORD } from '../../testing/operator.ts'
import { watchAlerts } from '../../testing/watch-alerts.ts'

const WHY = 'they are on the phone with me'

describe('whole addresses', () => {
  let at: Awaited<ReturnType<typeof watchAlerts>>
  let world: TestWorld
  let rita: TestOperator

  beforeEach(async () => {
    at = await watchAlerts()
    world = at.world
    rita = await hire(world, 'rita@example.com', 'reviewer')
    await world.addAccount('jane', { identifiers: [{ kind: 'email', value: 'jane@example.com' }], destinations: [] })
  })
  afterEach(() => world.close())

  const read = (who: TestOperator) =>
    who.send(
      'POST /accounts/:realm/:account/unmask',
      { reason: WHY, of: 'identifiers', place: 0 },
      { params: { realm: world.realm, account: 'jane' } },
    )
  const readMany = async (count: number, who = rita) => {
    const codes: (string | number)[] = []
    for (let n = 0; n < count; n += 1) {
      const { status, body } = await read(who)
      codes.push(body.code ?? status)
    }
    return codes
  }
  const stepUp = async () => {
    world.turnClock(60_000)
    const proof = { type: 'password' as const, email: 'rita@example.com', password: PASSWORD, code: rita.code() }
    expect((await rita.send('POST /me/step-up', proof)).status).toBe(200)
  }

  it('can be read twenty times a day by one operator; after that each one needs a fresh proof, and sixty are the maximum', async () => {
    expect(new Set(await readMany(20))).toEqual(new Set([200]))
    expect(await readMany(2)).toEqual(['step-up-needed', 'step-up-needed'])
    for (let n = 0; n < 3; n += 1) {
      await stepUp()
      expect(await readMany(3)).toEqual([200, 'step-up-needed', 'step-up-needed'])
    }
    let read = 23
    for (let last: unknown; last !== 'too-many-requests' && read < 200; read += 1) {
      await stepUp()
      last = (await readMany(1))[0]
    }
    // A few more than sixty, because the limit refills as the day goes on.
    expect(read).toBeGreaterThan(59)
    expect(read).toBeLessThan(68)
    // Another operator has a separate limit.
    expect(await readMany(1, await hire(world, 'otto@example.com', 'owner'))).toEqual([200])
  }, 120_000)

  it('requested at once by sixty requests of one operator, are shown as often as one after the other', async () => {
    const replies = await Promise.all(Array.from({ length: 60 }, () => read(rita)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(20)
  })

  it('that one operator reads in bulk raise an alert', async () => {
    await readMany(10)
    await at.look()
    expect(await at.list()).toEqual([])
    await readMany(2)
    await at.look()
    expect(await at.list()).toMatchObject([{ rule: 'unmasked', realm: world.realm, subjectName: 'rita', count: 12 }])
  })
})
