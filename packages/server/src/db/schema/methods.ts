/** Tables of the methods that people set up in addition to their addresses. */
import { keptMethodNames } from '@regain/core'
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The methods that an account has set up, in addition to its addresses. */
export const keptMethods = sqliteTable(
  'kept_methods',
  {
    realm: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    method: text({ enum: keptMethodNames }).notNull(),
    since: integer().notNull(),
    /** When it begins to count as a proof; 0: it counts. */
    heldUntil: integer().notNull().default(0),
    usedAt: integer(),
    /** Sealed, if the server must read it again. */
    secret: text(),
    /** The last time step that was used: the same code never works twice (RFC 6238 5.2). */
    step: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.realm, table.account, table.method] })],
)

export const savedCodes = sqliteTable(
  'saved_codes',
  {
    /** Keyed digest, bound to realm and account. */
    digest: text().primaryKey(),
    realm: text().notNull(),
    account: text().notNull(),
  },
  (table) => [index('saved_codes_account').on(table.realm, table.account)],
)

/** Passkeys of accounts; the account's row in `kept_methods` says since when there is one. */
export const passkeys = sqliteTable(
  'passkeys',
  {
    realm: text().notNull(),
    /** The credential's id, base64url. */
    id: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    /** The directory's id of the account: a sign-in by passkey names none. Empty: older than such sign-ins, and not usable for them. */
    accountId: text().notNull().default(''),
    /** The browser in which it was created, coarsely. */
    name: text().notNull(),
    /** COSE key, base64url. */
    publicKey: text().notNull(),
    counter: integer().notNull(),
    since: integer().notNull(),
    /** When it begins to count as a proof; 0: it counts. */
    heldUntil: integer().notNull().default(0),
    /** It replaced a password, so its owner can sign in with it even while it is held. */
    instead: integer({ mode: 'boolean' }).notNull().default(false),
    usedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.id] }), index('passkeys_account').on(table.realm, table.account)],
)

/** Answered questions of sign-ins by passkey, right or wrong: each can be answered once. */
export const usedQuestions = sqliteTable('used_questions', { question: text().primaryKey(), expiresAt: integer().notNull() }, (table) => [
  index('used_questions_expires').on(table.expiresAt),
])

/** People whom an account's owner trusts; the account's row in `kept_methods` says since when there is one. */
export const recoveryContacts = sqliteTable(
  'recovery_contacts',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    /** The site in whose name they are asked. */
    site: text().notNull(),
    /** Keyed digest of realm and canonical address: equal at every account of the realm. */
    address: text().notNull(),
    /** Sealed JSON: the contact's identity, and whose contact it is. */
    person: text().notNull(),
    locale: text().notNull(),
    since: integer().notNull(),
    /** When they accepted; until then they are not asked, and prove nothing. */
    acceptedAt: integer(),
    /** When they begin to count as a proof. */
    heldUntil: integer().notNull().default(0),
    usedAt: integer(),
  },
  (table) => [
    uniqueIndex('recovery_contacts_once').on(table.realm, table.account, table.address),
    index('recovery_contacts_address').on(table.realm, table.address),
  ],
)

/** One row for each contact asked about an attempt. Every name gets the same number of rows, with empty ones for missing contacts. */
export const contactAsks = sqliteTable(
  'contact_asks',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    flow: text().notNull(),
    account: text().notNull(),
    /** Empty: no contact. */
    contact: text().notNull(),
    /** As in `recovery_contacts`. */
    address: text().notNull(),
    /** Keyed digest of the code, bound to the flow. */
    digest: text().notNull(),
    at: integer().notNull(),
    /** When they said that they had spoken with the person. Before that, their code is neither shown nor accepted. */
    confirmedAt: integer(),
    /** When the person typed it; each code counts once. */
    heardAt: integer(),
    deniedAt: integer(),
  },
  (table) => [
    index('contact_asks_flow').on(table.flow),
    index('contact_asks_account').on(table.account),
    index('contact_asks_at').on(table.at),
    index('contact_asks_heard').on(table.realm, table.heardAt).where(sql`heard_at IS NOT NULL`),
  ],
)

/** Consecutive wrong guesses at one method of one account; counted for unknown names, too. */
export const wrongGuesses = sqliteTable(
  'wrong_guesses',
  {
    /** Keyed digest of realm, account and method. */
    key: text().primaryKey(),
    /** Absent: from before this was stored. */
    realm: text(),
    count: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [index('wrong_guesses_updated').on(table.updatedAt)],
)
