/** Which messages are due, and which process delivers them: it leases a message, and extends the lease while the delivery goes on (ADR 1711). */
import { transports } from '@regain/core'
import { and, asc, eq, lte, notExists, sql } from 'drizzle-orm'
import type { Database, Reader, Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { outbox, pausedChannels } from '../db/schema.ts'
import type { Clock } from '../world/clock.ts'
import { LEASE_MS } from '../world/lease.ts'
import { AT_ONCE } from './channel.ts'

export type OutboxRow = typeof outbox.$inferSelect
export type Lane = OutboxRow['channel']

/** Each channel has its own lane: an SMS gateway or a site that hangs does not delay mail. */
const lanes = [...transports, 'webhook', 'nobody'] as const satisfies Lane[]

// Messages of a stopped channel wait, and still expire.
const isOpen = (read: Reader) =>
  notExists(read.select({ channel: pausedChannels.channel }).from(pausedChannels).where(eq(pausedChannels.channel, outbox.channel)))

const firstIn = prepareOnce((read: Reader) =>
  read
    .select({ id: outbox.id, nextAt: outbox.nextAt })
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), eq(outbox.channel, sql.placeholder('lane')), isOpen(read)))
    .orderBy(asc(outbox.nextAt))
    .limit(sql.placeholder('room'))
    .prepare(),
)
const lease = prepareOnce((tx: Tx) =>
  tx
    .update(outbox)
    .set({ nextAt: sql`${sql.placeholder('until')}`, tries: sql`${outbox.tries} + 1` })
    .where(
      and(
        eq(outbox.state, 'waiting'),
        lte(outbox.nextAt, sql.placeholder('now')),
        sql`${outbox.id} IN (SELECT value FROM json_each(${sql.placeholder('ids')}))`,
      ),
    )
    .returning()
    .prepare(),
)
// The number of tries says whose lease it is: another process that took the message over has counted one more.
const extend = prepareOnce((tx: Tx) =>
  tx
    .update(outbox)
    .set({ nextAt: sql`${sql.placeholder('until')}` })
    .where(
      and(
        eq(outbox.state, 'waiting'),
        sql`(${outbox.id}, ${outbox.tries}) IN (SELECT key, value FROM json_each(${sql.placeholder('held')}))`,
      ),
    )
    .prepare(),
)

interface Needs {
  db: Database
  clock: Clock
}

export interface Leased {
  rows: OutboxRow[]
  /** How many messages were due, including those that another process leased first. */
  due: number
  /** Where more may be due than there was room for. */
  full: Set<Lane>
  /** When the next of all others is due, as far as the look went. */
  nextAt: number
}

/** Leases due messages, as many as each lane has room for in addition to those already `held`. */
export async function leaseDue(held: Iterable<OutboxRow>, { db, clock }: Needs): Promise<Leased> {
  const now = clock.now()
  const room = new Map<Lane, number>(lanes.map((lane) => [lane, AT_ONCE]))
  for (const { channel } of held) room.set(channel, (room.get(channel) ?? 0) - 1)
  const due: string[] = []
  const full = new Set<Lane>()
  let nextAt = Number.POSITIVE_INFINITY
  const looks = [...room].map(async ([lane, places]) => {
    const found = places > 0 ? await firstIn(db.read).all({ lane, room: places }) : []
    const ripe = found.filter((row) => row.nextAt <= now)
    if (ripe.length === Math.max(0, places)) full.add(lane)
    due.push(...ripe.map(({ id }) => id))
    nextAt = Math.min(nextAt, found[ripe.length]?.nextAt ?? nextAt)
  })
  await Promise.all(looks)
  if (due.length === 0) return { rows: [], due: 0, full, nextAt }
  const ids = JSON.stringify(due)
  const rows = await db.write((tx) => {
    const at = clock.now()
    return lease(tx).all({ ids, now: at, until: at + LEASE_MS })
  })
  return { rows, due: due.length, full, nextAt }
}

/** One statement for all that this process holds; what another one has taken over stays with it. */
export async function extendLeases(held: Iterable<OutboxRow>, { db, clock }: Needs): Promise<void> {
  const ids = JSON.stringify(Object.fromEntries([...held].map(({ id, tries }) => [id, tries])))
  await db.write(async (tx) => void (await extend(tx).run({ held: ids, until: clock.now() + LEASE_MS })))
}
