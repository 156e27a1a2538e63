import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { invite } from '../operators/invite.ts'

const WHY = 'called us, knew her order number'
const jane = {
  identifiers: [{ kind: 'email', value: 'jane@example.com' }],
  destinations: ['jane@example.com', 'jane@mail.example'].map((value) => ({ channel: 'email', value, verified: true })),
  password: 'old lanterns never rust',
}

describe('operators and addresses', () => {
  let world: TestWorld
  let reviewer: TestOperator
  beforeEach(async () => {
    world = await openWorld()
    await world.addAccount('jane', jane)
    reviewer = newOperator(world)
    const by = { email: 'reviewer@example.com', role: 'reviewer', by: {} } as const
    const { link } = await world.db.write((tx) => invite(tx, by, { ...world.deps, origin: ORIGIN }))
    expect((await reviewer.join(link)).status).toBe(200)
  })
  afterEach(() => world.close())
  const janes = () => ({ params: { realm: world.realm, account: 'jane' } })
  const show = async () => (await reviewer.send('GET /accounts/:realm/:account', undefined, janes())).body
  const told = async () => {
    await world.deliver()
    return world.mails.filter(({ subject }) => subject === 'About your Corner Shop account')
  }

  it('one value is shown in full to an operator who gives a reason, and both are logged', async () => {
    const ask = (place: number) =>
      reviewer.send('POST /accounts/:realm/:account/unmask', { reason: WHY, of: 'destinations', place }, janes())
    expect((await ask(1)).body).toEqual({ value: 'jane@mail.example' })
    expect((await ask(2)).status).toBe(404)
    const { events, reasons } = await show()
    expect(events.map(({ name, details }) => [name, details.of, details.place])).toEqual([
      ['account.unmasked', 'destinations', 1],
      ['account.put', undefined, undefined],
    ])
    expect(reasons.map(({ reason }) => reason)).toEqual([WHY])
    expect(JSON.stringify(await world.db.read.all('SELECT * FROM audit_events'))).not.toContain('mail.example')
  })

  it('removing an address notifies every address, and ends open attempts', async () => {
    const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
    const { generation } = await show()
    const remove = (place: number, seen: number) =>
      reviewer.send('POST /accounts/:realm/:account/remove-destination', { reason: WHY, place, generation: seen }, janes())
    expect((await remove(1, generation - 1)).body.code).toBe('changed-meanwhile')
    expect((await remove(1, generation)).body).toEqual({ changed: true })
    expect((await show()).destinations).toMatchObject([{ masked: 'j•••@e•••' }])
    expect((await world.answer(flow, { type: 'resend' })).body.flow.step.type).toBe('stopped')
    expect(await told()).toHaveLength(2)
    expect((await remove(0, generation + 1)).status).toBe(422)
  })

  it('limits that strangers used up are reset; guesses stay counted', async () => {
    const ask = async () => {
      await world.toChallenge('jane@example.com', 'jane@example.com')
      await world.deliver()
      return world.mails.filter(({ text }) => /\b\d{8}\b/.test(text ?? '')).length
    }
    let sent = 0
    // The budget of one inbox, as a stranger could find it out.
    for (let before = -1; sent > before; world.turnClock(1000)) {
      before = sent
      sent = await ask()
    }
    const keys = async () => (await world.db.read.all<{ key: string }>('SELECT key FROM limits')).map(({ key }) => key)
    const held = await keys()
    expect((await reviewer.send('POST /accounts/:realm/:account/lift-limits', { reason: WHY }, janes())).body).toEqual({ changed: true })
    // The name, and two budgets of the one address that got codes. Notices use budgets of their own.
    const left = new Set(await keys())
    expect(held.filter((key) => !left.has(key))).toHaveLength(3)
    expect(await ask()).toBe(sent + 1)
  })

  it('the recovery link goes to the account’s existing addresses, and leads to a page that identifies nobody', async () => {
    expect((await reviewer.send('POST /accounts/:realm/:account/offer-recovery', { reason: WHY }, janes())).body).toEqual({ changed: true })
    const mails = await told()
    expect(mails).toHaveLength(2)
    expect(mails[0]?.text).toContain(`${ORIGIN}/recover/${world.site.siteKey}`)
    expect(mails[0]?.text).not.toMatch(/jane|\b\d{8}\b/)
    expect(await world.db.read.all('SELECT id FROM flows')).toEqual([])
  })
})
