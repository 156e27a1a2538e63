import { setTimeout as wait } from 'node:timers/promises'
import type { StartedReply } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cluster, Member } from '../../testing/open-cluster.ts'
import { openCluster } from '../../testing/open-cluster.ts'
import type { Place } from '../../testing/open-test-database.ts'
import { testPlace } from '../../testing/open-test-database.ts'
import { personAt } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'
import { purge } from '../db/purge.ts'
import { accounts, auditEvents, outbox } from '../db/schema.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'

describe('two server processes on one database', () => {
  let place: Place
  let cluster: Cluster
  let one: Member
  beforeAll(async () => {
    place = await testPlace()
    const limits = {
      ...{ answerPerAddress: MANY, startPerAddress: MANY, captchaPerAddress: MANY, identifyPerAddress: MANY, identifyPerNetwork: MANY },
      signInPerAddress: { burst: 7, perSeconds: 3600 },
    }
    cluster = await openCluster(place, 2, { limits })
    one = cluster.members[0] as Member
  })
  afterAll(async () => {
    await cluster.close()
    await place.remove()
  })
  const either = (n: number) => cluster.members[n % 2] as Member
  const addressOf = (id: string) => `${id}@example.com`

  async function toChallenge(id: string): Promise<StartedReply> {
    await cluster.putAccount(one, id, { ...personAt(addressOf(id)), password: OLD })
    const started = await cluster.start(one)
    const captcha = await cluster.captcha(one)
    if (!started || !captcha) throw new Error('not started')
    const named = await cluster.answer(one, started.body, { type: 'identify', identifier: addressOf(id), captcha })
    const step = named?.body.flow.step
    if (step?.type !== 'choose-method') throw new Error(`at ${step?.type}`)
    await cluster.answer(either(1), started.body, { type: 'choose-method', ref: step.methods[0]?.ref ?? '', complete: addressOf(id) })
    return started.body
  }
  async function codeFor(id: string): Promise<string> {
    for (let tries = 0; tries < 200; tries += 1) {
      const code = cluster.codesFor(addressOf(id)).at(-1)
      if (code) return code
      await wait(25)
    }
    throw new Error('no code arrived')
  }
  const inParallel = <Result>(count: number, work: (member: Member, n: number) => Promise<Result>) =>
    Promise.all(Array.from({ length: count }, (_, n) => work(either(n), n)))

  it('allow five guesses if two hundred arrive in parallel at both', async () => {
    const flow = await toChallenge('guessed')
    const right = await codeFor('guessed')
    const wrong = right === '00000000' ? '11111111' : '00000000'
    const guess = (member: Member) => cluster.answer(member, flow, { type: 'challenge', code: wrong })
    const replies = await inParallel(200, guess)
    expect(replies.filter((reply) => reply?.status === 200).length).toBeLessThanOrEqual(5)
    // On a busy machine some requests are refused before they are counted: the rest of the five follows afterwards.
    for (let n = 0; n < 5; n += 1) await guess(either(n))
    expect((await cluster.read(either(0), flow))?.body.flow.step).toEqual({ type: 'stopped', because: 'too-many-guesses' })
    const looks = await cluster.db.read.$count(
      auditEvents,
      and(eq(auditEvents.flow, flow.flow.id), eq(auditEvents.name, 'challenge.failed')),
    )
    expect(looks).toBe(5)
    expect((await cluster.answer(either(1), flow, { type: 'challenge', code: right }))?.status).toBe(409)
  })

  it('accept the right code once in fifty tries, and make one change for twenty new passwords', async () => {
    const flow = await toChallenge('changed')
    const code = await codeFor('changed')
    const guesses = await inParallel(50, (member) => cluster.answer(member, flow, { type: 'challenge', code }))
    expect(guesses.filter((reply) => reply?.status === 200)).toHaveLength(1)
    const replies = await inParallel(20, (member, n) => cluster.answer(member, flow, { type: 'new-password', password: `${NEW} ${n}` }))
    expect(replies.filter((reply) => reply?.status === 200)).toHaveLength(1)
    const [account] = await cluster.db.read.select().from(accounts).where(eq(accounts.id, 'changed'))
    expect(account?.generation).toBe(2)
    const changes = await cluster.db.read.select().from(auditEvents).where(eq(auditEvents.name, 'password.changed'))
    expect(changes.filter((event) => event.flow === flow.flow.id)).toHaveLength(1)
    const winner = replies.findIndex((reply) => reply?.status === 200)
    expect((await cluster.signIn(either(winner + 1), addressOf('changed'), `${NEW} ${winner}`))?.body.result).toBe('ok')
  })

  it('accept one captcha solution once in fifty tries', async () => {
    const captcha = await cluster.captcha(one)
    if (!captcha) throw new Error('no captcha')
    const flows = await inParallel(50, (member) => cluster.start(member))
    const replies = await inParallel(50, async (member, n) => {
      const flow = flows[n]?.body
      return flow && (await cluster.answer(member, flow, { type: 'identify', identifier: 'nobody_here', captcha }))
    })
    expect(replies.filter((reply) => reply?.body.flow?.step.type === 'choose-method')).toHaveLength(1)
    expect(replies.filter((reply) => reply?.body.problem?.code === 'captcha-refused').length).toBeGreaterThan(0)
  })

  it('share their limits', async () => {
    const signIns = await inParallel(40, (member, n) =>
      cluster.call<{ result: string }>(
        member,
        'POST',
        '/v1/sign-ins',
        { identifier: `stranger_${n}`, password: `guess ${n}`, ip: '203.0.113.9' },
        cluster.secretKey,
      ),
    )
    expect(signIns.filter((reply) => reply?.body.result === 'refused')).toHaveLength(7)
    expect(signIns.filter((reply) => reply?.body.result === 'locked')).toHaveLength(33)
  })

  it('deliver each message once, and purge side by side', async () => {
    const waiting = () => cluster.db.read.$count(outbox, eq(outbox.state, 'waiting'))
    const untilAllLeft = async () => {
      for (let tries = 0; (await waiting()) > 0 && tries < 400; tries += 1) await wait(25)
    }
    // The notice of the previous new password may still be on its way.
    await untilAllLeft()
    const before = cluster.mail.mails.length
    await inParallel(8, (_member, n) => toChallenge(`mailed${n}`))
    await Promise.all([1, 2, 3].map(() => purge(cluster.db, Date.now())))
    await untilAllLeft()
    const fresh = cluster.mail.mails.slice(before)
    expect(fresh).toHaveLength(8)
    expect(new Set(cluster.mail.mails.map(({ messageId }) => messageId)).size).toBe(cluster.mail.mails.length)
  })
})
