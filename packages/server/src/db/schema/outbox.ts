/** Tables of messages to deliver, and where to. */
import { transports } from '@regain/core'
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { sites } from './realms.ts'

/** Messages that are useless once they expire, and valuable for a thief until then: their text is deleted, and they are never sent again. */
export const momentary = ['code', 'approval', 'contact-asked'] as const
export const isMomentary = (kind: string): boolean => momentary.some((one) => one === kind)

export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    /** `nobody`: a decoy's message, never sent, in the same form. */
    channel: text({ enum: [...transports, 'webhook', 'nobody'] }).notNull(),
    kind: text({
      enum: [
        ...momentary,
        'password-changed',
        'account-changed',
        'case-answered',
        'access-asked',
        'access-given',
        'contact-invited',
        'reminder',
        'operator-mail',
        'event',
      ],
    }).notNull(),
    /** Absent: it goes to staff. */
    realm: text(),
    flow: text(),
    /** For a notice: as in `flows.account`; and the masked address, for operators. */
    account: text(),
    masked: text(),
    /** The endpoint that an event goes to. */
    endpoint: text(),
    /** Sealed JSON of the message, padded so that its length reveals nothing. */
    message: text().notNull(),
    createdAt: integer().notNull(),
    /** When the message becomes useless, such as the end of a code. */
    expiresAt: integer().notNull(),
    nextAt: integer().notNull(),
    tries: integer().notNull().default(0),
    state: text({ enum: ['waiting', 'delivered', 'refused', 'expired', 'cancelled'] })
      .notNull()
      .default('waiting'),
    /** The last error, in our own words. */
    because: text(),
    settledAt: integer(),
  },
  (table) => [
    index('outbox_due').on(table.state, table.channel, table.nextAt),
    index('outbox_settled').on(table.settledAt),
    index('outbox_dead').on(table.settledAt, table.id).where(sql`state IN ('refused', 'expired')`),
    index('outbox_flow').on(table.flow, table.state),
    index('outbox_account').on(table.account, table.createdAt).where(sql`account IS NOT NULL`),
    index('outbox_endpoint').on(table.endpoint, table.createdAt).where(sql`endpoint IS NOT NULL`),
  ],
)

/** Endpoints of sites that get events. */
export const endpoints = sqliteTable(
  'endpoints',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    site: text()
      .notNull()
      .references(() => sites.key),
    url: text().notNull(),
    /** Sealed. */
    secret: text().notNull(),
    /** Sealed: the previous secret; until then events are signed with both. */
    oldSecret: text(),
    oldSecretUntil: integer(),
    /** JSON list of event types. */
    events: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdAt: integer().notNull(),
    /** When the endpoint answered 410, which ends it. */
    goneAt: integer(),
  },
  (table) => [index('endpoints_realm').on(table.realm), index('endpoints_site').on(table.site)],
)

/** Channels that an owner stopped: their messages wait. */
export const pausedChannels = sqliteTable('paused_channels', {
  channel: text({ enum: [...transports, 'webhook'] }).primaryKey(),
  since: integer().notNull(),
  operator: text().notNull(),
  reason: text().notNull(),
})
