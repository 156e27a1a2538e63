/** Delivers a message that this process has leased, and stores the outcome. */
import { and, eq } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import { isMomentary, outbox } from '../db/schema.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import { HOUR_MS } from '../world/clock.ts'
import type { Channel, Channels } from './channel.ts'
import { DELIVERY_MS } from './channel.ts'
import type { OutboxRow } from './lease-due.ts'
import { leaseDue } from './lease-due.ts'
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

// Doubles from one second: a person is waiting for a code while it is valid. For a notice, a server in trouble is not hammered.
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS: Record<Exclude<OutboxRow['kind'], 'event'>, number> = {
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

type Outcome = Delivery | { result: 'expired' }

/** `ending` belongs to this delivery alone: signals that are combined with one of the whole process pile up in it. */
export async function attempt(row: OutboxRow, { clock, seal, channels }: OutboxNeeds, ending: AbortController): Promise<Outcome> {
  if (clock.now() >= row.expiresAt) return { result: 'expired' }
  // A decoy's message is never sent.
  if (row.channel === 'nobody') return { result: 'delivered' }
  const channel: Channel<never> | undefined = channels[row.channel]
  if (!channel) return { result: 'delayed', because: 'the channel is not set up' }
  const text = seal.open(row.message, messageContext(row.id))
  if (text === undefined) return { result: 'refused', because: 'the message cannot be read with this secret' }
  const message = { ...(JSON.parse(text) as Message | EventMessage), ...(row.channel !== 'webhook' && { leavesAt: clock.now() }) }
  const timer = setTimeout(() => ending.abort(), DELIVERY_MS)
  return await channel.deliver(message as never, row.id, ending.signal).finally(() => clearTimeout(timer))
}

function waitAfter({ kind, tries }: OutboxRow): number | undefined {
  if (kind === 'event') return EVENT_WAITS_MS[tries - 1]
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries, 20), LONGEST_WAIT_MS[kind])
}

export async function settle(row: OutboxRow, delivery: Outcome, { db, clock, chance, onSettled }: OutboxNeeds): Promise<void> {
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

/** One round over all channels: how many messages were due. */
export async function deliverDue(needs: OutboxNeeds, stop?: AbortSignal): Promise<number> {
  const { rows, due } = await leaseDue([], needs)
  const begun = rows.map((row) => ({ row, ending: new AbortController() }))
  stop?.addEventListener('abort', () => {
    for (const { ending } of begun) ending.abort()
  })
  await Promise.all(begun.map(async ({ row, ending }) => settle(row, await attempt(row, needs, ending), needs)))
  return due
}
