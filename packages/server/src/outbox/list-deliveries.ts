/** The outbox for operators: waiting, failed and delivered messages, and the state of each channel. Never a message's text or recipient. */
import { and, asc, desc, eq, gt, inArray, isNotNull, min, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { isMomentary, outbox, pausedChannels } from '../db/schema.ts'
import type { Clock } from '../world/clock.ts'
import { DAY_MS } from '../world/clock.ts'

export const shownStates = ['waiting', 'dead', 'delivered'] as const
export const channelNames = ['email', 'phone', 'webhook'] as const
export type PausableChannel = (typeof channelNames)[number]

export interface DeliveryFilter {
  /** `dead`: permanently refused, or too old before it could be sent. */
  state: (typeof shownStates)[number]
  channel?: PausableChannel | undefined
}

const PAGE = 50
const { id, channel, kind, flow, endpoint, createdAt, nextAt, tries, state, because, settledAt } = outbox
const columns = { id, channel, kind, flow, endpoint, createdAt, nextAt, tries, state, because, settledAt }
const dead = ['refused', 'expired'] as const

/** Waiting messages come in the order of their next try, all others newest first. Decoys' messages are left out. */
export async function listDeliveries(filter: DeliveryFilter, after: { at: number; id: string } | undefined, { db }: { db: Database }) {
  const isWaiting = filter.state === 'waiting'
  const at = isWaiting ? nextAt : settledAt
  const wanted = filter.channel ? [filter.channel] : [...channelNames]
  const rows = await db.read
    .select(columns)
    .from(outbox)
    .where(
      and(
        // Written out, so that SQLite recognises its partial index.
        filter.state === 'dead' ? sql`${state} IN ('refused', 'expired')` : eq(state, filter.state),
        inArray(channel, wanted),
        after && (isWaiting ? sql`(${at}, ${id}) > (${after.at}, ${after.id})` : sql`(${at}, ${id}) < (${after.at}, ${after.id})`),
      ),
    )
    .orderBy(...(isWaiting ? [asc(at), asc(id)] : [desc(at), desc(id)]))
    .limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  const deliveries = shown.map((row) => ({ ...row, again: (dead as readonly string[]).includes(row.state) && !isMomentary(row.kind) }))
  return { deliveries, ...(last && { next: `${isWaiting ? last.nextAt : last.settledAt}.${last.id}` }) }
}

const MOST_NOTICES = 20

/** The notices to the owner of an account, the newest first. */
export const listNotices = (account: string, { db }: { db: Database }) =>
  db.read
    .select({ id, channel, kind, masked: outbox.masked, state, tries, because, createdAt, settledAt })
    .from(outbox)
    .where(eq(outbox.account, account))
    .orderBy(desc(createdAt), desc(id))
    .limit(MOST_NOTICES)

/** How long a channel may fail before it counts as failing: a single refused connection does not. */
const PATIENCE_MS = 30_000
const MOST_LOOKED_AT = 500

/** A channel fails if a message has been tried in vain that long, and nothing has been delivered since. */
export async function channelStates({ db, clock }: { db: Database; clock: Clock }) {
  const now = clock.now()
  const paused = await db.read.select().from(pausedChannels)
  return await Promise.all(
    channelNames.map(async (name) => {
      const isWaiting = and(eq(state, 'waiting'), eq(channel, name))
      const stuck = db.read
        .select({ since: createdAt, because })
        .from(outbox)
        .where(and(isWaiting, gt(tries, 0), isNotNull(because)))
        .orderBy(asc(nextAt))
        .limit(MOST_LOOKED_AT)
        .as('stuck')
      const [waiting, [oldest], [lastSent], deadToday] = await Promise.all([
        db.read.$count(outbox, isWaiting),
        db.read.select({ since: min(stuck.since), because: stuck.because }).from(stuck),
        db.read
          .select({ at: settledAt })
          .from(outbox)
          .where(and(gt(settledAt, now - 10 * PATIENCE_MS), eq(state, 'delivered'), eq(channel, name)))
          .orderBy(desc(settledAt))
          .limit(1),
        db.read.$count(outbox, and(sql`${state} IN ('refused', 'expired')`, gt(settledAt, now - DAY_MS), eq(channel, name))),
      ])
      const since = oldest?.since ?? null
      const stop = paused.find((one) => one.channel === name)
      // Events are left out: a site that is down concerns only that site, and its endpoint shows it. Mail and text messages concern everybody.
      const failing = name !== 'webhook' && since !== null && now - since >= PATIENCE_MS && (lastSent?.at ?? 0) < since
      return {
        channel: name,
        waiting,
        deadToday,
        failing,
        /** When the oldest message that was tried in vain was written, and the gateway's last answer. */
        stuckSince: since,
        because: oldest?.because ?? null,
        paused: stop ? { since: stop.since, operator: stop.operator, reason: stop.reason } : null,
      }
    }),
  )
}
