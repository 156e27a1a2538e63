import type { Answer, FlowReply, StartedReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { auditEvents, cases } from '../db/schema.ts'

const story = { type: 'help', contact: 'jane@new.example', whatHappened: 'My phone is lost.', lastSignIn: 'In May, at home' } as const

let world: TestWorld
beforeEach(async () => {
  world = await openWorld({ limits: { startPerAddress: MANY, identifyPerAddress: MANY, identifyPerName: MANY } })
  await world.addAccount('jane', { ...personAt(MAIL), password: 'quiet lanterns drift' })
})
afterEach(() => world.close())

/** A flow of a person who has no method left. */
async function atHelp(name: string): Promise<StartedReply> {
  const { flow } = await world.name(name)
  const { body } = await world.answer(flow, { type: 'no-method' })
  expect(body.flow.step).toEqual({
    type: 'help',
    fields: ['contact', 'whatHappened', 'lastSignIn'],
    support: { email: 'help@shop.example' },
  })
  return flow
}
const openCase = async (name: string, given: Answer = story) => world.answer(await atHelp(name), given)
const referenceOf = ({ flow: { step } }: FlowReply) => (step.type === 'done' ? (step.reference ?? '') : '')

describe('a case', () => {
  it('is opened by a person without a method, ends the attempt, and gives a reference that stays readable', async () => {
    const flow = await atHelp(MAIL)
    const { body } = await world.answer(flow, story)
    expect(body.flow.step).toMatchObject({ type: 'done', outcome: 'case-opened' })
    expect(referenceOf(body)).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}$/)
    const again = await world.look(flow)
    expect(again.body.flow.step).toEqual(body.flow.step)
    expect(await world.db.read.$count(auditEvents, eq(auditEvents.name, 'case.opened'))).toBe(1)
  })

  it('looks the same for an unknown name, is stored the same, and no address is notified', async () => {
    const [real, nobody] = [(await openCase(MAIL)).body, (await openCase('nobody@example.com')).body]
    const shape = ({ flow }: FlowReply) => ({ ...flow, id: '', step: { ...flow.step, reference: referenceOf({ flow }).length } })
    expect(shape(nobody)).toEqual(shape(real))
    expect((await world.db.read.select().from(cases)).map(({ decoy }) => decoy).sort()).toEqual([false, true])
    await world.deliver()
    expect(world.mails).toEqual([])
  })

  it('stores what the person wrote, and the reference, in no readable form', async () => {
    const { body } = await openCase(MAIL)
    const kept =
      JSON.stringify(await world.db.read.all('SELECT * FROM cases')) + JSON.stringify(await world.db.read.all('SELECT * FROM flows'))
    for (const said of ['jane@new.example', 'My phone is lost', 'In May', referenceOf(body)]) expect(kept).not.toContain(said)
  })

  it('needs an address for the answer, and otherwise says so and keeps everything that was typed', async () => {
    const flow = await atHelp(MAIL)
    for (const contact of ['call me', 'jane_doe', '12'])
      expect((await world.answer(flow, { ...story, contact })).body).toMatchObject({
        flow: { step: { type: 'help' } },
        problem: { code: 'contact-refused' },
      })
    expect((await world.answer(flow, { ...story, contact: '+49 30 1234567' })).body.flow.step.type).toBe('done')
  })

  it('is opened once, however often it is sent at the same moment', async () => {
    const flow = await atHelp(MAIL)
    const replies = await Promise.all(Array.from({ length: 10 }, () => world.answer(flow, story)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await world.db.read.$count(cases)).toBe(1)
  })

  it('is limited by name, the same for known and unknown ones, and strangers who use up the limit don’t keep the owner out', async () => {
    for (const name of [MAIL, 'nobody@example.com']) {
      const seen: number[] = []
      for (let n = 0; n < 6; n += 1) {
        world.comeFrom(`198.51.100.${n}`)
        await openCase(name)
        world.comeFrom(`203.0.113.${n}`)
        seen.push((await openCase(name)).status)
        seen.push((await openCase(name)).status)
      }
      // Each new address gets one case through, and not a second one once the name's limit is used up.
      expect(seen).toEqual([200, 200, 200, 429, 200, 429, 200, 429, 200, 429, 200, 429])
    }
    world.comeFrom('192.0.2.77')
    const fromOne = []
    for (let n = 0; n < 6; n += 1) fromOne.push((await openCase(`nobody${n}@example.com`)).status)
    expect(fromOne).toEqual([200, 200, 200, 200, 200, 429])
  })

  it('refuses a text that is too long, or that contains half a character', async () => {
    const flow = await atHelp(MAIL)
    for (const bad of [
      { whatHappened: 'x'.repeat(2001) },
      { whatHappened: '\ud800' },
      { whatHappened: '' },
      { lastSignIn: 'x'.repeat(201) },
    ])
      expect((await world.answer(flow, { ...story, ...bad })).status).toBe(400)
  })

  describe('the status for the holder of its reference', () => {
    const ask = async (reference: string, language = 'en') => {
      const reply = await world.app.request(`http://localhost:4300/cases/${world.shop.site.siteKey}?locale=${language}`, {
        method: 'POST',
        body: new URLSearchParams({ reference }),
      })
      const text = await reply.text()
      return { text, status: reply.status, said: /<p class="news" role="status">(.*?)<\/p>/.exec(text)?.[1] ?? '' }
    }
    const HOUR = 3_600_000

    it('is received, looked at or answered, the same for an unknown name', async () => {
      const reviewer = await hire(world, 'reviewer@example.com', 'reviewer')
      const [real, nobody] = [referenceOf((await openCase(MAIL)).body), referenceOf((await openCase('nobody@example.com')).body)]
      const received = [await ask(real), await ask(nobody)]
      expect(received.map(({ said }) => said)).toEqual(Array(2).fill('The Corner Shop support team has received your request.'))
      expect(received[0]?.text).toBe(received[1]?.text)
      const { body } = await reviewer.send('GET /cases', undefined, { query: { state: 'open' } })
      const id = body.cases.find(({ decoy }) => !decoy)?.id ?? ''
      await reviewer.send('POST /cases/:case/claim', {}, { params: { case: id } })
      expect((await ask(real)).said).toBe('The Corner Shop support team is reviewing your request.')
      await reviewer.send('POST /cases/:case/answer', { answer: 'refused', reason: 'nothing fits' }, { params: { case: id } })
      world.turnClock(12 * HOUR)
      expect((await ask(nobody)).said).toBe('The Corner Shop support team is reviewing your request.')
      world.turnClock(60 * HOUR)
      const answered = [await ask(real), await ask(nobody)]
      expect(answered.map(({ said }) => said)).toEqual(Array(2).fill('An answer was sent to the address that you gave.'))
    })

    it('accepts the reference as people type it, and says if there is no such case', async () => {
      const reference = referenceOf((await openCase(MAIL)).body)
      const typed = reference.toLowerCase().replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/g, 'l')
      expect((await ask(typed)).said).toContain('has received your request')
      for (const wrong of ['', 'K7Q2M', 'x'.repeat(500), reference.slice(0, -1)])
        expect((await ask(wrong)).said).toContain('no request with this')
      expect((await ask(reference, 'de')).said).toContain('hat Ihre Anfrage erhalten')
      expect((await ask(reference, 'ar')).text).toContain('dir="rtl"')
      expect((await ask(reference, 'ja')).said).toContain('受け付けました')
    })

    it('is not available to other sites, and limited in number', async () => {
      const reference = referenceOf((await openCase(MAIL)).body)
      const other = await world.found('Other', 'https://other.example', {})
      const path = `http://localhost:4300/cases/${other.site.siteKey}`
      const reply = await world.app.request(path, { method: 'POST', body: new URLSearchParams({ reference }) })
      expect(await reply.text()).toContain('no request with this')
      const seen = new Set<number>()
      for (let n = 0; n < 125; n += 1) seen.add((await ask('none')).status)
      expect([...seen]).toEqual([200, 429])
    })
  })

  it('about an unknown name is answered automatically after a while, like a refused one, and leaves the queue', async () => {
    const reviewer = await hire(world, 'reviewer@example.com', 'reviewer')
    await openCase('nobody@example.com')
    const queue = async (state: string) => (await reviewer.send('GET /cases', undefined, { query: { state } })).body.cases.length
    expect([await queue('open'), await queue('settled')]).toEqual([1, 0])
    world.turnClock(24 * 3_600_000 - 1)
    await world.deliver()
    expect(world.mails).toEqual([])
    world.turnClock(48 * 3_600_000 + 1)
    await world.deliver()
    const again = await hire(world, 'other@example.com', 'reviewer')
    expect((await again.send('GET /cases', undefined, { query: { state: 'open' } })).body.cases).toEqual([])
    expect((await again.send('GET /cases', undefined, { query: { state: 'settled' } })).body.cases).toMatchObject([
      { decoy: true, state: 'refused', settledBy: null },
    ])
    expect(world.mails.map(({ to, text }) => [[to].flat()[0]?.text, text?.includes('could not confirm')])).toEqual([
      ['jane@new.example', true],
    ])
  })

  it('has a page that says how to reach the real support team, which address it writes from, and what it never asks for', async () => {
    for (const [language, never] of [
      ['en', 'What they never ask for'],
      ['de', 'Wonach der Support nie fragt'],
      ['ar', 'ما لا يطلبونه أبدًا'],
      ['ja', '決してお尋ねしないもの'],
    ]) {
      const reply = await world.app.request(`http://localhost:4300/genuine/${world.shop.site.siteKey}?locale=${language}`)
      const text = await reply.text()
      for (const part of [never, 'help@shop.example', 'Corner Shop &lt;no-reply@shop.example&gt;', 'https://shop.example'])
        expect(text).toContain(part)
      expect(text).not.toContain('<script')
    }
    expect((await world.app.request('http://localhost:4300/genuine/pk_0000000000000000')).status).toBe(404)
  })

  describe('and its operators', () => {
    let reviewer: TestOperator
    const at = (id: string) => ({ params: { case: id } })
    const why = 'knew the order of last month'
    beforeEach(async () => {
      reviewer = await hire(world, 'reviewer@example.com', 'reviewer')
    })
    const queue = async (state = 'open') => (await reviewer.send('GET /cases', undefined, { query: { state } })).body.cases

    it('see the oldest first, masked, with unknown names marked', async () => {
      await openCase(MAIL)
      world.turnClock(60_000)
      await openCase('nobody@example.com')
      const lines = await queue()
      expect(lines.map(({ decoy, state, ofSame }) => [decoy, state, ofSame])).toEqual([
        [false, 'open', 1],
        [true, 'open', 1],
      ])
      const { body } = await reviewer.send('GET /cases/:case', undefined, at(lines[0]?.id ?? ''))
      expect(body).toMatchObject({
        identifier: 'j•••@e•••',
        contact: { channel: 'email', masked: 'j•••@n•••' },
        whatHappened: 'My phone is lost.',
        lastSignIn: 'In May, at home',
      })
      expect(JSON.stringify(body)).not.toContain('jane@')
    })

    it('claim it visibly for others, and answer it once, by a template, to the contact alone', async () => {
      await openCase(MAIL)
      const [line] = await queue()
      const id = line?.id ?? ''
      expect((await reviewer.send('POST /cases/:case/claim', {}, at(id))).status).toBe(204)
      expect((await queue())[0]?.claimedBy).toBe('reviewer')
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => reviewer.send('POST /cases/:case/answer', { answer: 'get-in-touch', reason: why }, at(id))),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409, 409])
      await world.deliver()
      expect(world.mails.map(({ to, text }) => [[to].flat()[0]?.text, text?.includes('needs to speak with you')])).toEqual([
        ['jane@new.example', true],
      ])
      expect(await queue()).toEqual([])
      expect((await queue('settled'))[0]).toMatchObject({ state: 'get-in-touch', settledBy: 'reviewer' })
    })

    it('offers no access for an unknown name, and an agent can look but not answer', async () => {
      await openCase('nobody@example.com')
      const [line] = await queue()
      const go = { answer: 'go-on', reason: why } as const
      expect((await reviewer.send('POST /cases/:case/answer', go, at(line?.id ?? ''))).status).toBe(422)
      const agent = await hire(world, 'agent@example.com', 'agent')
      expect((await agent.send('GET /cases', undefined, { query: {} })).status).toBe(200)
      expect((await agent.send('POST /cases/:case/answer', go, at(line?.id ?? ''))).status).toBe(403)
    })

    it('lose it when its account is erased', async () => {
      await openCase(MAIL)
      await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
      expect(await queue()).toEqual([])
    })
  })
})
