import type { PolicyInput, StartedReply } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { MAIL } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { accessDecisions, actReasons, auditEvents, cases, flows, outbox } from '../db/schema.ts'

const HOUR = 3_600_000
const OLD = 'quiet lanterns drift'
const NEW = 'nine grey herons wading'
const story = { type: 'help', contact: 'jane@new.example', whatHappened: 'My phone is lost.', lastSignIn: 'In May' } as const
const why = 'spoke to her at the number of her last order'
const proposal = { checked: ['spoke-at-known-number' as const], reason: why }

let world: TestWorld
let [rita, rolf, rosa, rudi]: TestOperator[] = []
const staff = () => [rita, rolf, rosa, rudi] as [TestOperator, TestOperator, TestOperator, TestOperator]

async function begin(policy: PolicyInput = {}, body: Record<string, unknown> = {}) {
  world = await openWorld({
    limits: roomy,
    ...policy,
  })
  await world.addAccount('jane', {
    identifiers: [{ kind: 'email', value: MAIL }],
    destinations: [
      { channel: 'email', value: MAIL, verified: true },
      { channel: 'phone', value: '+4915112345678', verified: true },
    ],
    password: OLD,
    ...body,
  })
  const names = ['rita', 'rolf', 'rosa', 'rudi']
  ;[rita, rolf, rosa, rudi] = await Promise.all(names.map((name) => hire(world, `${name}@shop.example`, 'reviewer')))
}
beforeEach(() => begin())
afterEach(() => world.close())
async function openAgain(...given: Parameters<typeof begin>): Promise<void> {
  await world.close()
  await begin(...given)
}

async function openCase(name = MAIL, contact: string = story.contact): Promise<string> {
  const { flow } = await world.name(name)
  await world.answer(flow, { type: 'no-method' })
  const { body } = await world.answer(flow, { ...story, contact })
  return body.flow.step.type === 'done' ? (body.flow.step.reference ?? '') : ''
}
const at = (id: string) => ({ params: { case: id } })
async function onlyCase(): Promise<string> {
  const rows = await world.db.read.select().from(cases)
  return rows.at(-1)?.id ?? ''
}
const show = async (operator: TestOperator, id: string) => (await operator.send('GET /cases/:case', undefined, at(id))).body
const propose = (operator: TestOperator, id: string) => operator.send('POST /cases/:case/propose', proposal, at(id))
const decide = (operator: TestOperator, id: string, agrees = true) =>
  operator.send('POST /cases/:case/decide', { agrees, reason: 'the papers fit, called back' }, at(id))

/** Two operators approve it; returns the case's id. */
async function agreed(name?: string): Promise<string> {
  await openCase(name)
  const id = await onlyCase()
  const [one, other] = staff()
  expect((await propose(one, id)).status).toBe(204)
  expect((await decide(other, id)).status).toBe(204)
  await world.deliver()
  return id
}
const mailsTo = (to: string) => world.mails.filter((mail) => [mail.to].flat()[0]?.text === to).map(({ text }) => text ?? '')
const found = (text: string | undefined, pattern: RegExp) => pattern.exec(text ?? '')?.[1] ?? ''
const denyToken = () => found(mailsTo(MAIL).at(-1), /\/deny\/([\w-]{43})/)
const linkToken = () =>
  found(
    mailsTo(story.contact).find((text) => text.includes('/continue/')),
    /\/continue\/([\w-]{43})/,
  )
const appealToken = () =>
  found(
    mailsTo(story.contact).findLast((text) => text.includes('/appeal/')),
    /\/appeal\/([\w-]{43})/,
  )

/** As our own page does. */
const tryToGoOn = (token: string) =>
  world.call<StartedReply>('POST', '/v1/flows', { site: `case_${token}`, reason: 'forgot-password' }, { origin: ORIGIN })
async function goOn(token: string): Promise<StartedReply> {
  const { status, body } = await tryToGoOn(token)
  expect(status).toBe(201)
  return body
}
const page = async (method: string, path: string, form?: string) => {
  const reply = await world.app.request(`http://localhost:4300${path}`, {
    method,
    ...(form !== undefined && { body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  })
  return { status: reply.status, text: await reply.text(), headers: reply.headers }
}
const press = (path: string) => page('POST', path, 'marked=yes')
const events = async (name: (typeof auditEvents.$inferSelect)['name']) =>
  await world.db.read.$count(auditEvents, eq(auditEvents.name, name))
const decision = async () => (await world.db.read.select().from(accessDecisions)).at(-1)

describe('access by the decision of two operators', () => {
  it('goes from a case through two operators and a hold to a new password, which works for the person and nobody else', async () => {
    const id = await agreed()
    expect(linkToken()).toBe('')
    world.turnClock(24 * HOUR)
    await world.deliver()
    const token = linkToken()
    for (let n = 0; n < 3; n += 1) expect((await page('GET', `/continue/${token}`)).text).toContain('Continue')
    expect((await page('POST', `/continue/${token}`, '')).text).not.toContain('site=')
    expect((await press(`/continue/${token}`)).text).toContain(`site="case_${token}"`)
    const flow = await goOn(token)
    expect(flow.flow.step).toMatchObject({ type: 'new-password', username: MAIL })
    expect((await page('GET', `/continue/${token}`)).status).toBe(404)
    const { body } = await world.answer(flow, { type: 'new-password', password: NEW })
    expect(body.flow.step).toEqual({ type: 'done', outcome: 'password-changed' })
    expect([(await world.signIn(MAIL, NEW)).body.result, (await world.signIn(MAIL, OLD)).body.result]).toEqual(['ok', 'refused'])
    await world.deliver()
    expect(mailsTo(MAIL).at(-1)).toContain('password was changed')
    const [row] = await world.db.read.select().from(cases)
    expect([row?.state, (await decision())?.state]).toEqual(['access', 'used'])
    for (const name of ['case.access-proposed', 'case.access-agreed', 'case.continued'] as const) expect(await events(name), name).toBe(1)
    expect(await world.db.read.$count(actReasons, eq(actReasons.flow, row?.flow ?? ''))).toBe(2)
    expect(id).toBe(row?.id)
  })

  it('is announced at once to every address of the account, with a link to veto it, and to the contact only after the hold is over', async () => {
    await agreed()
    expect(mailsTo(MAIL)).toHaveLength(1)
    expect(mailsTo(MAIL)[0]).toContain('Two members of the team reviewed the request')
    expect(world.texts.map(({ to, body }) => [to, /\/deny\/[\w-]{43}/.test(body)])).toEqual([['+4915112345678', true]])
    expect(mailsTo(story.contact)).toEqual([])
    world.turnClock(24 * HOUR - 1)
    await world.deliver()
    expect(mailsTo(story.contact)).toEqual([])
    world.turnClock(1)
    await world.deliver()
    expect(mailsTo(story.contact)).toHaveLength(1)
  })

  it('needs a second operator, and a fresh proof of both', async () => {
    await openCase()
    const id = await onlyCase()
    const [one, other] = staff()
    expect((await propose(one, id)).status).toBe(204)
    expect(await decide(one, id)).toMatchObject({ status: 403, body: { code: 'not-permitted' } })
    world.turnClock(14 * 60_000)
    expect(await decide(other, id)).toMatchObject({ status: 403, body: { code: 'step-up-needed' } })
    expect((await decision())?.state).toBe('proposed')
  })

  it('is proposed by one of two operators at once, and decided by one of two at once', async () => {
    await openCase()
    const id = await onlyCase()
    const [one, two, three, four] = staff()
    const proposed = await Promise.all([propose(one, id), propose(two, id)])
    expect(proposed.map(({ status }) => status).sort()).toEqual([204, 409])
    const decided = await Promise.all([decide(three, id, true), decide(four, id, false)])
    expect(decided.map(({ status }) => status).sort()).toEqual([204, 409])
    const [row] = await world.db.read.select().from(cases)
    const way = await decision()
    expect([
      ['access', 'agreed'],
      ['refused', 'refused'],
    ]).toContainEqual([row?.state, way?.state])
    expect((await events('case.access-agreed')) + (await events('case.access-refused'))).toBe(1)
  })

  it('ends with one refusal', async () => {
    await openCase()
    const id = await onlyCase()
    const [one, other] = staff()
    await propose(one, id)
    expect((await decide(other, id, false)).status).toBe(204)
    expect((await decide(staff()[2], id)).status).toBe(409)
    expect((await propose(one, id)).status).toBe(409)
    await world.deliver()
    expect(mailsTo(story.contact).at(-1)).toContain('could not confirm')
    expect(mailsTo(MAIL)).toEqual([])
  })

  it('is never decided by an operator for their own account, nor by one who is the contact', async () => {
    await world.addAccount('rita', {
      identifiers: [{ kind: 'handle', value: 'rita_r' }],
      destinations: [{ channel: 'email', value: 'rita@shop.example', verified: true }],
      password: OLD,
    })
    await openCase('rita_r')
    const own = await onlyCase()
    const [one, other] = staff()
    expect((await propose(one, own)).status).toBe(403)
    expect((await show(one, own)).hindrance).toBe('own')
    await propose(other, own)
    expect((await decide(one, own)).status).toBe(403)
    expect(await one.send('POST /cases/:case/answer', { answer: 'refused', reason: why }, at(own))).toMatchObject({ status: 403 })
    await openCase(MAIL, 'rita@shop.example')
    const rows = await world.db.read.select().from(cases)
    const toRita = rows.find((row) => row.id !== own)?.id ?? ''
    expect((await propose(one, toRita)).status).toBe(403)
  })

  it('is impossible for an unknown name', async () => {
    await openCase('nobody@example.com')
    const id = await onlyCase()
    expect(await propose(staff()[0], id)).toMatchObject({ status: 422 })
    expect(await decide(staff()[1], id)).toMatchObject({ status: 422 })
    expect(await decision()).toBeUndefined()
  })

  it('works for an account without any address, with only the hold', async () => {
    await world.addAccount('bare', { identifiers: [{ kind: 'handle', value: 'bare_feet' }], destinations: [], password: OLD })
    const id = await agreed('bare_feet')
    expect((await show(staff()[0], id)).warnings).toContain('no-address')
    expect(world.texts).toEqual([])
    world.turnClock(24 * HOUR)
    await world.deliver()
    const flow = await goOn(linkToken())
    expect(flow.flow.step.type).toBe('new-password')
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).body.flow.step).toMatchObject({
      outcome: 'password-changed',
    })
    expect((await world.signIn('bare_feet', NEW)).body.result).toBe('ok')
  })

  it('locks the account first if the person said that somebody else is in it, and then asks them to review recent activity', async () => {
    await openAgain({ reasons: ['forgot-password', 'compromised'], methods: ['email-code', 'saved-code'], hold: { newHours: 0 } })
    const [one, other] = staff()
    const { flow: asked } = await world.name(MAIL, undefined, 'compromised')
    await world.answer(asked, { type: 'no-method' })
    await world.answer(asked, story)
    const id = await onlyCase()
    await propose(one, id)
    await decide(other, id)
    // The thief, who is in the account, prepares a way back.
    const { codes } = (await (await world.enrol('jane')).call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body
    world.turnClock(24 * HOUR)
    await world.deliver()
    const flow = await goOn(linkToken())
    expect((await world.signIn(MAIL, OLD)).body).toMatchObject({ result: 'locked', because: 'compromised' })
    const { step } = flow.flow
    if (step.type !== 'review') throw new Error(`at ${step.type}`)
    expect(step.changes).toMatchObject([{ change: 'method-set-up', method: 'saved-code' }])
    expect((await world.answer(flow, { type: 'review', notMine: [] })).body.flow.step.type).toBe('new-password')
    const { body } = await world.answer(flow, { type: 'new-password', password: NEW })
    expect(body.flow.step).toMatchObject({ type: 'done', outcome: 'password-changed' })
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    const { flow: thief, named } = await world.name(MAIL)
    const offer = named.body.flow.step.type === 'choose-method' ? named.body.flow.step.methods.at(-1) : undefined
    await world.answer(thief, { type: 'choose-method', ref: offer?.ref ?? '' })
    expect((await world.answer(thief, { type: 'challenge', code: codes[0] ?? '' })).body.problem?.code).toBe('code-wrong')
  })

  it('is void when the operator who proposed it has lost the permission', async () => {
    await openCase()
    const id = await onlyCase()
    const [one, other] = staff()
    await propose(one, id)
    const owner = await hire(world, 'olga@shop.example', 'owner')
    const { body } = await owner.send('GET /operators')
    const rita = body.operators.find(({ name }) => name === 'rita')?.id ?? ''
    expect((await owner.send('POST /operators/:operator/disable', {}, { params: { operator: rita } })).status).toBeLessThan(300)
    expect((await decide(other, id)).status).toBe(403)
    expect((await decide(other, id, false)).status).toBe(204)
  })
})

describe('the link', () => {
  it('works once, after the hold and before it expires, while the account is unchanged', async () => {
    await agreed()
    const [held] = await world.db.read
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, 'access-given'), eq(outbox.state, 'waiting')))
    expect(held?.nextAt).toBe((await decision())?.holdUntil)
    world.turnClock(24 * HOUR)
    await world.deliver()
    const token = linkToken()
    const replies = await Promise.all(Array.from({ length: 5 }, () => tryToGoOn(token)))
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404])
    expect((await tryToGoOn('x'.repeat(43))).status).toBe(404)
    expect(await world.db.read.$count(flows, eq(flows.proven, ['operator']))).toBe(1)
  })

  it('expires', async () => {
    await agreed()
    world.turnClock(24 * HOUR)
    await world.deliver()
    world.turnClock(72 * HOUR)
    expect((await tryToGoOn(linkToken())).status).toBe(404)
  })

  it('is invalid when the account has changed since', async () => {
    await agreed()
    world.turnClock(24 * HOUR)
    await world.deliver()
    await world.addAccount('jane', {
      identifiers: [{ kind: 'email', value: MAIL }],
      destinations: [{ channel: 'email', value: 'other@example.com', verified: true }],
    })
    expect((await tryToGoOn(linkToken())).status).toBe(404)
  })

  it('skips the hold only if the policy sets it to none explicitly', async () => {
    await openAgain({ case: { holdHours: 0 } })
    await agreed()
    expect(mailsTo(MAIL)).toHaveLength(1)
    expect((await goOn(linkToken())).flow.step.type).toBe('new-password')
  })

  it('is readable nowhere: not in the tables, the console or the audit log', async () => {
    const id = await agreed()
    const deny = denyToken()
    world.turnClock(24 * HOUR)
    await world.deliver()
    const link = linkToken()
    const kept = await Promise.all(
      ['cases', 'access_decisions', 'outbox', 'audit_events', 'act_reasons', 'flows'].map((table) =>
        world.db.read.all<unknown>(`SELECT * FROM ${table}`),
      ),
    )
    const shown = JSON.stringify(await show(await hire(world, 'rena@shop.example', 'reviewer'), id))
    expect([deny.length, link.length]).toEqual([43, 43])
    for (const secret of [deny, link, 'jane@new.example', MAIL]) expect(JSON.stringify(kept) + shown).not.toContain(secret)
  })
})

describe('a veto', () => {
  it('changes nothing when its page is opened, and ends the access when it is pressed, during the hold or after it', async () => {
    for (const wait of [0, 30 * HOUR]) {
      await openAgain()
      const id = await agreed()
      world.turnClock(wait)
      await world.deliver()
      const token = denyToken()
      for (let n = 0; n < 3; n += 1) expect((await page('GET', `/deny/${token}`)).text).toContain('It wasn’t me: stop it')
      await page('HEAD', `/deny/${token}`)
      // Programs that press buttons don't tick the box first.
      expect((await page('POST', `/deny/${token}`, '')).text).toContain('Nothing has happened yet')
      expect((await decision())?.state).toBe('agreed')
      const { status, text, headers } = await press(`/deny/${token}`)
      expect([status, text.includes('It was stopped')]).toEqual([200, true])
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect((await press(`/deny/${token}`)).text).toContain('It was stopped')
      await world.deliver()
      world.turnClock(24 * HOUR)
      await world.deliver()
      if (wait > 0) expect((await tryToGoOn(linkToken())).status).toBe(404)
      else expect(linkToken()).toBe('')
      expect(await events('case.access-denied')).toBe(1)
      const [row] = await world.db.read.select().from(cases)
      expect([row?.id, row?.state, (await decision())?.state]).toEqual([id, 'denied', 'denied'])
      expect(mailsTo('rita@shop.example').at(-1)).toContain('The decision of two operators was stopped')
      expect(appealToken()).toBe('')
    }
  })

  it('locks the account even during a sign-in, and says when it is too late', async () => {
    await agreed()
    world.turnClock(24 * HOUR)
    await world.deliver()
    const flow = await goOn(linkToken())
    await press(`/deny/${denyToken()}`)
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).status).toBe(409)
    expect((await world.signIn(MAIL, OLD)).body.result).toBe('ok')

    await openAgain()
    await agreed()
    world.turnClock(24 * HOUR)
    await world.deliver()
    const again = await goOn(linkToken())
    await world.answer(again, { type: 'new-password', password: NEW })
    expect((await press(`/deny/${denyToken()}`)).text).toContain('already been set')
  })

  it('against the link or the new password at the same moment: one of them wins, and nothing is half done', async () => {
    for (let round = 0; round < 3; round += 1) {
      await openAgain({ case: { holdHours: 0 } })
      await agreed()
      const [deny, link] = [denyToken(), linkToken()]
      const [, { status, body: begun }] = await Promise.all([press(`/deny/${deny}`), tryToGoOn(link)])
      // If it was vetoed first, nothing began; if it was vetoed later, the flow of the link has ended.
      const seen = status === 201 && (await world.look(begun)).body
      if (seen) expect(seen.flow.step).toEqual({ type: 'stopped', because: 'refused' })
      else expect(status).toBe(404)
      expect((await decision())?.state).toBe('denied')

      await openAgain({ case: { holdHours: 0 } })
      await agreed()
      const again = await goOn(linkToken())
      const [denied, set] = await Promise.all([press(`/deny/${denyToken()}`), world.answer(again, { type: 'new-password', password: NEW })])
      const [row] = await world.db.read.select().from(flows).where(eq(flows.id, again.flow.id))
      const isSet = row?.outcome === 'password-changed'
      expect([denied.text.includes('already been set'), set.status === 200 && set.body.flow.step.type === 'done']).toEqual([isSet, isSet])
      expect((await world.signIn(MAIL, NEW)).body.result).toBe(isSet ? 'ok' : 'refused')
    }
  })

  it('can’t be guessed, and its page is the same for every unknown token', async () => {
    const replies = await Promise.all(['x'.repeat(43), 'short', '..%2f'].map((token) => press(`/deny/${token}`)))
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404])
  })
})

describe("the operators' page", () => {
  it('shows its state, its warning signs, and what would follow', async () => {
    await openCase()
    await openCase()
    const [one, other] = staff()
    const rows = await world.db.read.select().from(cases)
    const id = rows[0]?.id ?? ''
    const before = await show(one, id)
    expect(before).toMatchObject({ holdHours: 24, told: 2, hindrance: null, decisions: [], accountId: 'jane' })
    expect(before.warnings).toEqual([])
    expect(before.risk).toEqual({ signals: [{ name: 'several-cases', weight: 1 }], total: 1, level: 'low', twoAt: 7 })
    await propose(one, id)
    expect(await show(one, id)).toMatchObject({ mine: true, decisions: [{ state: 'proposed', proposedBy: 'rita' }] })
    expect(await show(other, id)).toMatchObject({ mine: false, said: [{ operator: 'rita', reason: why }] })
    await decide(other, id)
    const { decisions } = await show(other, id)
    expect(decisions[0]).toMatchObject({ state: 'agreed', decidedBy: 'rolf', checked: ['spoke-at-known-number'] })
    expect((decisions[0]?.holdUntil ?? 0) - world.now()).toBe(24 * HOUR)
    await world.deliver()
    expect(mailsTo('rolf@shop.example')[0]).toContain('proposes to let someone back')
    expect(mailsTo('rita@shop.example').filter((text) => text.includes('rita proposes'))).toEqual([])
  })

  it('is deleted with the account', async () => {
    await agreed()
    await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
    expect(await decision()).toBeUndefined()
    expect((await press(`/deny/${denyToken()}`)).status).toBe(404)
  })
})

describe('an appeal', () => {
  it('works once, and goes to other operators than those who refused', async () => {
    await openCase()
    const id = await onlyCase()
    const [one, two, three, four] = staff()
    await propose(one, id)
    await decide(two, id, false)
    await world.deliver()
    const token = appealToken()
    expect((await page('GET', `/appeal/${token}`)).text).toContain('I want other people to review my request')
    expect((await page('POST', `/appeal/${token}`, '')).text).toContain('Nothing has happened yet')
    expect((await world.db.read.select().from(cases))[0]?.state).toBe('refused')
    const pressed = await Promise.all([press(`/appeal/${token}`), press(`/appeal/${token}`)])
    expect(pressed.map(({ text }) => text.includes('will review your request'))).toEqual([true, true])
    expect(await events('case.appealed')).toBe(1)
    for (const barred of [one, two]) {
      expect((await propose(barred, id)).status).toBe(403)
      expect((await barred.send('POST /cases/:case/answer', { answer: 'refused', reason: why }, at(id))).status).toBe(403)
      expect((await show(barred, id)).hindrance).toBe('before')
    }
    expect((await propose(three, id)).status).toBe(204)
    expect((await decide(two, id)).status).toBe(403)
    expect((await decide(four, id, false)).status).toBe(204)
    await world.deliver()
    expect(mailsTo(story.contact).at(-1)).not.toContain('/appeal/')
    expect((await press(`/appeal/${token}`)).status).toBe(404)
  })

  it('looks and works the same for an unknown name', async () => {
    await openCase('nobody@example.com')
    world.turnClock(72 * HOUR)
    await world.deliver()
    const token = appealToken()
    expect((await press(`/appeal/${token}`)).text).toContain('will review your request')
    world.turnClock(72 * HOUR)
    await world.deliver()
    const answers = mailsTo(story.contact).filter((text) => text.includes('could not confirm'))
    expect(answers.map((text) => text.includes('/appeal/'))).toEqual([true, false])
  })
})
