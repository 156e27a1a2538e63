/** Tables of the audit log, of the statistics that are counted from it, and of alerts. */
import type { alertTitles } from '@regain/core'
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const auditEvents = sqliteTable(
  'audit_events',
  {
    /** 1, 2, 3 …: no number is skipped, even after a rollback. */
    id: integer().primaryKey(),
    at: integer().notNull(),
    name: text().notNull(),
    realm: text(),
    site: text(),
    flow: text(),
    /** As in `flows.account`. */
    account: text(),
    /** Who did it: `person`, `site`, `operator`, `server`. */
    actor: text().notNull(),
    requestId: text(),
    /** SHA-256 of the receipt that a person holds for it. */
    receipt: text(),
    /** JSON without secrets or full addresses. */
    details: text().notNull(),
    /** Keyed digest over the previous link and everything above: see `audit/chain.ts`. */
    link: text().notNull(),
  },
  // SQLite appends the id to each index: filter, then time, then id, in the order of the console's pages.
  (table) => [
    index('audit_events_at').on(table.at),
    index('audit_events_realm').on(table.realm, table.at),
    index('audit_events_name').on(table.realm, table.name, table.at),
    index('audit_events_flow').on(table.flow, table.at),
    index('audit_events_account').on(table.account, table.at),
    index('audit_events_staff').on(table.realm, table.actor, table.at).where(sql`actor <> 'person'`),
    index('audit_events_pruned').on(table.id).where(sql`name = 'audit.pruned'`),
    uniqueIndex('audit_events_receipt').on(table.receipt).where(sql`receipt IS NOT NULL`),
  ],
)

/** A signed summary of the audit log: see `audit/checkpoint.ts`. */
export const auditCheckpoints = sqliteTable('audit_checkpoints', {
  /** 1, 2, 3 … */
  number: integer().primaryKey(),
  at: integer().notNull(),
  /** The first and last event that it covers; the next one begins after `last`. */
  first: integer().notNull(),
  last: integer().notNull(),
  /** Merkle tree hash (RFC 9162) over the events covered. */
  root: text().notNull(),
  /** The link of event `last`. */
  head: text().notNull(),
  /** SHA-256 of the previous checkpoint; empty for the first. */
  previous: text().notNull(),
  /** Ed25519 over everything above. */
  signature: text().notNull(),
})

/** Events of each hour and day (UTC), counted from the audit log: see `overview/count-events.ts`. */
export const counts = sqliteTable(
  'counts',
  {
    step: text({ enum: ['hour', 'day'] }).notNull(),
    /** When the hour or day began, in ms. */
    start: integer().notNull(),
    /** Empty: events without a realm. */
    realm: text().notNull(),
    measure: text().notNull(),
    /** The part of the measure: a method, a reason, a limit. */
    part: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.step, table.start, table.realm, table.measure, table.part] })],
)

/** Alerts: see `alerts/rules.ts`. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: text().primaryKey(),
    rule: text().$type<keyof typeof alertTitles>().notNull(),
    /** Empty: the whole server. */
    realm: text().notNull(),
    /** An address prefix, the first digits of phone numbers, a channel; empty: the realm or the server itself. */
    subject: text().notNull(),
    openedAt: integer().notNull(),
    /** When a check last found it. */
    seenAt: integer().notNull(),
    endedAt: integer(),
    /** The highest count that was seen; for a broken audit log, the number of its first broken event. */
    count: integer().notNull(),
    threshold: integer().notNull(),
    usual: integer().notNull(),
    /** The state in the last mail about it. */
    told: text({ enum: ['nothing', 'opened', 'ended'] })
      .notNull()
      .default('nothing'),
    toldAt: integer().notNull().default(0),
    acknowledgedBy: text(),
    acknowledgedAt: integer(),
    note: text(),
  },
  (table) => [
    // If two processes find the same thing, one opens it.
    uniqueIndex('alerts_on').on(table.rule, table.realm, table.subject).where(sql`ended_at IS NULL`),
    index('alerts_opened').on(table.openedAt, table.id),
    index('alerts_untold').on(table.told, table.endedAt).where(sql`told <> 'ended'`),
  ],
)
