import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { invite } from '../operators/invite.ts'

const jane = {
  identifiers: [{ kind: 'email', value: 'jane@example.com' }],
  destinations: ['jane@example.com', 'jane@mail.example'].map((value) => ({ channel: 'email', value, verified: true })),
  password: 'old lanterns never rust',
}

describe('a replay', () => {
  let world: TestWorld
  let viewer: TestOperator
  beforeEach(async () => {
    world = await openWorld()
    await world.addAccount('jane', jane)
    viewer = newOperator(world)
    const by = { email: 'viewer@example.com', role: 'viewer', by: {} } as const
    const { link } = await world.db.write((tx) => invite(tx, by, { ...world.deps, origin: ORIGIN }))
    expect((await viewer.join(link)).status).toBe(200)
  })
  afterEach(() => world.close())
  const look = async (attempt: string) => (await viewer.send('GET /attempts/:attempt', undefined, { params: { attempt } })).body

  it('shows every screen as the person saw it, with its message, and no address, code or password', async () => {
    const { flow, named } = await world.name('jane@example.com')
    const step = named.body.flow.step
    if (step.type !== 'choose-method') throw new Error(step.type)
    const seen = [flow.flow, named.body.flow]
    const answer = async (given: Parameters<typeof world.answer>[1]) => {
      const { body } = await world.answer(flow, given)
      seen.push(body.flow)
      return body
    }
    await answer({ type: 'choose-method', ref: step.methods[1]?.ref ?? '', complete: 'jane@mail.example' })
    await answer({ type: 'challenge', code: '00000000' })
    await world.deliver()
    const code = world.codeFor('jane@mail.example')
    await answer({ type: 'challenge', code })
    await answer({ type: 'new-password', password: 'short' })
    await answer({ type: 'new-password', password: 'seven quiet kettles sing' })

    const { screens, events, site, accountId } = await look(flow.flow.id)
    expect(screens.map(({ problem }) => problem?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      'code-wrong',
      undefined,
      'password-refused',
      undefined,
    ])
    expect(screens.map(({ event }) => event)).toEqual(events.map(({ id }) => id))
    // Only the name that the person typed differs.
    const masked = seen.map((view) => JSON.parse(JSON.stringify(view).replace('"username":"jane@example.com"', '"username":"j•••@e•••"')))
    expect(screens.map((screen) => screen.flow)).toEqual(masked)
    expect([site?.name, accountId]).toEqual(['Corner Shop', 'jane'])
    expect(JSON.stringify(screens)).not.toMatch(new RegExp(`jane@|${code}|kettles`))
  })

  it('ends with its cause, even if it just expired', async () => {
    const { flow } = await world.name('jane@example.com')
    await world.call('POST', '/v1/accounts/jane/lock', { cause: 'operator' }, world.back)
    const { screens } = await look(flow.flow.id)
    expect(screens.at(-1)).toMatchObject({ flow: { step: { type: 'stopped', because: 'refused' } } })
    expect(screens.at(-1)).not.toHaveProperty('event')
  })

  it('of a decoy looks the same, and does not reveal whose account it would lead to', async () => {
    const { flow } = await world.name('nobody@example.com')
    const { screens, accountId, attempt } = await look(flow.flow.id)
    expect(screens.map((screen) => screen.flow.step.type)).toEqual(['identify', 'choose-method'])
    expect([attempt.decoy, accountId]).toEqual([true, null])
  })
})
