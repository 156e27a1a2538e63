import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { AnswerOf, EvidenceName, FlowReply, PolicyInput } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { accessDecisions, accounts, auditEvents, cases, flows, outbox, realms } from '../db/schema.ts'
import { readPolicy } from '../realms/change-policy.ts'
import { tryPolicy } from '../realms/try-policy.ts'
import { showAccount } from '../support/find-account.ts'

const NOBODY = 'nobody@example.com'
const asked: PolicyInput = { evidence: { sources: ['account-made', 'password-changed', 'last-order'], needed: 5 }, limits: roomy }
const facts = { 'account-made': '2019-03', 'password-changed': '2024-11', 'last-order': 'RG-4711/88' }
const right = { 'account-made': '2019-04', 'password-changed': '2024-11', 'last-order': 'rg 4711 88' }
const story = { type: 'help', contact: 'jane@new.example', whatHappened: 'My phone is lost.' } as const
const why = 'spoke to her at the number of her last order'
const proposal = { checked: ['spoke-at-known-number' as const], reason: why }
const jane = { ...personAt(MAIL), password: 'quiet lanterns drift' }

let world: TestWorld
let [rita, rolf]: TestOperator[] = []
async function begin(policy: PolicyInput = asked, told: Record<string, string> = facts) {
  world = await openWorld(policy)
  await world.addAccount('jane', { ...jane, facts: told })
}
beforeEach(() => begin())
afterEach(() => world.close())
async function openAgain(...given: Parameters<typeof begin>): Promise<void> {
  await world.close()
  await begin(...given)
}

async function atHelp(name = MAIL) {
  const { flow } = await world.name(name)
  const { body } = await world.answer(flow, { type: 'no-method' })
  return { flow, step: body.flow.step }
}
type Given = NonNullable<AnswerOf<'help'>['evidence']>
/** The case's id, and the reply. */
async function openCase(given: Given = right, name = MAIL) {
  const { flow } = await atHelp(name)
  const reply = await world.answer(flow, { ...story, evidence: given })
  const [row] = await world.db.read.select().from(cases).where(eq(cases.flow, flow.flow.id))
  return { id: row?.id ?? '', reply }
}
async function hireBoth() {
  ;[rita, rolf] = await Promise.all(['rita', 'rolf'].map((name) => hire(world, `${name}@shop.example`, 'reviewer')))
  return [rita, rolf] as [TestOperator, TestOperator]
}
const at = (id: string) => ({ params: { case: id } })
const show = async (operator: TestOperator, id: string) => (await operator.send('GET /cases/:case', undefined, at(id))).body
const propose = (operator: TestOperator, id: string) => operator.send('POST /cases/:case/propose', proposal, at(id))
const decide = (operator: TestOperator, id: string, agrees = true) =>
  operator.send('POST /cases/:case/decide', { agrees, reason: 'the papers fit, called back' }, at(id))
async function gradesOf(id: string): Promise<Partial<Record<EvidenceName, string>>> {
  const { case: _, ...grades } = (await world.recorded('case.opened')).find((one) => one.case === id) ?? {}
  return grades
}
async function setPolicy(policy: PolicyInput) {
  await world.db.write((tx) => tx.update(realms).set({ policy: JSON.stringify(policy) }))
  // Servers see a change a second later.
  world.turnClock(1000)
}

describe('what a person remembers of their account', () => {
  it('is not asked unless the policy says so, and then of everybody', async () => {
    const steps = [(await atHelp()).step, (await atHelp(NOBODY)).step]
    expect(steps[1]).toEqual(steps[0])
    expect(steps[0]).toMatchObject({
      evidence: [
        { source: 'account-made', asks: 'month' },
        { source: 'password-changed', asks: 'month' },
        { source: 'last-order', asks: 'text' },
      ],
    })
    await openAgain({ limits: roomy })
    expect((await atHelp()).step).not.toHaveProperty('evidence')
    const { id, reply } = await openCase()
    expect(reply.body.flow.step).toMatchObject({ outcome: 'case-opened' })
    expect(await gradesOf(id)).toEqual({})
  })

  it('is graded as match, near or no; a missing answer and a missing reference are distinguished', async () => {
    expect(await gradesOf((await openCase()).id)).toEqual({ 'account-made': 'match', 'password-changed': 'match', 'last-order': 'match' })
    const vague = { 'account-made': '2019', 'last-order': 'RG-4711/89' }
    expect(await gradesOf((await openCase(vague)).id)).toEqual({
      'account-made': 'near',
      'password-changed': 'unanswered',
      'last-order': 'no',
    })
    await openAgain(asked, { 'account-made': '2019-03' })
    const { id } = await openCase({ ...right, 'account-made': '2012-01' })
    expect(await gradesOf(id)).toEqual({ 'account-made': 'no', 'password-changed': 'unknown', 'last-order': 'unknown' })
  })

  it('is compared with this server’s own facts if the site gave none', async () => {
    await openAgain(asked, {})
    const answer = { 'account-made': '2026-11', 'password-changed': '2027-02' }
    expect(await gradesOf((await openCase(answer)).id)).toMatchObject({ 'account-made': 'match', 'password-changed': 'unknown' })
    world.turnClock(90 * 86_400_000)
    await world.addAccount('jane', { ...jane, password: 'nine grey herons wading' })
    expect(await gradesOf((await openCase(answer)).id)).toMatchObject({ 'account-made': 'match', 'password-changed': 'match' })
  })

  it('stays stored when the site changes other properties, and is updated fact by fact', async () => {
    await world.addAccount('jane', jane)
    await world.addAccount('jane', { ...jane, facts: { 'last-order': '5000' } })
    expect(await gradesOf((await openCase({ ...right, 'last-order': '5000' })).id)).toEqual({
      'account-made': 'match',
      'password-changed': 'match',
      'last-order': 'match',
    })
    const bad = await world.addAccount('jane', { ...jane, facts: { 'account-made': '2019' } })
    expect(bad.status).toBe(400)
  })

  it('leaves no trace of an answer, nor of the text that it was compared with: not in the database, the audit log, or a mail', async () => {
    const typed = { 'account-made': '1987-06', 'password-changed': '1991-12', 'last-order': 'Zebra-Order 31337' }
    const secrets = ['1987-06', '1991-12', 'Zebra', 'zebra', 'RG-4711', 'rg471188']
    const { id, reply } = await openCase(typed)
    await world.deliver()
    await (await hireBoth())[0].send('GET /cases/:case', undefined, at(id))
    const rows = await Promise.all(
      [cases, flows, outbox, auditEvents, accounts, accessDecisions].map((table) => world.db.read.select().from(table)),
    )
    const [row] = await world.db.read.select().from(cases)
    const told = world.deps.seal.open(row?.told ?? '', `case ${id} told`) ?? ''
    expect(told).toContain('My phone is lost.')
    const everything = [JSON.stringify(rows), told, reply.text, JSON.stringify(world.mails), await world.metrics.text()].join()
    for (const one of secrets) expect(everything).not.toContain(one)
    const url = new URL(world.settings.url)
    if (url.protocol !== 'file:') return
    const folder = dirname(url.pathname)
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, file)).toString('latin1')
      for (const one of secrets) expect(bytes, file).not.toContain(one)
    }
  })
})

describe('a stranger who answers', () => {
  it('sees the same, right or wrong, for an account and an unknown name, and causes as many rows', async () => {
    const wrong = { 'account-made': '1990-01', 'password-changed': '1990-01', 'last-order': 'wrong 0000' }
    const tables = [cases, flows, outbox, auditEvents]
    const count = async () => await Promise.all(tables.map((table) => world.db.read.$count(table)))
    const shape = ({ flow }: FlowReply, reference = flow.step.type === 'done' ? (flow.step.reference ?? '') : '') =>
      JSON.stringify({ ...flow, expiresAt: '' })
        .replace(flow.id, '')
        .replace(reference, 'R'.repeat(reference.length))
    const seen = []
    for (const [name, given] of [
      [MAIL, right],
      [MAIL, wrong],
      [NOBODY, right],
      [NOBODY, wrong],
    ] as const) {
      const before = await count()
      const { reply } = await openCase(given, name)
      const after = await count()
      seen.push({
        shape: shape(reply.body),
        bytes: reply.text.length,
        headers: [...reply.headers.keys()],
        rows: after.map((n, place) => n - (before[place] ?? 0)),
      })
    }
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  it('has one try in an attempt, and can’t open more cases than without questions', async () => {
    await openAgain({
      ...asked,
      limits: { ...roomy, casePerName: { burst: 2, perSeconds: 86_400 }, casePerNameAndAddress: { burst: 1, perSeconds: 86_400 } },
    })
    const { flow } = await atHelp()
    const replies = await Promise.all(Array.from({ length: 5 }, () => world.answer(flow, { ...story, evidence: right })))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await world.answer(flow, { ...story, evidence: right })).status).toBe(409)
    expect((await openCase()).reply.status).toBe(200)
    expect((await openCase()).reply.status).toBe(429)
    expect(await world.db.read.$count(cases)).toBe(2)
  })

  it('is only graded on questions that the realm asks; unknown ones are refused', async () => {
    await openAgain({ evidence: { sources: ['account-made'] }, limits: roomy })
    expect(await gradesOf((await openCase()).id)).toEqual({ 'account-made': 'match' })
    const { flow } = await atHelp()
    expect((await world.answer(flow, { ...story, evidence: { mother: 'Smith' } as Given })).status).toBe(400)
    expect((await world.answer(flow, { ...story, evidence: { 'last-order': 'x'.repeat(65) } })).status).toBe(400)
  })
})

describe('the deciding operators', () => {
  it('both see how well each answer fits and its weight, and never the answer', async () => {
    const [one, other] = await hireBoth()
    const { id } = await openCase({ ...right, 'password-changed': '2024-08' })
    const seen = {
      lines: [
        { source: 'account-made', found: 'match', weight: 2, gives: 2 },
        { source: 'password-changed', found: 'near', weight: 2, gives: 1 },
        { source: 'last-order', found: 'match', weight: 3, gives: 3 },
      ],
      sum: 6,
      needed: 5,
    }
    expect((await show(one, id)).evidence).toEqual(seen)
    expect((await propose(one, id)).status).toBe(204)
    const second = await show(other, id)
    expect(second.evidence).toEqual(seen)
    const account = await showAccount({ realm: world.realm, account: 'jane' }, world.deps)
    expect(JSON.stringify([second, account])).not.toMatch(/2019-|2024-|4711/)
  })

  it('can’t propose access below the policy’s sum, but can still answer and refuse', async () => {
    const [one] = await hireBoth()
    const { id } = await openCase({ 'last-order': 'rg471188' })
    expect((await show(one, id)).evidence).toMatchObject({ sum: 3, needed: 5 })
    expect(await propose(one, id)).toMatchObject({ status: 409, body: { code: 'evidence-needed' } })
    expect(await world.db.read.$count(accessDecisions)).toBe(0)
    expect((await one.send('POST /cases/:case/answer', { answer: 'refused', reason: why }, at(id))).status).toBe(204)
  })

  it('must still be two, and a hold follows, however well the answers fit', async () => {
    const [one, other] = await hireBoth()
    const { id } = await openCase()
    expect((await propose(one, id)).status).toBe(204)
    expect((await decide(one, id)).body).toMatchObject({ code: 'not-permitted' })
    expect((await decide(other, id)).status).toBe(204)
    const [decision] = await world.db.read.select().from(accessDecisions)
    expect((decision?.holdUntil ?? 0) - world.now()).toBe(24 * 3_600_000)
  })

  it('can’t agree if the policy was raised since, but can refuse', async () => {
    const [one, other] = await hireBoth()
    const { id } = await openCase({ ...right, 'account-made': '' })
    expect((await propose(one, id)).status).toBe(204)
    await setPolicy({ ...asked, evidence: { ...asked.evidence, needed: 6 } })
    expect((await decide(other, id)).body).toMatchObject({ code: 'evidence-needed' })
    expect((await decide(other, id, false)).status).toBe(204)
  })

  it('are bound by the sum even in cases without questions', async () => {
    await openAgain({ limits: roomy })
    const [one] = await hireBoth()
    const { id } = await openCase()
    await setPolicy(asked)
    expect((await show(one, id)).evidence).toEqual({ lines: [], sum: 0, needed: 5 })
    expect((await propose(one, id)).body).toMatchObject({ code: 'evidence-needed' })
  })

  it('propose once, if two do it at the same moment', async () => {
    const both = await hireBoth()
    const { id } = await openCase()
    const replies = await Promise.all(both.map((operator) => propose(operator, id)))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([204, 409])
  })
})

it('can see before a policy change for how many of the last cases the answers would be enough, and for how many no longer', async () => {
  await openCase(right)
  await openCase({ 'account-made': '2019-04' })
  await openCase(right, NOBODY)
  const { policy } = await readPolicy(world.realm, world.deps)
  const tried = async (evidence: Partial<typeof policy.evidence>) =>
    (await tryPolicy({ realm: world.realm, policy: { ...policy, evidence: { ...policy.evidence, ...evidence } } }, world.deps)).cases
  expect(await tried({})).toEqual({ weighed: 2, shut: 0, opened: 0 })
  expect(await tried({ needed: 0 })).toEqual({ weighed: 2, shut: 0, opened: 1 })
  expect(await tried({ sources: ['account-made'] })).toEqual({ weighed: 2, shut: 1, opened: 0 })
})
