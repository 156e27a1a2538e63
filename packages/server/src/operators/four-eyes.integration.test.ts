import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { breakGlass } from './break-glass.ts'
import { invite } from './invite.ts'
import type { Role } from './permissions.ts'

const WHY = 'we grow and need more eyes'

describe('four eyes', () => {
  let world: TestWorld
  let olga: TestOperator
  let otto: TestOperator
  let vic: TestOperator
  let vicId: string

  async function hire(email: string, role: Role) {
    const { link } = await world.db.write((tx) => invite(tx, { email, role, by: {} }, { ...world.deps, origin: ORIGIN }))
    const operator = newOperator(world)
    expect((await operator.join(link, { name: email.split('@')[0] ?? '' })).status).toBe(200)
    return operator
  }
  beforeEach(async () => {
    world = await openWorld()
    olga = await hire('olga@example.com', 'owner')
    vic = await hire('vic@example.com', 'viewer')
    vicId = (await vic.send('GET /me')).body.id
  })
  afterEach(() => world.close())
  const promote = (by: TestOperator, second?: { approval: string } | { alone: string }, role: Role = 'owner') =>
    by.send('PUT /operators/:operator/role', { role, ...(second && { second }) }, { params: { operator: vicId } })
  const roleOfVic = async () => (await vic.send('GET /me')).body.role
  const subjects = () => world.mails.map(({ subject, to }) => `${[to].flat()[0]?.text}: ${subject}`).sort()

  it('lets the only owner act alone, and needs the second owner once there is one', async () => {
    expect((await promote(olga)).status).toBe(204)
    // A permission counts at the next click.
    expect((await vic.send('GET /me')).body.permissions).toContain('operators.change')
    const nina = await hire('nina@example.com', 'viewer')
    vicId = (await nina.send('GET /me')).body.id
    const asked = await promote(olga)
    expect(asked.body).toMatchObject({
      code: 'second-person-needed',
      wanted: { action: 'role-grant', subject: { operator: vicId, role: 'owner' } },
    })
  })

  it('lets an act through once with the approval of another owner, for exactly the requested act', async () => {
    otto = await hire('otto@example.com', 'owner')
    const subject = { operator: vicId, role: 'owner' }
    const { approval } = (await olga.send('POST /approvals', { action: 'role-grant', subject, reason: WHY })).body
    await world.deliver()
    expect(subjects()).toEqual(['otto@example.com: Regain: an approval is requested', 'vic@example.com: Regain: an approval is requested'])
    const decide = (by: TestOperator, agrees = true) =>
      by.send('POST /approvals/:approval/decide', { agrees, reason: 'talked to them' }, { params: { approval } })
    expect((await promote(olga, { approval })).body.code).toBe('second-person-needed')
    expect((await decide(olga)).body.code).toBe('not-permitted')
    expect((await decide(vic)).body.code).toBe('not-permitted')
    const both = await Promise.all([decide(otto), decide(otto)])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    // Only by repeating the act does the operator learn that it may proceed.
    expect((await promote(olga)).body).toMatchObject({ wanted: { asked: { approval, state: 'granted' } } })
    expect((await promote(otto)).body).not.toHaveProperty('wanted.asked')
    // Another subject or another operator: not what was approved.
    expect((await promote(olga, { approval }, 'reviewer')).body.code).toBe('second-person-needed')
    expect((await promote(otto, { approval })).body.code).toBe('second-person-needed')
    const twice = await Promise.all([promote(olga, { approval }), promote(olga, { approval })])
    expect(twice.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await roleOfVic()).toBe('owner')
  })

  it('does not let an act through after a refusal, or a day later', async () => {
    otto = await hire('otto@example.com', 'owner')
    const ask = async () =>
      (await olga.send('POST /approvals', { action: 'role-grant', subject: { operator: vicId, role: 'owner' }, reason: WHY })).body.approval
    const [refused, late] = [await ask(), await ask()]
    await otto.send('POST /approvals/:approval/decide', { agrees: false, reason: 'not before May' }, { params: { approval: refused } })
    expect((await promote(olga, { approval: refused })).body.code).toBe('second-person-needed')
    expect((await olga.send('GET /approvals', undefined, { query: { open: 'true' } })).body.approvals.map(({ id }) => id)).toEqual([late])
    world.turnClock(86_400_000)
    await otto.signIn('otto@example.com', { code: otto.code() })
    const decided = await otto.send(
      'POST /approvals/:approval/decide',
      { agrees: true, reason: 'fine by me' },
      { params: { approval: late } },
    )
    expect(decided.body.code).toBe('decided-already')
    expect(await roleOfVic()).toBeUndefined()
  })

  it('lets an owner go ahead alone: everybody is notified, and it stays visible until another owner has seen it', async () => {
    otto = await hire('otto@example.com', 'owner')
    expect((await promote(olga, { alone: 'otto is on a plane' }, 'reviewer')).status).toBe(204)
    await world.deliver()
    expect(subjects()).toEqual(
      ['olga', 'otto', 'vic'].map((name) => `${name}@example.com: Regain: an action was taken without an approval`),
    )
    expect(world.mails[0]?.text).toContain('otto is on a plane')
    const open = async () => (await vic.send('GET /approvals', undefined, { query: { open: 'true' } })).body.approvals
    const [alone] = await open()
    expect(alone).toMatchObject({ state: 'bypassed', reason: 'otto is on a plane', subject: { operator: vicId, role: 'reviewer' } })
    const see = (by: TestOperator) => by.send('POST /approvals/:approval/seen', {}, { params: { approval: alone?.id ?? '' } })
    expect((await see(olga)).body.code).toBe('not-permitted')
    expect((await see(otto)).status).toBe(204)
    expect(await open()).toEqual([])
  })

  it('guards looser rules, not stricter ones', async () => {
    otto = await hire('otto@example.com', 'owner')
    const { body: rules } = await olga.send('GET /approval-rules')
    const set = (role: 'never' | 'always') => olga.send('PUT /approval-rules', { rules: { ...rules, 'role-grant': role } })
    expect((await set('never')).body.code).toBe('second-person-needed')
    expect((await set('always')).status).toBe(204)
    expect((await olga.send('GET /approval-rules')).body).toMatchObject({ 'role-grant': 'always', 'weaker-rules': 'when-possible' })
  })

  it('always keeps one owner, and lets no operator change their own role', async () => {
    const olgaId = (await olga.send('GET /me')).body.id
    const self = { params: { operator: olgaId } }
    expect((await olga.send('PUT /operators/:operator/role', { role: 'viewer' }, self)).body.code).toBe('not-permitted')
    expect((await olga.send('POST /operators/:operator/disable', {}, self)).body.code).toBe('not-permitted')
    expect((await olga.send('POST /operators/:operator/disable', {}, { params: { operator: 'nobody' } })).status).toBe(404)
    otto = await hire('otto@example.com', 'owner')
    const ottoId = (await otto.send('GET /me')).body.id
    // Each disables the other at the same moment: one of them stays.
    const second = { alone: 'the other one is not to be trusted' }
    const replies = await Promise.all([
      olga.send('POST /operators/:operator/disable', { second }, { params: { operator: ottoId } }),
      otto.send('POST /operators/:operator/disable', { second }, self),
    ])
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1)
    expect((await Promise.all([olga, otto].map((one) => one.send('GET /me')))).map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('unlocks a privileged account with another operator’s approval of exactly that lock, and any other account without', async () => {
    const agnes = await hire('agnes@example.com', 'agent')
    const email = (name: string) => ({ kind: 'email', value: `${name}@shop.example` })
    for (const [name, privileged] of [['root', true] as const, ['jane', false] as const]) {
      await world.addAccount(name, { identifiers: [email(name)], destinations: [], privileged })
      await world.call('POST', `/v1/accounts/${name}/lock`, { cause: 'operator' }, world.back)
    }
    const open = (account: string, second?: { approval: string }) =>
      agnes.send(
        'POST /accounts/:realm/:account/unlock',
        { reason: WHY, cause: 'operator', ...(second && { second }) },
        { params: { realm: world.realm, account } },
      )
    const isLocked = async (account: string) =>
      (await world.call<{ lock?: object }>('GET', `/v1/accounts/${account}`, undefined, world.back)).body.lock !== undefined
    expect([await isLocked('jane'), (await open('jane')).status, await isLocked('jane')]).toEqual([true, 200, false])
    const subject = { realm: 'Corner Shop', account: 'root', cause: 'operator' }
    expect((await open('root')).body).toMatchObject({ code: 'second-person-needed', wanted: { action: 'privileged-unlock', subject } })
    const { approval } = (await agnes.send('POST /approvals', { action: 'privileged-unlock', subject, reason: WHY })).body
    expect(await isLocked('root')).toBe(true)
    await olga.send('POST /approvals/:approval/decide', { agrees: true, reason: 'talked to them' }, { params: { approval } })
    expect([(await open('root', { approval })).status, await isLocked('root')]).toEqual([200, false])
  })

  it('unlocks no privileged account with the approval of the operator whose account it is', async () => {
    const agnes = await hire('agnes@example.com', 'agent')
    await world.addAccount('root', { identifiers: [{ kind: 'email', value: 'olga@example.com' }], destinations: [], privileged: true })
    await world.call('POST', '/v1/accounts/root/lock', { cause: 'operator' }, world.back)
    const subject = { realm: 'Corner Shop', account: 'root', cause: 'operator' }
    const { approval } = (await agnes.send('POST /approvals', { action: 'privileged-unlock', subject, reason: WHY })).body
    await olga.send('POST /approvals/:approval/decide', { agrees: true, reason: 'it is mine' }, { params: { approval } })
    const at = { params: { realm: world.realm, account: 'root' } }
    const open = (who: typeof agnes, second: { approval: string } | { alone: string }) =>
      who.send('POST /accounts/:realm/:account/unlock', { reason: WHY, cause: 'operator', second }, at)
    expect([(await open(agnes, { approval })).status, (await open(olga, { alone: 'it is mine' })).status]).toEqual([403, 403])
    const { body } = await world.call<{ lock?: object }>('GET', '/v1/accounts/root', undefined, world.back)
    expect(body.lock).toBeDefined()
  })

  it('ends the permissions and the session of a disabled operator at the next click', async () => {
    expect((await olga.send('POST /operators/:operator/disable', {}, { params: { operator: vicId } })).status).toBe(204)
    expect((await vic.send('GET /me')).status).toBe(401)
    world.turnClock(60_000)
    expect((await vic.signIn('vic@example.com', { code: vic.code() })).status).toBe(401)
    expect((await olga.send('POST /operators/:operator/enable', {}, { params: { operator: vicId } })).status).toBe(204)
    world.turnClock(60_000)
    expect((await vic.signIn('vic@example.com', { code: vic.code() })).status).toBe(200)
  })

  it('invites by mail, and takes an invitation back', async () => {
    const invited = await olga.send('POST /invitations', { email: 'New@Example.com', role: 'agent', mail: true })
    await world.deliver()
    expect(world.mails.at(-1)?.text).toContain(invited.body.link)
    const [waiting] = (await olga.send('GET /invitations')).body.invitations
    expect(waiting).toMatchObject({ email: 'new@example.com', role: 'agent' })
    await olga.send('DELETE /invitations/:invitation', {}, { params: { invitation: waiting?.id ?? '' } })
    expect((await newOperator(world).join(invited.body.link)).status).toBe(410)
  })

  it('has an emergency sign-in on the command line: a link for an owner, and everybody is notified', async () => {
    const deps = { ...world.deps, origin: ORIGIN }
    const { link } = await world.db.write((tx) => breakGlass(tx, { email: 'Olga@example.com', reason: 'both phones are lost' }, deps))
    await world.deliver()
    expect(world.mails).toHaveLength(2)
    const again = newOperator(world)
    expect((await again.join(link, { name: 'Olga' })).status).toBe(200)
    expect((await again.send('GET /me')).body.role).toBe('owner')
    expect((await olga.send('GET /me')).status).toBe(401)
    const [open] = (await again.send('GET /approvals', undefined, { query: { open: 'true' } })).body.approvals
    expect(open).toMatchObject({ action: 'break-glass', reason: 'both phones are lost', askedBy: null })
  })
})
