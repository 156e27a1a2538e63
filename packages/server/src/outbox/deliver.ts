/** The worker of the outbox: leases due messages, delivers them, and stores the outcome. If a worker dies, another leases its messages. */
import { setTimeout as wait } from 'node:timers/promises'
import { transports } from '@regain/core'
import { and, asc, eq, lte, notExists, sql } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import type { Database, Reader, Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { isMomentary, outbox, pausedChannels } from '../db/schema.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import { HOUR_MS } from '../world/clock.ts'
import type { Channel, Channels } from './channel.ts'
import { AT_ONCE } from './channel.ts'
import type { Delivery, EventMessage, Message } from './message.ts'
import { blank, messageContext } from './put-message.ts'

export interface OutboxNeeds {
  db: Database
  clock: Clock
  chance: Chance
  seal: Seal
  channels: Channels
  /** Called for each delivery attempt, for metrics and the log. It gets no address and no content. */
  onSettled?(settled: { channel: string; result: Delivery['result'] | 'expired'; tries: number }): void
}

type Row = typeof outbox.$inferSelect

/** Longer than any delivery may take, so that no second worker gets the same message meanwhile. */
const LEASE_MS = 30_000
const DELIVERY_MS = 20_000
// Doubles from one second: a person is waiting for a code while it is valid. For a notice, a server in trouble is not hammered.
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS: Record<Exclude<Row['kind'], 'event'>, number> = {
  'code': 30_000,
  'approval': 30_000,
  'operator-mail': 30_000,
  'password-changed': 300_000,
  'account-changed': 300_000,
  'case-answered': 300_000,
  'access-asked': 300_000,
  'access-given': 300_000,
  'contact-invited': 300_000,
  'contact-asked': 30_000,
  'reminder': HOUR_MS,
}
const [SECOND, MINUTE] = [1000, 60_000]
/** Standard Webhooks 1.0.0, "Retry schedule". After the last try the event is a dead letter, which the site can send again. */
const EVENT_WAITS_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS)]
/** Each channel has its own lane: an SMS gateway or a site that hangs does not delay mail. */
const lanes = [...transports, 'webhook', 'nobody'] as const satisfies Row['channel'][]

/** Takes one round over all channels. Returns how many messages it took. */
export async function deliverDue(needs: OutboxNeeds, stop?: AbortSignal): Promise<number> {
  const taken = await Promise.all(lanes.map((lane) => deliverLane(lane, needs, stop)))
  return taken.reduce((sum, count) => sum + count, 0)
}

const isDue = and(eq(outbox.state, 'waiting'), lte(outbox.nextAt, sql.placeholder('now')))

// Messages of a stopped channel wait, and still expire.
const isOpen = (read: Reader) =>
  notExists(read.select({ channel: pausedChannels.channel }).from(pausedChannels).where(eq(pausedChannels.channel, outbox.channel)))

// Queried by every lane all the time, and again for every message.
const dueIn = prepareOnce((read: Reader) =>
  read
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isDue, eq(outbox.channel, sql.placeholder('lane')), isOpen(read)))
    .orderBy(asc(outbox.nextAt))
    .limit(AT_ONCE)
    .prepare(),
)
const lease = prepareOnce((tx: Tx) =>
  tx
    .update(outbox)
    .set({ nextAt: sql`${sql.placeholder('until')}`, tries: sql`${outbox.tries} + 1` })
    .where(and(isDue, sql`${outbox.id} IN (SELECT value FROM json_each(${sql.placeholder('ids')}))`))
    .returning()
    .prepare(),
)

async function deliverLane(lane: Row['channel'], needs: OutboxNeeds, stop?: AbortSignal): Promise<number> {
  const { db, clock } = needs
  const now = clock.now()
  const due = await dueIn(db.read).all({ lane, now })
  if (due.length === 0) return 0
  const leased = await db.write((tx) => lease(tx).all({ ids: JSON.stringify(due.map(({ id }) => id)), now, until: now + LEASE_MS }))
  await Promise.all(leased.map(async (row) => settle(row, await attempt(row, needs, stop), needs)))
  return due.length
}

async function attempt(row: Row, { clock, seal, channels }: OutboxNeeds, stop?: AbortSignal): Promise<Delivery | { result: 'expired' }> {
  if (clock.now() >= row.expiresAt) return { result: 'expired' }
  // A decoy's message is never sent.
  if (row.channel === 'nobody') return { result: 'delivered' }
  const channel: Channel<never> | undefined = channels[row.channel]
  if (!channel) return { result: 'delayed', because: 'the channel is not set up' }
  const text = seal.open(row.message, messageContext(row.id))
  if (text === undefined) return { result: 'refused', because: 'the message can not be read with this secret' }
  const signals = [AbortSignal.timeout(DELIVERY_MS), ...(stop ? [stop] : [])]
  const message = { ...(JSON.parse(text) as Message | EventMessage), ...(row.channel !== 'webhook' && { leavesAt: clock.now() }) }
  return await channel.deliver(message as never, row.id, AbortSignal.any(signals))
}

function waitAfter({ kind, tries }: Row): number | undefined {
  if (kind === 'event') return EVENT_WAITS_MS[tries - 1]
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries, 20), LONGEST_WAIT_MS[kind])
}

async function settle(row: Row, delivery: Delivery | { result: 'expired' }, { db, clock, chance, onSettled }: OutboxNeeds): Promise<void> {
  const now = clock.now()
  const isStillWaiting = and(eq(outbox.id, row.id), eq(outbox.state, 'waiting'))
  // A worker whose lease has ended must not overwrite the state set by the worker that has the message now. Only a delivery stays true.
  const isStillOurs = and(isStillWaiting, eq(outbox.tries, row.tries))
  const because = 'because' in delivery ? delivery.because : null
  const backoff = waitAfter(row)
  const result = delivery.result === 'delayed' && backoff === undefined ? 'expired' : delivery.result
  if (result === 'delayed' && backoff !== undefined) {
    const nextAt = now + backoff / 2 + chance.below(backoff)
    await db.write((tx) => tx.update(outbox).set({ nextAt, because }).where(isStillOurs))
  } else {
    // A delivered message no longer needs its text, and a failed one only if it may be sent again. A code is never sent again: the person asks for a new one.
    const words = isMomentary(row.kind) ? { message: blank } : result === 'delivered' ? { message: '' } : {}
    const isOurs = result === 'delivered' ? isStillWaiting : isStillOurs
    const settled = { state: result as Exclude<typeof result, 'delayed'>, settledAt: now, because, ...words }
    await db.write((tx) => tx.update(outbox).set(settled).where(isOurs))
  }
  onSettled?.({ channel: row.channel, result, tries: row.tries })
}

export interface OutboxWorker {
  /** Finishes the message in progress. */
  stop(): Promise<void>
}

const IDLE_MS = 150

/** Looks for due messages until it is stopped. If the database fails, it waits and continues. */
export function startOutbox(needs: OutboxNeeds, onFault: (error: unknown) => void): OutboxWorker {
  const stopping = new AbortController()
  const run = async (lane: Row['channel']): Promise<void> => {
    while (!stopping.signal.aborted) {
      const found = await deliverLane(lane, needs, stopping.signal).catch((error: unknown) => {
        onFault(error)
        return 0
      })
      if (found < AT_ONCE) await wait(IDLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = Promise.all(lanes.map(run))
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
