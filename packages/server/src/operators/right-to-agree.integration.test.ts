import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'

const DAY_MS = 86_400_000
const WHY = 'otto left the company today'

describe('the right to approve', () => {
  let world: TestWorld
  let olga: TestOperator
  let otto: TestOperator
  let ottoId: string

  beforeEach(async () => {
    world = await openWorld()
    olga = await hire(world, 'olga@example.com', 'owner')
    otto = await hire(world, 'otto@example.com', 'owner')
    ottoId = (await otto.send('GET /me')).body.id
  })
  afterEach(() => world.close())

  type Word = { approval: string } | { alone: string }
  const at = () => ({ params: { operator: ottoId } })
  const disable = (second?: Word) => olga.send('POST /operators/:operator/disable', second ? { second } : {}, at())
  const demote = (role: 'viewer' | 'agent' | 'reviewer', second?: Word) =>
    olga.send('PUT /operators/:operator/role', { role, ...(second && { second }) }, at())
  /** An act that needs a second operator as soon as there is one. */
  const inviteReviewer = (second?: Word) =>
    olga.send('POST /invitations', { email: 'rita@example.com', role: 'reviewer', ...(second && { second }) })
  const mailsTo = (name: string) =>
    world.mails.filter(({ to }) => [to].flat()[0]?.text === `${name}@example.com`).map(({ subject }) => subject)
  const alone = async () =>
    (await olga.send('GET /approvals', undefined, { query: { open: 'true' } })).body.approvals.filter(({ state }) => state === 'bypassed')

  it('can’t be taken from the only colleague without a second person or a notice to everybody', async () => {
    for (const tried of [await disable(), await demote('viewer'), await demote('agent'), await demote('reviewer')])
      expect(tried.body).toMatchObject({ code: 'second-person-needed', wanted: { action: 'right-to-agree' } })
    expect((await otto.send('GET /me')).body.role).toBe('owner')
    expect((await disable({ alone: WHY })).status).toBe(204)
    await world.deliver()
    // The operator who lost the permission is notified, too.
    expect([mailsTo('otto'), mailsTo('olga')]).toEqual([
      ['Regain: an action was taken without an approval'],
      ['Regain: an action was taken without an approval'],
    ])
  })

  it('can be taken with the approval of a third owner, for exactly this operator and this role', async () => {
    const third = await hire(world, 'tina@example.com', 'owner')
    const asked = { action: 'right-to-agree' as const, subject: { operator: ottoId, role: 'viewer' }, reason: WHY }
    const { approval } = (await olga.send('POST /approvals', asked)).body
    await third.send('POST /approvals/:approval/decide', { agrees: true, reason: 'talked to them' }, { params: { approval } })
    expect((await disable({ approval })).body.code).toBe('second-person-needed')
    expect((await demote('agent', { approval })).body.code).toBe('second-person-needed')
    expect((await demote('viewer', { approval })).status).toBe(204)
  })

  it('counts for thirty days after it was taken: an act waits for a second person, or goes ahead alone with a notice to everybody', async () => {
    await disable({ alone: WHY })
    await world.deliver()
    world.turnClock(29 * DAY_MS)
    expect((await olga.signIn('olga@example.com', { code: olga.code() })).status).toBe(200)
    expect((await inviteReviewer()).body.code).toBe('second-person-needed')
    expect((await inviteReviewer({ alone: 'the auditor waits' })).status).toBe(200)
    await world.deliver()
    expect(mailsTo('otto')).toHaveLength(2)
    world.turnClock(2 * DAY_MS)
    expect((await olga.signIn('olga@example.com', { code: olga.code() })).status).toBe(200)
    expect((await inviteReviewer()).status).toBe(200)
    await world.deliver()
    expect(mailsTo('otto')).toHaveLength(2)
  })

  it('counts even if it was removed in steps, or the operator came back with fewer permissions', async () => {
    await demote('reviewer', { alone: WHY })
    await demote('agent', { alone: WHY })
    const id = (await hire(world, 'nina@example.com', 'viewer').then((nina) => nina.send('GET /me'))).body.id
    const promote = () => olga.send('PUT /operators/:operator/role', { role: 'owner' }, { params: { operator: id } })
    expect((await promote()).body.code).toBe('second-person-needed')
    await disable()
    await olga.send('POST /operators/:operator/enable', {}, at())
    expect((await promote()).body.code).toBe('second-person-needed')
  })

  it('does not count for operators who never had it', async () => {
    const vic = await hire(world, 'vic@example.com', 'agent')
    const id = (await vic.send('GET /me')).body.id
    expect((await olga.send('PUT /operators/:operator/role', { role: 'viewer' }, { params: { operator: id } })).status).toBe(204)
    expect((await olga.send('POST /operators/:operator/disable', {}, { params: { operator: id } })).status).toBe(204)
    expect(await alone()).toEqual([])
  })

  it('is not required if nobody else has it: the act goes through, everybody is notified, and the next owner sees it', async () => {
    world = await (async () => {
      await world.close()
      return await openWorld()
    })()
    olga = await hire(world, 'olga@example.com', 'owner')
    const vic = await hire(world, 'vic@example.com', 'viewer')
    expect((await inviteReviewer()).status).toBe(200)
    await world.deliver()
    expect([mailsTo('olga'), mailsTo('vic')]).toEqual([
      ['Regain: an action was taken without an approval'],
      ['Regain: an action was taken without an approval'],
    ])
    expect(await alone()).toMatchObject([{ action: 'role-grant', reason: '' }])
    const record = await vic.send('GET /events', undefined, { query: { name: 'approval.bypassed' } })
    expect(record.body.events).toMatchObject([{ details: { action: 'role-grant' } }])
  })
})
