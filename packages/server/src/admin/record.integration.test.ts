import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { personAt } from '../../testing/people.ts'
import { createChain } from '../audit/chain.ts'
import { createNotary } from '../audit/checkpoint.ts'
import { makeCheckpoints } from '../audit/make-checkpoints.ts'

const WHY = 'the auditors of the year ask'
const JANE = 'jane@example.com'

describe('the audit log in the console', () => {
  let world: TestWorld
  let olga: TestOperator
  beforeEach(async () => {
    world = await openWorld()
    await world.addAccount('jane', personAt(JANE))
    olga = await hire(world, 'olga@example.com', 'owner')
  })
  afterEach(() => world.close())
  const events = async (query: Record<string, string>) => (await olga.send('GET /events', undefined, { query })).body.events
  const names = async (query: Record<string, string>) => (await events(query)).map(({ name }) => name)
  const verified = async () => {
    await olga.send('POST /record/verify')
    return await vi.waitFor(async () => {
      const { running, last } = (await olga.send('GET /record')).body
      expect(running).toBeNull()
      return last
    })
  }

  it('is filtered by noun, actor, operator and subject, with and without a realm, and paged without a gap', async () => {
    await world.toChallenge(JANE, JANE)
    const [opened] = await events({ name: 'challenge' })
    expect(opened).toMatchObject({ name: 'challenge.opened', actor: 'person', details: { method: 'email-code', sent: true } })
    expect(await names({ flow: opened?.flow ?? '' })).toEqual(['challenge.opened', 'flow.identified', 'flow.started'])
    expect(await names({ actor: 'operator' })).toEqual(['operator.joined', 'operator.invited', 'site.created', 'realm.created'])
    const { id } = (await olga.send('GET /me')).body
    expect(await names({ operator: id })).toEqual(['operator.joined'])
    for (let n = 0; n < 60; n += 1) {
      world.comeFrom(`198.51.100.${n}`)
      await world.start()
    }
    const seen: number[] = []
    for (let after: string | undefined = '9999999999999.9'; after !== undefined; ) {
      const page: { events: { id: number }[]; next?: string } = (
        await olga.send('GET /events', undefined, { query: { name: 'flow', after } })
      ).body
      seen.push(...page.events.map((event) => event.id))
      after = page.next
    }
    expect(seen).toHaveLength(62)
    expect(new Set(seen).size).toBe(62)
    const wrong = await olga.send('GET /events', undefined, { query: { from: 'yesterday' } })
    expect(wrong.body).toMatchObject({ code: 'malformed-request', errors: [{ path: 'from' }] })
  })

  it('shows whether it is intact, or which event is not', async () => {
    expect(await verified()).toMatchObject({ ok: true, firstBroken: null })
    await world.db.write(async (tx) => {
      await tx.run(sql`DROP TRIGGER audit_events_no_update`)
      await tx.run(sql`UPDATE audit_events SET actor = 'server' WHERE id = 3`)
    })
    expect(await verified()).toMatchObject({ ok: false, firstBroken: 3 })
  })

  it('proves a receipt, however it is typed, and no other one', async () => {
    const { flow } = await world.toChallenge(JANE, JANE)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor(JANE) })
    await world.answer(flow, { type: 'new-password', password: 'eleven boats in the fog' })
    await world.deliver()
    const receipt = /receipts\/([0-9A-Z-]+)/.exec(world.mails.at(-1)?.text ?? '')?.[1] ?? ''
    const prove = (typed: string) => olga.send('POST /record/prove', { receipt: typed })
    expect((await prove(receipt)).body).toEqual({ state: 'pending' })
    const { db, deps } = world
    await makeCheckpoints({ db, chain: createChain(deps.keys), notary: createNotary(deps.keys), clock: deps.clock }, () => undefined)
    expect((await prove(receipt.toLowerCase().replaceAll('-', ' '))).body).toMatchObject({
      state: 'proven',
      event: { name: 'password.changed' },
      checkpoint: { number: 1 },
    })
    expect((await prove(receipt.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')))).status).toBe(404)
  })

  it('is exported only with a second person’s approval, is logged, and goes to the operator who asked', async () => {
    const rita = await hire(world, 'rita@example.com', 'reviewer')
    const otto = await hire(world, 'otto@example.com', 'owner')
    expect((await rita.send('POST /exports', { format: 'csv' })).body).toMatchObject({
      code: 'second-person-needed',
      wanted: { action: 'export', subject: { format: 'csv' } },
    })
    const { approval } = (await rita.send('POST /approvals', { action: 'export', subject: { format: 'csv' }, reason: WHY })).body
    await otto.send('POST /approvals/:approval/decide', { agrees: true, reason: WHY }, { params: { approval } })
    expect((await rita.send('POST /exports', { format: 'ndjson', second: { approval } })).body.code).toBe('second-person-needed')
    const { body: job } = await rita.send('POST /exports', { format: 'csv', second: { approval } })
    await vi.waitFor(async () => expect((await rita.send('GET /exports')).body.exports[0]).toMatchObject({ id: job.id, state: 'done' }))
    const file = await rita.download(job.id)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="regain-record-2026-11-24\.csv"$/)
    expect(await names({ name: 'audit.exported' })).toEqual(['audit.exported'])
    expect(file.text).toContain('"audit.exported"')
    expect(file.text.split('\r\n').length).toBeGreaterThan(5)
    expect((await otto.download(job.id)).status).toBe(404)
    expect((await olga.send('GET /exports')).body.exports).toEqual([])
    const { id } = (await rita.send('GET /me')).body
    expect(world.deps.exports.read(job.id, id)).toBeDefined()
    world.turnClock(3_600_000)
    expect(world.deps.exports.read(job.id, id)).toBeUndefined()
  })
})
