/** Tables of flows, their open challenges, and their limits. */
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
    /** IANA name of the browser's time zone, where it gave one: by it mails say when something was. */
    timeZone: text(),
    startedAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** Coarse browser name and address prefix, for the operators' record. */
    browser: text(),
    addressPrefix: text(),
    /** Keyed digest of the device token that the page handed in, or of none; absent: it is older than this. */
    device: text(),
    /** Two letters; absent: unknown, or the operator gave no database of countries. */
    country: text(),
    /** Sealed `Named` (facts about who was named); absent until then. */
    named: text(),
    /** Keyed digest of realm and account, or of realm and canonical name for a decoy. */
    account: text(),
    /** Keyed digest of realm and canonical name. */
    name: text(),
    /** What was proven so far, in this order. */
    proven: text({ mode: 'json' }).$type<readonly Proof[]>().notNull().default([]),
    /** Warning signs of the first right proof, by name, with spaces between; absent: nothing was proven, or there were none. */
    signs: text(),
    guesses: integer().notNull().default(0),
    sends: integer().notNull().default(0),
    withoutMethod: integer({ mode: 'boolean' }).notNull().default(false),
    remedy: text({ enum: ['new-password', 'help'] }),
    /** Until when a request holds the flow for a change that leaves the process. */
    claimedUntil: integer().notNull().default(0),
    outcome: text({ enum: outcomes }),
    because: text({ enum: stops }),
    endedAt: integer(),
  },
  (table) => [
    // What operators filter by, then time, then id: a page costs the same at any depth (keyset).
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
    // What is removed after a day: without it, purge would read all flows that are kept.
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
  /** One for each flow: what is asked now, or was asked last. */
  flow: text().primaryKey(),
  /** The offer that it answers. */
  ref: text().notNull(),
  /** Keyed digest of what the person typed to complete the address, right or wrong; empty where nothing is completed. */
  completion: text().notNull().default(''),
  method: text({ enum: methodNames }).notNull(),
  /** Which of the account's destinations was chosen; -1: nobody's, the address was completed wrongly, or the person keeps what is asked for. */
  destination: integer().notNull(),
  /** Whether it was told: not if it is nobody's, or over its budget. */
  told: integer({ mode: 'boolean' }).notNull().default(true),
  /** Keyed digest of the code, bound to flow, realm and method; a decoy's is of a code that was never sent. Empty where nothing was sent. */
  digest: text().notNull(),
  expiresAt: integer().notNull(),
  resendAt: integer().notNull(),
  /** Where a mail's page or a device that is signed in asks for it: what the person's screen shows. Without that link or device it proves nothing. */
  number: integer(),
  /** What a passkey signs, another one after each guess: chance, and no secret. */
  question: text(),
  /** The host that passkeys belong to on the page that asked. */
  rpId: text(),
  /** Contacts that were heard; absent where none are asked. */
  heard: integer(),
  /** Of codes to one address in this flow: the first, the second … */
  place: integer().notNull().default(1),
  /** The person went back to the list. It counts once they choose it again. */
  left: integer({ mode: 'boolean' }).notNull().default(false),
  /** What was asked before in this flow and has not expired. */
  earlier: text({ mode: 'json' }).$type<readonly Round[]>().notNull().default([]),
})

/** Generic cell rate: one row for each key, the moment at which its bucket is empty again. */
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
