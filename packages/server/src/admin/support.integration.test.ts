import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { roomy } from '../../testing/roomy.ts'
import { invite } from '../operators/invite.ts'
import type { Role } from '../operators/permissions.ts'

const PASSWORD = 'old lanterns never rust'
const WHY = 'called us, knew her order number'
const jane = {
  identifiers: [
    { kind: 'email', value: 'Jane@Example.com' },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [{ channel: 'email', value: 'jane@example.com', verified: true }],
  password: PASSWORD,
}

describe('support', () => {
  let world: TestWorld
  let agent: TestOperator
  beforeEach(async () => {
    world = await openWorld({
      limits: roomy,
    })
    await world.addAccount('jane', jane)
    agent = await hire('agent@example.com', 'agent')
  })
  afterEach(() => world.close())
  async function hire(email: string, role: Role) {
    const { link } = await world.db.write((tx) => invite(tx, { email, role, by: {} }, { ...world.deps, origin: ORIGIN }))
    const operator = newOperator(world)
    expect((await operator.join(link)).status).toBe(200)
    return operator
  }
  const list = async (query: Record<string, string> = {}) => (await agent.send('GET /attempts', undefined, { query })).body
  const janes = () => ({ params: { realm: world.realm, account: 'jane' } })
  const events = async () => JSON.stringify(await world.db.read.all('SELECT * FROM audit_events'))

  describe('attempts', () => {
    it('come newest first, masked, with decoys marked, and without a code, token or whole address', async () => {
      const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
      await world.deliver()
      const code = world.codeFor('jane@example.com')
      world.turnClock(1000)
      await world.toChallenge('nobody.at.all@example.com', 'x@example.org')
      world.turnClock(1000)
      await world.start()
      const { attempts } = await list()
      expect(attempts.map(({ step, identifier, decoy, state }) => [step, identifier?.masked, decoy, state])).toEqual([
        ['identify', undefined, undefined, 'open'],
        ['challenge', 'n•••@e•••', true, 'open'],
        ['challenge', 'j•••@e•••', false, 'open'],
      ])
      const one = await agent.send('GET /attempts/:attempt', undefined, { params: { attempt: flow.flow.id } })
      expect(one.body.events.map(({ name }) => name)).toEqual(['flow.started', 'flow.identified', 'challenge.opened'])
      expect(one.body.deliveries).toMatchObject([{ channel: 'email', kind: 'code', state: 'delivered', tries: 1 }])
      const seen = JSON.stringify([attempts, one.body])
      for (const secret of [code, flow.token, 'jane@example.com', 'nobody.at.all']) expect(seen).not.toContain(secret)
    })

    it('are listed page by page, each once, even while new ones arrive', async () => {
      for (let n = 0; n < 120; n += 1) {
        if (n % 3 === 0) world.turnClock(1)
        await world.start()
      }
      const pages = [await list()]
      await world.start()
      for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await list({ before: next }))
      const ids = pages.flatMap(({ attempts }) => attempts.map(({ id }) => id))
      expect(pages.map(({ attempts }) => attempts.length)).toEqual([50, 50, 20])
      expect(new Set(ids).size).toBe(120)
    })

    it('are filtered by their values, alone and together', async () => {
      const { flow } = await world.toChallenge('jane_doe', 'jane@example.com')
      world.comeFrom('198.51.100.7')
      const { body: other } = await world.start()
      await world.answer(other, { type: 'cancel' })
      const ids = async (query: Record<string, string>) => (await list(query)).attempts.map(({ id }) => id)
      expect(await ids({ state: 'open' })).toEqual([flow.flow.id])
      expect(await ids({ state: 'cancelled', addressPrefix: '198.51.100.7' })).toEqual([other.flow.id])
      expect(await ids({ state: 'open', addressPrefix: '198.51.100.7' })).toEqual([])
      expect(await ids({ realm: 'r_other' })).toEqual([])
      expect(await ids({ until: String(world.now()) })).toEqual([])
      world.turnClock(3_600_000)
      await agent.signIn('agent@example.com', { code: agent.code() })
      expect(await ids({ state: 'expired' })).toEqual([flow.flow.id])
    })

    it('with a rare filter value are searched in steps, and none is left out', async () => {
      const rare = [(await world.start()).body, (await world.start()).body]
      for (const { flow } of rare)
        await world.db.write((tx) => tx.run(sql`UPDATE flows SET browser = 'Lynx', reason = 'compromised' WHERE id = ${flow.id}`))
      const copied = sql`SELECT 'copy' || value AS id, token, site, realm, 'forgot-password', locale, started_at + value, expires_at, 'Lynx'
        FROM flows, json_each(${JSON.stringify(Array.from({ length: 6000 }, (_, nth) => nth))}) WHERE flows.id = ${rare[0]?.flow.id}`
      await world.db.write((tx) =>
        tx.run(sql`INSERT INTO flows (id, token, site, realm, reason, locale, started_at, expires_at, browser) ${copied}`),
      )
      const first = await list({ browser: 'Lynx', reason: 'compromised' })
      expect(first).toMatchObject({ attempts: [], lookedTo: expect.any(Number), next: expect.any(String) })
      const second = await list({ browser: 'Lynx', reason: 'compromised', before: first.next ?? '' })
      expect(second.attempts.map(({ id }) => id).sort()).toEqual(rare.map(({ flow }) => flow.id).sort())
      expect(second).not.toHaveProperty('lookedTo')
      expect((await list({ browser: 'Lynx' })).attempts).toHaveLength(50)
    })

    it.each([{ state: 'nope' }, { before: '1' }, { before: "1.a' OR 1=1" }, { from: '-1' }, { sort: 'started_at;--' }, { realm: '' }])(
      'are refused with the name of a wrong filter: %o',
      async (query) => {
        const refused = await agent.send('GET /attempts', undefined, { query: query as unknown as Record<string, string> })
        expect(refused.status).toBe(400)
        expect(refused.body).toMatchObject({ errors: [{ path: Object.keys(query)[0] }] })
      },
    )

    it('are found by a name in any spelling, and the search is logged', async () => {
      const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
      const { names } = (await agent.send('POST /attempts/search', { identifier: ' JANE@Example.COM' })).body
      expect((await list({ name: names[0]?.name ?? '' })).attempts.map(({ id }) => id)).toEqual([flow.flow.id])
      expect(await events()).toContain('account.searched')
      expect(await events()).not.toMatch(/jane@example/i)
    })

    it('can be ended by an operator, and their codes with them', async () => {
      const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
      await world.deliver()
      const cancel = () => agent.send('POST /attempts/:attempt/cancel', { reason: WHY }, { params: { attempt: flow.flow.id } })
      expect([(await cancel()).status, (await cancel()).status]).toEqual([204, 404])
      const late = await world.answer(flow, { type: 'challenge', code: world.codeFor('jane@example.com') })
      expect(late.body.flow.step).toEqual({ type: 'stopped', because: 'cancelled' })
      const one = await agent.send('GET /attempts/:attempt', undefined, { params: { attempt: flow.flow.id } })
      expect(one.body.reasons.map(({ reason }) => reason)).toEqual([WHY])
      expect(one.body.events.at(-1)).toMatchObject({
        name: 'flow.cancelled',
        actor: 'operator',
        details: { reason: one.body.reasons[0]?.id },
      })
    })

    it('are cancelled in bulk, a limited number at a time, and only of one address', async () => {
      for (let n = 0; n < 201; n += 1) await world.start()
      world.comeFrom('198.51.100.7')
      await world.start()
      const cancel = async () => (await agent.send('POST /attempts/cancel', { which: { addressPrefix: '192.0.2.1' }, reason: WHY })).body
      expect(await cancel()).toEqual({ cancelled: 200, more: true })
      expect(await cancel()).toEqual({ cancelled: 1, more: false })
      expect((await list({ state: 'open' })).attempts.map(({ addressPrefix }) => addressPrefix)).toEqual(['198.51.100.7'])
    })
  })

  describe('attempts, live', () => {
    async function connect(lastEvent?: number) {
      const headers = {
        cookie: [...agent.jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(lastEvent !== undefined && { 'last-event-id': String(lastEvent) }),
      }
      const stream = await world.app.request(`${ORIGIN}/admin/api/attempts/live`, { headers })
      expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
      const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
      let text = ''
      return {
        close: () => reader.cancel(),
        /** The next event of this kind: its id and its data. */
        async next(kind: string): Promise<{ id: number; data: { id: string; step?: string }[] | null }> {
          for (;;) {
            const found = new RegExp(`(?:id: (\\d+)\n)?event: ${kind}\ndata: (.*)\n\n`).exec(text)
            if (found) {
              text = text.slice(found.index + found[0].length)
              return { id: Number(found[1]), data: JSON.parse(found[2] ?? 'null') }
            }
            const { done, value } = await reader.read()
            if (done) throw new Error(`ended before ${kind}: ${text}`)
            text += Buffer.from(value).toString('utf8')
          }
        },
      }
    }

    it('are updated when they change, and a lost connection loses none', async () => {
      const { body: before } = await world.start()
      const live = await connect()
      const { body: flow } = await world.start()
      const seen = await live.next('attempts')
      expect(seen.data?.map(({ id, step }) => [id, step])).toEqual([[flow.flow.id, 'identify']])
      await live.close()
      const { body: missed } = await world.start()
      await world.answer(flow, { type: 'cancel' })
      const again = await connect(seen.id)
      const caught = (await again.next('attempts')).data?.map(({ id, step }) => [id, step])
      expect(caught).toHaveLength(2)
      expect(caught).toEqual(
        expect.arrayContaining([
          [flow.flow.id, 'stopped'],
          [missed.flow.id, 'identify'],
        ]),
      )
      expect(JSON.stringify(caught)).not.toContain(before.flow.id)
      await again.close()
    })

    it('end with the session', async () => {
      const live = await connect()
      await agent.send('POST /me/sign-out')
      expect(await live.next('signed-out')).toMatchObject({ data: null })
      await expect(live.next('attempts')).rejects.toThrow('ended before attempts')
    })
  })

  describe('accounts', () => {
    it('are found by any identifier, and show their state with reasons, masked', async () => {
      const { found } = (await agent.send('POST /accounts/search', { identifier: 'JANE_doe' })).body
      expect(found).toEqual([{ realm: world.realm, account: 'jane' }])
      expect((await agent.send('POST /accounts/search', { identifier: 'nobody@example.com' })).body.found).toEqual([])
      const shown = await agent.send('GET /accounts/:realm/:account', undefined, janes())
      expect(shown.body).toMatchObject({
        directory: 'built-in',
        identifiers: [{ masked: 'j•••@e•••' }, { masked: 'j•••' }],
        destinations: [{ channel: 'email', masked: 'j•••@e•••', verified: true }],
        locks: [],
        signIns: { failures: 0, lockedUntil: null },
      })
      expect(JSON.stringify(shown.body)).not.toMatch(/jane@|jane_doe/i)
    })

    it('locked by wrong passwords can be unlocked by an agent, and their owner can sign in', async () => {
      for (let n = 0; n < 5; n += 1) await world.signIn('jane_doe', `a wrong password, number ${n}`)
      expect((await world.signIn('jane_doe', PASSWORD)).body.result).toBe('locked')
      const shown = await agent.send('GET /accounts/:realm/:account', undefined, janes())
      expect(shown.body.signIns.lockedUntil).toBeGreaterThan(world.now())
      const unlock = () => agent.send('POST /accounts/:realm/:account/unlock', { reason: WHY, cause: 'too-many-sign-ins' }, janes())
      expect((await unlock()).body).toEqual({ changed: true })
      expect((await unlock()).body).toEqual({ changed: false })
      expect((await world.signIn('jane_doe', PASSWORD)).body.result).toBe('ok')
      await world.deliver()
      expect(world.mails.map(({ subject }) => subject)).toEqual(['About your Corner Shop account'])
      expect(world.mails[0]?.text).toContain('unlocked your account. Your password has not changed.')
    })

    it('are locked, disabled and enabled: each cause separate, each with a notice and a reason', async () => {
      const act = (what: 'lock' | 'disable' | 'enable') =>
        agent.send(`POST /accounts/:realm/:account/${what}`, { reason: `${WHY}: ${what}` }, janes())
      const { flow } = await world.toChallenge('jane_doe', 'jane@example.com')
      expect((await act('lock')).body).toEqual({ changed: true })
      expect((await world.answer(flow, { type: 'resend' })).body.flow.step).toEqual({ type: 'stopped', because: 'refused' })
      await act('disable')
      await act('enable')
      const shown = await agent.send('GET /accounts/:realm/:account', undefined, janes())
      expect(shown.body.locks.map(({ cause }) => cause)).toEqual(['operator'])
      expect(shown.body.reasons.map(({ reason }) => reason).sort()).toEqual([`${WHY}: disable`, `${WHY}: enable`, `${WHY}: lock`])
      expect((await agent.send('POST /accounts/:realm/:account/unlock', { reason: WHY, cause: 'disabled' }, janes())).status).toBe(422)
      await world.deliver()
      expect(world.mails.filter(({ subject }) => subject === 'About your Corner Shop account')).toHaveLength(3)
      // The audit log is kept longer than the account; what was written about the person is not.
      expect(await events()).not.toContain(WHY)
      await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
      expect(await world.db.read.all('SELECT * FROM act_reasons')).toEqual([])
    })

    it('are signed out everywhere, and their codes become invalid', async () => {
      const generation = async () =>
        (await world.call<{ generation: number }>('GET', '/v1/accounts/jane', undefined, world.back)).body.generation
      const before = await generation()
      const { flow } = await world.toChallenge('jane_doe', 'jane@example.com')
      expect((await agent.send('POST /accounts/:realm/:account/void-codes', { reason: WHY }, janes())).body.changed).toBe(true)
      expect((await world.answer(flow, { type: 'resend' })).body.flow.step.type).toBe('stopped')
      expect(await generation()).toBe(before)
      expect((await agent.send('POST /accounts/:realm/:account/end-sessions', { reason: WHY }, janes())).body.changed).toBe(true)
      expect(await generation()).toBe(before + 1)
      expect((await world.signIn('jane_doe', PASSWORD)).body.result).toBe('ok')
    })

    it('of another realm, or unknown ones, are not found', async () => {
      for (const params of [
        { realm: 'r_other', account: 'jane' },
        { realm: world.realm, account: 'june' },
      ]) {
        expect((await agent.send('GET /accounts/:realm/:account', undefined, { params })).status).toBe(404)
        expect((await agent.send('POST /accounts/:realm/:account/lock', { reason: WHY }, { params })).status).toBe(404)
      }
      expect(await world.db.read.all('SELECT * FROM account_locks')).toEqual([])
    })
  })
})
