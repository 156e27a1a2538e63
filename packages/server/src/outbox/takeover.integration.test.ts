import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cluster, Member } from '../../testing/open-cluster.ts'
import { openCluster } from '../../testing/open-cluster.ts'
import type { Place } from '../../testing/open-test-database.ts'
import { testPlace } from '../../testing/open-test-database.ts'
import { personAt } from '../../testing/people.ts'
import { outbox } from '../db/schema.ts'
import { LEASE_MS } from '../world/lease.ts'

const MAIL = 'jane@example.com'

describe('a message that one of two processes delivers', { timeout: 120_000 }, () => {
  let place: Place
  let cluster: Cluster
  let one: Member
  beforeEach(async () => {
    place = await testPlace()
    cluster = await openCluster(place, 1)
    one = cluster.members[0] as Member
    await cluster.putAccount(one, 'jane', personAt(MAIL))
  })
  afterEach(async () => {
    await cluster.close()
    await place.remove()
  })
  async function askForCode(): Promise<void> {
    const started = await cluster.start(one)
    const captcha = await cluster.captcha(one)
    if (!started || !captcha) throw new Error('not started')
    const named = await cluster.answer(one, started.body, { type: 'identify', identifier: MAIL, captcha })
    const step = named?.body.flow.step
    if (step?.type !== 'choose-method') throw new Error(`at ${step?.type}`)
    await cluster.answer(one, started.body, { type: 'choose-method', ref: step.methods[0]?.ref ?? '', complete: MAIL })
  }
  const message = async () => (await cluster.db.read.select().from(outbox).where(eq(outbox.channel, 'email')))[0]
  async function until(isTrue: (row: Awaited<ReturnType<typeof message>>) => boolean): Promise<void> {
    while (!isTrue(await message())) await wait(20)
  }

  it('leaves by the other one when it was killed, seconds later', async () => {
    cluster.mail.behaviour = 'hangs'
    await askForCode()
    await until((row) => row?.tries === 1)
    await cluster.join()
    cluster.mail.behaviour = 'takes'
    await one.kill()
    // A lease without signs of life would have to outlast the slowest delivery.
    expect((await message())?.nextAt).toBeLessThanOrEqual(Date.now() + LEASE_MS)
    await until((row) => row?.state === 'delivered')
    expect(cluster.mail.mails).toHaveLength(1)
  })

  it('arrives under one Message-ID, and stays delivered, when one stood still and the other one took over', async () => {
    cluster.mail.behaviour = 'takes without a word'
    await askForCode()
    await until(() => cluster.mail.mails.length === 1)
    one.pause()
    cluster.mail.behaviour = 'takes'
    await cluster.join()
    await until((row) => row?.state === 'delivered')
    const settled = await message()
    one.resume()
    expect((await cluster.start(one))?.status).toBe(201)
    expect(new Set(cluster.mail.mails.map(({ messageId }) => messageId)).size).toBe(1)
    expect(await message()).toEqual(settled)
  })

  it('is taken over by nobody, however long the mail server takes', async () => {
    await cluster.join()
    cluster.mail.slowness = 2 * LEASE_MS
    await askForCode()
    await until((row) => row?.state === 'delivered')
    expect(await message()).toMatchObject({ tries: 1 })
    expect(cluster.mail.mails).toHaveLength(1)
  })
})
