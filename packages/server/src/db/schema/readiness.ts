/** Tables of readiness by realm, and of reminders. */
import type { Loss } from '@regain/core'
import { sql } from 'drizzle-orm'
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export interface ReadinessCounts {
  accounts: number
  /** Accounts that could not recover now: no method at all, or fewer than the realm requires. */
  none: number
  /** Accounts with a single way to recover. */
  oneWay: number
  /** One loss would lock them out. */
  oneThing: number
  /** Any single loss leaves them a way to recover. */
  safe: number
  /** How many could still recover after losing it. Accounts that never had it lose nothing, and count. */
  without: Record<Loss, number>
}

export const realmReadiness = sqliteTable('realm_readiness', {
  realm: text().primaryKey(),
  counts: text({ mode: 'json' }).$type<ReadinessCounts>().notNull(),
  countedAt: integer().notNull(),
})

/** A round of reminders that an owner started, for people who depend on a single method or address. */
export const reminderRounds = sqliteTable(
  'reminder_rounds',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    /** The site that the mails come from. */
    site: text().notNull(),
    operator: text().notNull(),
    startedAt: integer().notNull(),
    /** The last account that was processed. */
    cursor: text().notNull().default(''),
    sent: integer().notNull().default(0),
    endedAt: integer(),
  },
  // One active round per realm.
  (table) => [uniqueIndex('reminder_rounds_open').on(table.realm).where(sql`ended_at IS NULL`)],
)

/** When an account was last reminded, and whether its owner unsubscribed. */
export const reminders = sqliteTable(
  'reminders',
  {
    realm: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    remindedAt: integer().notNull(),
    stoppedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.account] })],
)
