/** Tables of messages to deliver, and where to. */
import { transports } from '@regain/core'
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { sites } from './realms.ts'

/** What is of no use when its moment is over, and worth a thief's while until then: its words are not kept, and it is never sent a second time. */
export const momentary = ['code', 'approval', 'contact-asked'] as const
export const isMomentary = (kind: string): boolean => momentary.some((one) => one === kind)

export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    /** `nobody`: a decoy's, never sent, of the same shape. */
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
    /** As in `flows.account`, of a notice; and the address that it goes to, masked, for operators. */
    account: text(),
    masked: text(),
    /** The endpoint that an event goes to. */
    endpoint: text(),
    /** Sealed JSON of the message; padded, so that its length tells nothing. */
    message: text().notNull(),
    createdAt: integer().notNull(),
    /** A message that is of no use later: a code's end. */
    expiresAt: integer().notNull(),
    nextAt: integer().notNull(),
    tries: integer().notNull().default(0),
    state: text({ enum: ['waiting', 'delivered', 'refused', 'expired', 'cancelled'] })
      .notNull()
      .default('waiting'),
    /** The last reason in our own words. */
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

/** Where a site wants to be told of events. */
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
    /** Sealed: the secret before this one; what is sent is signed with both until then. */
    oldSecret: text(),
    oldSecretUntil: integer(),
    /** JSON list of event types. */
    events: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdAt: integer().notNull(),
    /** When it answered 410, which ends it. */
    goneAt: integer(),
  },
  (table) => [index('endpoints_realm').on(table.realm), index('endpoints_site').on(table.site)],
)

/** Channels that an owner stopped: what is for them waits. */
export const pausedChannels = sqliteTable('paused_channels', {
  channel: text({ enum: [...transports, 'webhook'] }).primaryKey(),
  since: integer().notNull(),
  operator: text().notNull(),
  reason: text().notNull(),
})
