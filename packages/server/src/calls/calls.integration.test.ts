import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { purge } from '../db/purge.ts'
import { invite } from '../operators/invite.ts'
import type { Role } from '../operators/permissions.ts'

const WHY = 'called us about a locked account'
const jane = { ...personAt(MAIL), password: 'old lanterns never rust' }

describe('a call', () => {
  let world: TestWorld
  let agent: TestOperator
  afterEach(() => world.close())
  const begin = async (...given: Parameters<typeof openWorld>) => {
    world = await openWorld(...given)
    await world.addAccount('jane', jane)
    agent = await hire('agent@example.com', 'agent', 'Aina Agent')
  }
  async function hire(email: string, role: Role, name: string) {
    const { link } = await world.db.write((tx) => invite(tx, { email, role, by: {} }, { ...world.deps, origin: ORIGIN }))
    const operator = newOperator(world)
    expect((await operator.join(link, { name })).status).toBe(200)
    return operator
  }
  const post = (fields: Record<string, string> = {}, headers: Record<string, string> = {}, at = world.shop) =>
    world.app.request(`${ORIGIN}/calls/${at.site.siteKey}?locale=en`, { method: 'POST', body: new URLSearchParams(fields), headers })
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  /** A person opens the page and keeps it open. */
  async function pickUp(at = world.shop) {
    const html = await (await post({}, {}, at)).text()
    const fields = { token: hidden(html, 'token'), code: hidden(html, 'code') }
    const ask = async (more: Record<string, string> = {}) =>
      (await (await post({ ...fields, ...more }, { accept: 'application/json' }, at)).json()) as {
        state: string
        said: string
        code?: string
      }
    return { html, ...fields, ask }
  }
  const take = async (code: string, who = agent) => (await who.send('POST /calls/take', { code })).body.taken
  const own = async (who = agent) => (await who.send('GET /calls')).body.own
  const acts = { unlock: { reason: WHY, cause: 'operator' }, 'lift-limits': { reason: WHY }, 'offer-recovery': { reason: WHY } } as const
  const does = (verb: keyof typeof acts, who = agent) =>
    who.send(`POST /accounts/:realm/:account/${verb}`, acts[verb] as never, { params: { realm: world.realm, account: 'jane' } })
  const rows = async () =>
    JSON.stringify([await world.db.read.all('SELECT * FROM calls'), await world.db.read.all('SELECT * FROM audit_events')])

  describe('with its codes', () => {
    beforeEach(() => begin({ limits: { callPerAddress: MANY } }))

    it('is started and shown only by our own page: a post from another page shows no code', async () => {
      const { token, code } = await pickUp()
      for (const from of ['cross-site', 'same-site']) {
        const shown = await post({ token, code: '12345678', deny: '1' }, { 'sec-fetch-site': from })
        const html = await shown.text()
        expect([shown.status, hidden(html, 'token'), /1234/.test(html)]).toEqual([200, '', false])
      }
      expect(await take(code)).toBe(true)
    })

    it('shows both sides the same code once the operator has typed the person’s, in any grouping', async () => {
      const person = await pickUp()
      expect(person.code).toMatch(/^\d{8}$/)
      expect(await person.ask()).toMatchObject({ state: 'waiting' })
      expect(await own()).toBeNull()
      expect(await take(`${person.code.slice(0, 4)}-${person.code.slice(4)} `)).toBe(true)
      const answer = (await own())?.answer ?? ''
      expect(answer).toMatch(/^\d{6}$/)
      const seen = await person.ask()
      expect(seen).toMatchObject({ state: 'taken', code: `${answer.slice(0, 3)} ${answer.slice(3)}` })
      expect(seen.said).toContain('Aina at Corner Shop')
      expect(seen.said).not.toContain('Agent')
      // A browser without scripts shows the same when its button is pressed.
      expect(await (await post({ token: person.token, code: person.code })).text()).toContain(`${answer.slice(0, 3)} ${answer.slice(3)}`)
    })

    it('is taken once, by one operator of many at once', async () => {
      const { code } = await pickUp()
      const other = await hire('other@example.com', 'agent', 'Otto Other')
      const taken = await Promise.all([take(code), take(code, other), take(code), take(code, other)])
      expect(taken.filter(Boolean)).toHaveLength(1)
    })

    it('leaves no code, answer or token in the database or the audit log', async () => {
      const { code, token } = await pickUp()
      await take('00000000')
      await take(code)
      const kept = await rows()
      for (const secret of [code, token, (await own())?.answer ?? 'none']) expect(kept).not.toContain(secret)
      expect(kept).toContain('call.taken')
      expect(kept).toContain('call.code-refused')
      expect(kept).not.toContain('192.0.2.1')
    })

    it('counts wrong codes before comparing: after ten, even the right one is not compared', async () => {
      const { code } = await pickUp()
      for (let n = 0; n < 10; n += 1) expect(await take(code === '11111111' ? '22222222' : '11111111')).toBe(false)
      expect((await agent.send('POST /calls/take', { code })).status).toBe(429)
      expect(await own()).toBeNull()
      world.turnClock(61_000)
      expect(await take(code)).toBe(true)
    })

    it('expires after ten minutes, and ends half an hour after it was taken', async () => {
      const late = await pickUp()
      world.turnClock(600_000)
      expect(await take(late.code)).toBe(false)
      expect((await late.ask()).state).toBe('over')
      const person = await pickUp()
      expect(await take(person.code)).toBe(true)
      world.turnClock(1_799_000)
      await agent.signIn('agent@example.com', { code: agent.code() })
      expect(await own()).not.toBeNull()
      world.turnClock(1000)
      expect([await own(), (await person.ask()).state]).toEqual([null, 'over'])
    })

    it('ends when the operator hangs up, takes another, or the person hears another code', async () => {
      const [first, second, third] = [await pickUp(), await pickUp(), await pickUp()]
      await take(first.code)
      await take(second.code)
      expect([(await first.ask()).state, (await second.ask()).state]).toEqual(['over', 'taken'])
      expect((await agent.send('POST /calls/end')).status).toBe(204)
      expect((await second.ask()).state).toBe('over')
      await take(third.code)
      expect((await third.ask({ deny: '1' })).state).toBe('denied')
      expect(await own()).toBeNull()
      expect((await agent.send('GET /calls')).body.lately.map(({ state }) => state).sort()).toEqual(['denied', 'over', 'over'])
      expect(await rows()).toContain('call.denied')
    })

    it('belongs to the page of its site: another site’s page does not show it', async () => {
      const other = await world.found('Other Shop', 'https://other.example', {})
      const { token, code } = await pickUp()
      await take(code)
      const reply = await post({ token, deny: '1' }, { accept: 'application/json' }, other)
      expect(await reply.json()).toMatchObject({ state: 'over' })
      expect(await own()).not.toBeNull()
    })

    it('says if the page was opened from the operator’s own address', async () => {
      const here = await pickUp()
      await take(here.code)
      expect((await own())?.sameNetwork).toBe(true)
      world.comeFrom('198.51.100.9')
      const there = await pickUp()
      world.comeFrom('192.0.2.1')
      await take(there.code)
      expect((await own())?.sameNetwork).toBe(false)
    })

    it('is deleted: an untyped code within the hour, the rest in a month', async () => {
      await pickUp()
      await take((await pickUp()).code)
      const count = async () => ((await world.db.read.all('SELECT count(*) AS n FROM calls')) as { n: number }[])[0]?.n
      world.turnClock(2 * 3_600_000)
      await purge(world.db, world.now())
      expect(await count()).toBe(1)
      world.turnClock(31 * 86_400_000)
      await purge(world.db, world.now())
      expect(await count()).toBe(0)
    })
  })

  it('is available to anybody within a limit: the page names no account, in each language, and robots are slowed down', async () => {
    await begin()
    for (const [language, words] of [
      ['en', 'I’m on the phone with them'],
      ['de', 'Ich telefoniere gerade mit dem Support'],
      ['ar', 'أنا على الهاتف معهم'],
      ['ja', '担当者と電話中です'],
    ])
      for (const page of ['genuine', 'calls'])
        expect(await (await world.app.request(`${ORIGIN}/${page}/${world.shop.site.siteKey}?locale=${language}`)).text()).toContain(words)
    for (let n = 0; n < 10; n += 1) expect((await post()).status).toBe(200)
    expect((await post()).status).toBe(429)
  })

  describe('if the realm requires one', () => {
    beforeEach(() => begin({ calls: 'required' }))

    it('is required before acts that people ask for over the phone, and is logged with them', async () => {
      await agent.send('POST /accounts/:realm/:account/lock', { reason: WHY }, { params: { realm: world.realm, account: 'jane' } })
      const look = async () =>
        (await agent.send('GET /accounts/:realm/:account', undefined, { params: { realm: world.realm, account: 'jane' } })).body
      const offered = { unlock: { needsCall: true }, 'void-codes': { needsCall: false } }
      expect(await look()).toMatchObject({ call: null, callNeeded: true, acts: offered })
      for (const verb of ['unlock', 'lift-limits', 'offer-recovery'] as const)
        expect((await does(verb)).body, verb).toMatchObject({ code: 'call-needed' })
      const { code } = await pickUp()
      await take(code)
      const call = await own()
      expect(await look()).toMatchObject({ call: { id: call?.id }, locks: [{ cause: 'operator' }], acts: { unlock: { needsCall: false } } })
      expect((await does('unlock')).body).toEqual({ changed: true })
      expect((await look()).events[0]).toMatchObject({ name: 'account.unlocked', details: { call: call?.id } })
      await agent.send('POST /calls/end')
      expect((await does('offer-recovery')).body).toMatchObject({ code: 'call-needed' })
    })

    it('does not count in another realm, and is not required of owners', async () => {
      const other = await world.found('Other Shop', 'https://other.example', {})
      await take((await pickUp(other)).code)
      expect((await does('offer-recovery')).body).toMatchObject({ code: 'call-needed' })
      const owner = await hire('owner@example.com', 'owner', 'Olga Owner')
      expect((await does('offer-recovery', owner)).body).toEqual({ changed: true })
    })

    it('is never required for locking, signing out and invalidating codes', async () => {
      for (const verb of ['lock', 'void-codes', 'end-sessions'] as const) {
        const reply = await agent.send(
          `POST /accounts/:realm/:account/${verb}`,
          { reason: WHY },
          { params: { realm: world.realm, account: 'jane' } },
        )
        expect(reply.status, verb).toBe(200)
      }
    })
  })
})
