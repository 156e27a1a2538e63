/** Tables of flows, their open challenges, and rate limits. */
import type { MethodName, Proof } from '@regain/core'
import { methodNames, outcomes, reasons, stops } from '@regain/core'
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const flows = sqliteTable(
  'flows',
  {
    id: text().primaryKey(),
    /** Keyed digest of the bearer token. */
    token: text().notNull(),
    site: text().notNull(),
    realm: text().notNull(),
    reason: text({ enum: reasons }).notNull(),
    locale: text().notNull(),
    /** IANA name of the browser's time zone, if it sent one: mails give times in it. */
    timeZone: text(),
    startedAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** Coarse browser name and address prefix, for operators. */
    browser: text(),
    addressPrefix: text(),
    /** Keyed digest of the device token that the page sent, or of an empty one; absent: from before this was stored. */
    device: text(),
    /** Two letters; absent: unknown, or no database of countries is configured. */
    country: text(),
    /** Sealed `Named` (facts about the named account); absent until then. */
    named: text(),
    /** Keyed digest of realm and account, or of realm and canonical name for a decoy. */
    account: text(),
    /** Keyed digest of realm and canonical name. */
    name: text(),
    /** What was proven so far, in this order. */
    proven: text({ mode: 'json' }).$type<readonly Proof[]>().notNull().default([]),
    /** Warning signs at the first right proof, by name, separated by spaces; absent: nothing was proven, or there were none. */
    signs: text(),
    guesses: integer().notNull().default(0),
    sends: integer().notNull().default(0),
    withoutMethod: integer({ mode: 'boolean' }).notNull().default(false),
    remedy: text({ enum: ['new-password', 'help'] }),
    /** Until when a request holds the flow for a change outside of the database. */
    claimedUntil: integer().notNull().default(0),
    outcome: text({ enum: outcomes }),
    because: text({ enum: stops }),
    endedAt: integer(),
  },
  (table) => [
    // Operators' filters, then time, then id: a page costs the same at any depth (keyset).
    index('flows_started').on(table.startedAt, table.id),
    index('flows_realm').on(table.realm, table.startedAt, table.id),
    index('flows_site').on(table.site, table.startedAt, table.id),
    index('flows_name').on(table.name, table.startedAt, table.id),
    index('flows_of_account').on(table.account, table.startedAt, table.id),
    index('flows_address').on(table.addressPrefix, table.startedAt, table.id),
    index('flows_browser').on(table.browser, table.startedAt, table.id).where(sql`browser IS NOT NULL`),
    index('flows_country').on(table.country, table.startedAt, table.id).where(sql`country IS NOT NULL`),
    index('flows_unfinished').on(table.startedAt, table.id).where(sql`(ended_at IS NULL OR because = 'expired')`),
    index('flows_signs').on(table.startedAt, table.id).where(sql`signs IS NOT NULL`),
    index('flows_because').on(table.because, table.startedAt, table.id).where(sql`because IS NOT NULL`),
    // Flows that are removed after a day: without this, the purge would read all flows.
    index('flows_nobody').on(table.startedAt).where(sql`named IS NULL`),
    index('flows_outcome').on(table.outcome, table.startedAt, table.id).where(sql`outcome IS NOT NULL`),
  ],
)

/** An earlier challenge of a flow, as the current one keeps it. */
export interface Round {
  ref: string
  completion: string
  method: MethodName
  destination: number
  told: boolean
  digest: string
  number: number | null
  expiresAt: number
  resendAt: number
  place: number
}

export const challenges = sqliteTable('challenges', {
  /** One for each flow: the current question, or the last one. */
  flow: text().primaryKey(),
  /** The `ref` of the chosen offer. */
  ref: text().notNull(),
  /** Keyed digest of what the person typed to complete the address, right or wrong; empty if nothing is completed. */
  completion: text().notNull().default(''),
  method: text({ enum: methodNames }).notNull(),
  /** Index of the account's destination; -1: the address was completed wrongly, or the method has none. */
  destination: integer().notNull(),
  /** Whether the message reaches somebody: not if the address is wrong, or a budget is used up. */
  told: integer({ mode: 'boolean' }).notNull().default(true),
  /** Keyed digest of the code, bound to flow, realm and method. A decoy's is of a code that was never sent. Empty if nothing was sent. */
  digest: text().notNull(),
  expiresAt: integer().notNull(),
  resendAt: integer().notNull(),
  /** The number on the person's screen, for an approval by mail or on a device. Without that link or device it proves nothing. */
  number: integer(),
  /** What a passkey signs, drawn again after each guess: random, but not secret. */
  question: text(),
  /** The host that passkeys belong to on the page that asked. */
  rpId: text(),
  /** How many contacts' codes were right; absent if none are asked. */
  heard: integer(),
  /** The number of this code among those to one address in this flow. */
  place: integer().notNull().default(1),
  /** The person went back to the list. It continues if they choose it again. */
  left: integer({ mode: 'boolean' }).notNull().default(false),
  /** What was asked before in this flow and has not expired. */
  earlier: text({ mode: 'json' }).$type<readonly Round[]>().notNull().default([]),
})

/** Generic cell rate: one row for each key, with the time at which its bucket is empty again. */
export const limits = sqliteTable(
  'limits',
  {
    key: text().primaryKey(),
    /** Theoretical arrival time in ms. */
    tat: integer().notNull(),
  },
  (table) => [index('limits_tat').on(table.tat)],
)

export const usedCaptchas = sqliteTable('used_captchas', { nonce: text().primaryKey(), expiresAt: integer().notNull() }, (table) => [
  index('used_captchas_expires').on(table.expiresAt),
])
