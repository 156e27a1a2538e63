/** People who recover their accounts again and again while servers and disks fail, and what must be true afterwards. */
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { StartedReply } from '@regain/core'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Database } from '../src/db/database.ts'
import { accounts, auditEvents, flows, outbox } from '../src/db/schema.ts'
import type { Cluster, Member } from './open-cluster.ts'
import { personAt } from './people.ts'
import { MANY } from './roomy.ts'

/** For the cluster: the people reach none of these limits. */
export const limits = Object.fromEntries(
  [
    ...['startPerAddress', 'captchaPerAddress', 'identifyPerAddress', 'identifyPerNetwork', 'identifyPerName', 'answerPerAddress'],
    ...['sendPerDestination', 'sendPerDestinationDaily', 'guessesPerAccountDaily', 'signInPerAddress'],
  ].map((name) => [name, MANY]),
)

/** What a server acknowledged, and so must stay true. */
interface Ledger {
  password: string
  changes: number
  flows: string[]
  /** Passwords that were sent without a reply: one of them may be the account's now. */
  unsure: string[]
}

const addressOf = (id: string) => `${id}@example.com`

export interface UnderLoad {
  /** Lets the recoveries in progress end. */
  stop(): Promise<void>
  /** That nothing acknowledged is lost, no code was good twice, and nothing is half done. Returns how many passwords changed. */
  check(db: Database): Promise<number>
}

/** Each person recovers their account again and again, until `stop`. */
export async function recoverUnderLoad(cluster: Cluster, people: number): Promise<UnderLoad> {
  const ledgers = new Map<string, Ledger>()
  const wrongs: string[] = []
  let over = false

  const anyMember = (): Member => cluster.members[randomInt(cluster.members.length)] as Member

  /** Repeats the request until a process answers. */
  async function surely<Result>(ask: (member: Member) => Promise<{ status: number; body: Result } | undefined>) {
    for (const until = performance.now() + 90_000; ; ) {
      if (performance.now() > until) throw new Error('nobody answers')
      const reply = await ask(anyMember())
      if (reply && reply.status >= 500 && reply.status !== 503) wrongs.push(`a fault of the database was no 503 but ${reply.status}`)
      if (reply && reply.status < 500) return reply
      await wait(20)
    }
  }

  /** The lease of a process that was killed ends within five seconds: then another one sends the message. */
  async function codeSince(id: string, before: number): Promise<string | undefined> {
    for (let tries = 0; tries < 2400; tries += 1) {
      const codes = cluster.codesFor(addressOf(id))
      if (codes.length > before) return codes.at(-1)
      await wait(25)
    }
    return undefined
  }

  async function stepOf(flow: StartedReply): Promise<StartedReply['flow']['step'] | undefined> {
    const { status, body } = await surely((member) => cluster.read(member, flow))
    if (status === 200) return body.flow.step
    wrongs.push(`a flow was acknowledged and is gone: ${status}`)
    return undefined
  }

  /** One recovery, as far as it gets. Everything that was acknowledged on the way is checked later. */
  async function recover(id: string, ledger: Ledger): Promise<void> {
    const started: { status: number; body: StartedReply } = await surely((member) => cluster.start(member))
    const flow = started.body
    ledger.flows.push(flow.flow.id)
    const captcha = await cluster.captcha(anyMember())
    if (!captcha) return
    await cluster.answer(anyMember(), flow, { type: 'identify', identifier: addressOf(id), captcha })
    const named = await stepOf(flow)
    if (named?.type !== 'choose-method') return
    const before = cluster.codesFor(addressOf(id)).length
    const ref = named.methods[0]?.ref ?? ''
    await cluster.answer(anyMember(), flow, { type: 'choose-method', ref, complete: addressOf(id) })
    if ((await stepOf(flow))?.type !== 'challenge') return
    const code = await codeSince(id, before)
    if (!code) return void wrongs.push('a live code never arrived')
    await cluster.answer(anyMember(), flow, { type: 'challenge', code })
    if ((await stepOf(flow))?.type !== 'new-password') return
    const again = await surely((member) => cluster.answer(member, flow, { type: 'challenge', code }))
    if (again.status !== 409) wrongs.push(`a code was good twice: ${again.status}`)

    const password = `lanterns of ${id} number ${ledger.changes} and ${ledger.unsure.length}`
    ledger.unsure.push(password)
    const changed = await cluster.answer(anyMember(), flow, { type: 'new-password', password })
    const isDone = (await stepOf(flow))?.type === 'done'
    if (changed?.status === 200 && !isDone) wrongs.push('a new password was acknowledged and is lost')
    if (!isDone) return
    ledger.unsure.pop()
    ledger.changes += 1
    ledger.password = password
    const signedIn = await surely((member) => cluster.signIn(member, addressOf(id), password))
    if (signedIn.body.result !== 'ok') wrongs.push(`the new password does not sign in: ${signedIn.body.result}`)
  }

  for (const id of Array.from({ length: people }, (_, n) => `person${n}`)) {
    const password = `the first password of ${id}`
    const body = { ...personAt(addressOf(id)), password }
    await surely((member) => cluster.putAccount(member, id, body))
    ledgers.set(id, { password, changes: 0, flows: [], unsure: [] })
  }
  const all = [...ledgers].map(async ([id, ledger]) => {
    while (!over) await recover(id, ledger)
  })
  return {
    async stop() {
      over = true
      await Promise.all(all)
    },
    check,
  }

  async function check(db: Database): Promise<number> {
    const waiting = () => db.read.$count(outbox, eq(outbox.state, 'waiting'))
    for (let tries = 0; (await waiting()) > 0 && tries < 400; tries += 1) await wait(200)
    expect(await waiting()).toBe(0)
    expect(wrongs).toEqual([])

    const changes = (await db.read.select().from(auditEvents)).filter(({ name }) => name === 'password.changed')
    const notices = (await db.read.select().from(outbox)).filter(({ kind }) => kind === 'password-changed')
    const kept = await db.read.select().from(flows)
    const done = kept.filter(({ outcome }) => outcome === 'password-changed')
    expect(changes.map(({ flow }) => flow).sort()).toEqual(done.map(({ id }) => id).sort())
    expect(notices).toHaveLength(done.length)
    const generations = await db.read.select().from(accounts)
    expect(generations.reduce((sum, { generation }) => sum + generation - 1, 0)).toBe(done.length)
    const ids = new Set(kept.map((flow) => flow.id))
    for (const [id, { flows: own, changes: seen }] of ledgers) {
      expect(
        own.filter((flow) => !ids.has(flow)),
        `lost attempts of ${id}`,
      ).toEqual([])
      const settled = done.filter((flow) => own.includes(flow.id)).length
      expect(settled, `changes of ${id}`).toBeGreaterThanOrEqual(seen)
    }
    // Twice is allowed, under one Message-ID; not at all is not.
    const delivered = (await db.read.select().from(outbox)).filter(({ state, channel }) => state === 'delivered' && channel === 'email')
    const arrived = new Set(cluster.mail.mails.map(({ messageId }) => messageId))
    expect(delivered.filter(({ id }) => ![...arrived].some((messageId) => messageId?.includes(id)))).toEqual([])
    expect([...arrived].filter((messageId) => !messageId?.endsWith('@shop.example>'))).toEqual([])
    expect(done.length).toBeGreaterThan(0)
    return done.length
  }
}
