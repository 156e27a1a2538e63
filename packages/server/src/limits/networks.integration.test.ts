import type { Answer, PolicyInput, StartedReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { newOperator } from '../../testing/operator.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { MANY, roomy } from '../../testing/roomy.ts'
import { purge } from '../db/purge.ts'
import { auditEvents, flows } from '../db/schema.ts'

const three = { burst: 3, perSeconds: 600 }
const help: Answer = { type: 'help', contact: 'new@elsewhere.example', whatHappened: 'My phone is lost.', lastSignIn: 'In May' }

let world: TestWorld
const open = async (limits: PolicyInput['limits']) => {
  world = await openWorld({ limits: { ...roomy, ...limits } })
}
afterEach(() => world.close())

/** The replies to a request from each of five addresses of one /48, and then from another /48. */
async function fromOneNetwork(ask: (n: number) => Promise<{ status: number }>): Promise<number[]> {
  const statuses: number[] = []
  for (let n = 0; n < 5; n += 1) {
    world.comeFrom(`2001:db8:7:${n + 1}::1`)
    statuses.push((await ask(n)).status)
  }
  world.comeFrom('2001:db8:8:1::1')
  return [...statuses, (await ask(5)).status]
}

describe('one IPv6 /48, which one customer commonly holds, however many addresses it uses', () => {
  it('starts a limited number of attempts', async () => {
    await open({ startPerNetwork: three })
    expect(await fromOneNetwork(() => world.start())).toEqual([201, 201, 201, 429, 429, 201])
  })

  it('gets a limited number of captchas', async () => {
    await open({ captchaPerNetwork: three })
    const ask = () => world.call('POST', '/v1/captchas', { site: world.site.siteKey }, { origin: world.shop.origin })
    expect(await fromOneNetwork(ask)).toEqual([200, 200, 200, 429, 429, 200])
  })

  it('gives a limited number of answers', async () => {
    await open({ answerPerNetwork: three })
    const begun: StartedReply[] = []
    for (let n = 0; n < 6; n += 1) begun.push((await world.start()).body)
    const answer = (n: number) => world.answer(begun[n] as StartedReply, { type: 'cancel' })
    expect(await fromOneNetwork(answer)).toEqual([200, 200, 200, 429, 429, 200])
  })

  it('opens a limited number of cases', async () => {
    await open({ casePerNetwork: { burst: 3, perSeconds: 3600 } })
    const ask = async (n: number) => {
      const { flow } = await world.name(`nobody${n}@example.com`)
      await world.answer(flow, { type: 'no-method' })
      return await world.answer(flow, help)
    }
    expect(await fromOneNetwork(ask)).toEqual([200, 200, 200, 429, 429, 200])
  })

  it('is shown a limited number of codes to read out on the phone', async () => {
    await open({ callPerNetwork: three })
    const ask = async () =>
      await world.app.request(`${ORIGIN}/calls/${world.site.siteKey}`, { method: 'POST', body: new URLSearchParams() })
    expect(await fromOneNetwork(ask)).toEqual([200, 200, 200, 429, 429, 200])
  })

  it('can try the console’s sign-in only a limited number of times', async () => {
    await open({})
    const seen = new Set<number>()
    for (let n = 0; n < 6; n += 1) {
      for (let tries = 0; tries < 40; tries += 1) {
        world.comeFrom(`2001:db8:7:${n}::1`)
        seen.add((await newOperator(world).send('POST /sign-in/passkey')).status)
      }
      expect(seen.has(429)).toBe(n === 5)
    }
  })
})

describe('a whole realm', () => {
  it('starts a limited number of attempts, from wherever they come', async () => {
    await open({ startPerRealm: three })
    const statuses = []
    for (let n = 0; n < 5; n += 1) {
      world.comeFrom(`198.51.100.${n}`)
      statuses.push((await world.start()).status)
    }
    expect(statuses).toEqual([201, 201, 201, 429, 429])
  })
})

describe('an IPv4 address', () => {
  it('has no network limit: an office with a higher limit per address can use it', async () => {
    await open({ startPerAddress: MANY, startPerNetwork: three })
    for (let n = 0; n < 6; n += 1) expect((await world.start()).status).toBe(201)
  })
})

describe('an attempt without a named account', () => {
  it('is deleted after a day, its audit events stay, and an attempt that named an account stays', async () => {
    await open({})
    await world.addAccount('jane', personAt(MAIL))
    const nobody = (await world.start()).body
    const { flow } = await world.name(MAIL)
    await purge(world.db, world.now() + 86_400_000)
    expect(await world.db.read.$count(flows)).toBe(2)
    await purge(world.db, world.now() + 86_400_001)
    expect((await world.db.read.select({ id: flows.id }).from(flows)).map(({ id }) => id)).toEqual([flow.flow.id])
    expect(await world.db.read.$count(auditEvents, eq(auditEvents.flow, nobody.flow.id))).toBe(1)
  })
})
