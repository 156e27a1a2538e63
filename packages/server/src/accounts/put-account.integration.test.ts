import { hash as bcrypt } from '@node-rs/bcrypt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'

const HASH = '$2b$12$GhvMmNVjRW29ulnudl.LbuAnUtN/LRfe1JsBm1Xu6LE3059z5Tr8m'
const jane = {
  identifiers: [{ kind: 'email', value: MAIL }],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: '+4915112345642', verified: true },
  ],
}

describe('a call that writes an account', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())
  const generation = async () =>
    (await world.call<{ generation: number }>('GET', '/v1/accounts/jane', undefined, world.back)).body.generation

  it.each([
    ['a password', { password: 'quiet lanterns drift' }, { password: 'old lanterns never rust' }],
    ['a hash', { passwordHash: HASH }, { password: 'quiet lanterns drift' }],
  ])('and is sent again changes nothing: with %s, no session ends, no recovery ends, and nobody is notified', async (_, secret, other) => {
    expect([200, 201]).toContain((await world.addAccount('jane', { ...jane, ...secret })).status)
    await world.deliver()
    const [before, told] = [await generation(), world.mails.length]
    const { flow } = await world.toChallenge(MAIL, MAIL)
    expect((await world.addAccount('jane', { ...jane, ...secret })).status).toBe(200)
    await world.deliver()
    expect([await generation(), world.mails.length]).toEqual([before, told + 1])
    expect((await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })).body.flow.step.type).toBe('new-password')

    await world.addAccount('jane', { ...jane, ...other })
    await world.deliver()
    expect([await generation(), world.mails.length]).toEqual([before + 1, told + 2])
  })

  it('and gives the same hash, after a sign-in has renewed it and in any order of addresses, changes nothing and notifies nobody', async () => {
    const passwordHash = await bcrypt('quiet lanterns drift', { cost: 4 })
    await world.addAccount('jane', { ...jane, passwordHash })
    expect((await world.signIn(MAIL, 'quiet lanterns drift')).body.result).toBe('ok')
    await world.deliver()
    const [before, told] = [await generation(), world.mails.length]
    const { flow } = await world.toChallenge(MAIL, MAIL)
    const again = { ...jane, destinations: jane.destinations.toReversed(), passwordHash: passwordHash.replace('$2b$', '$2a$') }
    expect((await world.addAccount('jane', again)).status).toBe(200)
    await world.deliver()
    expect([await generation(), world.mails.length]).toEqual([before, told + 1])
    expect((await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })).body.flow.step.type).toBe('new-password')

    // Its owner chooses another one, and the call is repeated: the old password does not return.
    await world.answer(flow, { type: 'new-password', password: 'another lantern by the sea' })
    await world.addAccount('jane', again)
    expect((await world.signIn(MAIL, 'quiet lanterns drift')).body.result).toBe('refused')
    expect((await world.signIn(MAIL, 'another lantern by the sea')).body.result).toBe('ok')
    // Another hash is a new password from the site.
    await world.addAccount('jane', { ...jane, passwordHash: await bcrypt('the third lantern glows', { cost: 4 }) })
    expect((await world.signIn(MAIL, 'the third lantern glows')).body.result).toBe('ok')
  })
})
