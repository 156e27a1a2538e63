import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, openWorld, type TestWorld } from '../../testing/open-world.ts'
import { personAt } from '../../testing/people.ts'
import { auditEvents } from '../db/schema.ts'
import { createChain } from './chain.ts'
import { createNotary } from './checkpoint.ts'
import { makeCheckpoints } from './make-checkpoints.ts'
import type { Proof } from './prove.ts'
import { isProven } from './prove.ts'
import { createReceipt, readReceipt } from './receipt.ts'

describe('a receipt', () => {
  let world: TestWorld
  let receipt: string
  const get = (path: string) => world.call<Proof & { state: string }>('GET', path)
  const key = async () => (await world.call<{ x: string }>('GET', '/.well-known/regain-audit-key')).body.x

  beforeAll(async () => {
    world = await openWorld()
    await world.addAccount('jane', { ...personAt('jane@example.com'), password: 'paper boats at dusk', locale: 'de' })
    const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor('jane@example.com') })
    await world.answer(flow, { type: 'new-password', password: 'quiet lanterns drift' })
    await world.deliver()
    receipt = new RegExp(`${ORIGIN}/receipts/([0-9A-Z-]+)`).exec(world.mails.at(-1)?.text ?? '')?.[1] ?? ''
  })
  afterAll(() => world.close())

  it('comes with the closing notice, and waits for its checkpoint', async () => {
    expect(readReceipt(receipt)).toBe(receipt)
    expect((await get(`/v1/receipts/${receipt}`)).body).toEqual({ state: 'pending' })
    const { db, keys, clock } = world.deps
    await makeCheckpoints({ db, chain: createChain(keys), notary: createNotary(keys), clock }, () => undefined)
  })

  it('proves its event to anyone with the public key, and names nobody', async () => {
    const reply = await get(`/v1/receipts/${receipt}`)
    expect(reply.body).toMatchObject({ state: 'proven', event: { name: 'password.changed', realm: world.realm } })
    expect(isProven(reply.body, receipt, await key())).toBe(true)
    expect(reply.text).not.toMatch(/jane/)
    // Only hashes of the neighbours.
    expect(reply.text.match(/"(name|flow)":/g)).toHaveLength(2)
    const human = await world.deps.db.read.select().from(auditEvents).where(eq(auditEvents.id, reply.body.event.id))
    expect(human[0]?.receipt).not.toContain(receipt)
  })

  it('is found in any spelling, and no other receipt is', async () => {
    expect((await get(`/v1/receipts/${receipt.toLowerCase().replaceAll('-', '')}`)).body.state).toBe('proven')
    for (const other of [
      createReceipt(world.deps.chance),
      receipt.slice(0, -1),
      `${receipt.slice(0, -1)}${receipt.endsWith('0') ? '1' : '0'}`,
      "' OR 1=1",
    ])
      expect((await get(`/v1/receipts/${encodeURIComponent(other)}`)).status, other).toBe(404)
  })

  it('proves nothing with a forged event, path, checkpoint, receipt or key', async () => {
    const { body: proof } = await get(`/v1/receipts/${receipt}`)
    const publicKey = await key()
    const forgeries: [string, Proof][] = [
      ['event', { ...proof, event: { ...proof.event, at: proof.event.at + 1 } }],
      ['account', { ...proof, event: { ...proof.event, account: null } }],
      ['place', { ...proof, event: { ...proof.event, id: proof.event.id - 1 } }],
      ['link', { ...proof, event: { ...proof.event, link: 'A'.repeat(43) } }],
      ['path', { ...proof, path: proof.path.slice(1) }],
      ['longer path', { ...proof, path: [...proof.path, proof.checkpoint.root] }],
      ['root', { ...proof, checkpoint: { ...proof.checkpoint, root: 'A'.repeat(43) } }],
      ['time of the checkpoint', { ...proof, checkpoint: { ...proof.checkpoint, at: 1 } }],
      ['signature', { ...proof, checkpoint: { ...proof.checkpoint, signature: 'A'.repeat(86) } }],
    ]
    for (const [what, forged] of forgeries) expect(isProven(forged, receipt, publicKey), what).toBe(false)
    expect(isProven(proof, createReceipt(world.deps.chance), publicKey)).toBe(false)
    expect(isProven(proof, receipt, createNotary({ ...world.deps.keys, key: () => new Uint8Array(32).fill(1) }).publicKey)).toBe(false)
  })

  it('never shows a tampered event as proven', async () => {
    await world.db.write(async (tx) => {
      await tx.run(sql`DROP TRIGGER audit_events_no_update`)
      await tx.run(sql`UPDATE audit_events SET at = at + 1 WHERE receipt IS NOT NULL`)
    })
    expect((await get(`/v1/receipts/${receipt}`)).status).toBe(503)
    expect(world.faults.splice(0)).toHaveLength(1)
  })
})
