/** Names that the site sends and names that people type, from end to end. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { outbox } from '../db/schema.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openWorld({ defaultCountry: 'DE' })
})
afterAll(() => world.close())

const handle = (value: string, to = 'owner@example.com') => ({
  identifiers: [{ kind: 'handle', value }],
  destinations: [{ channel: 'email', value: to, verified: true }],
})
const errorsOf = ({ body }: { body: unknown }) => (body as { errors?: { path: string; message: string }[] }).errors ?? []
const maskedOf = async (typed: string) => {
  const { named } = await world.name(typed)
  const step = named.body.flow?.step
  return step?.type === 'choose-method' ? step.methods.flatMap(({ masked }) => masked ?? []) : named.body.problem
}

describe('a user name', () => {
  it('with an invisible character is refused when it is created, and read when it is typed', async () => {
    expect((await world.addAccount('jane', handle('jane'))).status).toBe(201)
    for (const mark of ['\ufe0f', '\u200b', '\u00ad', '\u034f', '\u3164', '\u{e0100}']) {
      const refused = await world.addAccount('thief', handle(`ja${mark}ne`))
      expect(refused.status).toBe(422)
      expect(errorsOf(refused)).toEqual([{ path: 'identifiers.0.value', message: expect.stringContaining('leave them out') }])
      expect(await maskedOf(`ja${mark}ne`)).toEqual(['o•••@e•••'])
    }
  })
  it('that looks like another account’s is refused when it is created, unless both are plain ASCII', async () => {
    await world.addAccount('paypal', handle('paypal'))
    for (const lookAlike of ['pаypal', 'раураl', 'pаypаl']) {
      const refused = await world.addAccount('thief', handle(lookAlike))
      expect(errorsOf(refused), lookAlike).toEqual([{ path: 'identifiers.0.value', message: expect.stringContaining('looks like') }])
    }
    expect((await world.addAccount('paypa1', handle('paypa1'))).status).toBe(201)
    expect((await world.addAccount('other', handle('Пётр'))).status).toBe(201)
    // An account's own name, and its second spelling, don't count as alike.
    expect((await world.addAccount('other', handle('Пётр'))).status).toBe(200)
  })
  it('may contain what directories allow: a space, a backslash, a symbol', async () => {
    for (const [place, name] of ['Jane Doe', 'DOMAIN\\jane', "O'Brien, Sam"].entries()) {
      expect((await world.addAccount(`dir${place}`, handle(name))).status, name).toBe(201)
      expect(await maskedOf(name.toUpperCase())).toEqual(['o•••@e•••'])
    }
  })
  it('is found in every spelling, in recoveries and sign-ins', async () => {
    await world.addAccount('özgür', { ...handle('Özgür', 'turk@example.com'), password: 'quiet lanterns drift' })
    for (const typed of ['özgür', 'ÖZGÜR', '@Özgür', 'O\u0308zgu\u0308r', 'özgür\u200b']) {
      expect(await maskedOf(typed), typed).toEqual(['t•••@e•••'])
      expect((await world.signIn(typed, 'quiet lanterns drift')).body.result, typed).toBe('ok')
    }
  })
})

describe('digits', () => {
  it('are a phone number until an account has a numeric name, and then both; if two accounts match, neither is found', async () => {
    expect(await maskedOf('4711')).toEqual({ code: 'identifier-refused', why: 'phone-unknown' })
    expect((await world.addAccount('clerk', { ...handle('4711', 'clerk@example.com'), password: 'quiet lanterns drift' })).status).toBe(201)
    world.turnClock(2000)
    expect(await maskedOf('4711')).toEqual(['c•••@e•••'])
    expect(await maskedOf('٤٧١١')).toEqual(['c•••@e•••'])
    expect((await world.signIn('4711', 'quiet lanterns drift')).body.result).toBe('ok')
    const phone = (id: string, value: string) =>
      world.addAccount(id, {
        identifiers: [{ kind: 'phone', value }],
        destinations: [{ channel: 'email', value: `${id}@example.com`, verified: true }],
      })
    await phone('zoe', '015112345642')
    expect(await maskedOf('0151 12345642')).toEqual(['z•••@e•••'])
    await world.addAccount('twin', handle('015112345642', 'twin@example.com'))
    const both = await maskedOf('015112345642')
    expect(both).not.toEqual(['z•••@e•••'])
    expect(both).not.toEqual(['t•••@e•••'])
  })
})

describe('an email address', () => {
  it('of a carrier is accepted and mailed unchanged, quoted for SMTP; so is a quoted local part', async () => {
    for (const [id, address, quoted] of [
      ['docomo', 'a..b@docomo.ne.jp', '"a..b"@docomo.ne.jp'],
      ['ezweb', 'foo.@ezweb.ne.jp', '"foo."@ezweb.ne.jp'],
      ['quoted', '"john:doe"@example.org', '"john:doe"@example.org'],
    ] as const) {
      world.turnClock(3_600_000)
      const body = {
        identifiers: [{ kind: 'email', value: address }],
        destinations: [{ channel: 'email', value: address, verified: true }],
      }
      expect((await world.addAccount(id, body)).status, address).toBe(201)
      const { chosen } = await world.toChallenge(address, address)
      expect(chosen.body.flow?.step.type).toBe('challenge')
      await world.deliver()
      expect(await world.db.read.select().from(outbox).where(eq(outbox.state, 'refused'))).toEqual([])
      expect(world.mail.recipients.at(-1)).toBe(quoted)
    }
  })
})

describe('an account id', () => {
  it('is any text of up to 256 bytes, except control characters and the two path segments that URLs resolve', async () => {
    for (const id of ['jane+shop@example.com', 'uid=jane,ou=people', 'a b', 'é', 'a/b', 'a%2Fb', '日本'.repeat(42), '...']) {
      const path = `/v1/accounts/${encodeURIComponent(id)}`
      const put = await world.call<{ accountId: string }>(
        'PUT',
        path,
        handle(`id of ${Buffer.from(id).toString('hex').slice(0, 40)}`),
        world.back,
      )
      expect([put.status, put.body.accountId], id).toEqual([201, id])
      expect((await world.call<{ accountId: string }>('GET', path, undefined, world.back)).body.accountId).toBe(id)
      expect((await world.call('DELETE', path, undefined, world.back)).status).toBe(204)
    }
    for (const id of ['a\u0007b', 'é'.repeat(129)]) {
      const refused = await world.call('PUT', `/v1/accounts/${encodeURIComponent(id)}`, handle('x'), world.back)
      expect(refused.status).toBe(400)
      expect(errorsOf(refused)).toEqual([{ path: 'accountId', message: expect.stringMatching(/^must /) }])
    }
    for (const id of ['%2e', '%2E%2e'])
      expect((await world.call('PUT', `/v1/accounts/${id}`, handle('x'), world.back)).status).not.toBe(201)
  })
})
