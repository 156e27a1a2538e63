/** Tables of the methods that people keep beside their addresses. */
import { keptMethodNames } from '@regain/core'
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What people keep to prove who they are, beside their addresses. */
export const keptMethods = sqliteTable(
  'kept_methods',
  {
    realm: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    method: text({ enum: keptMethodNames }).notNull(),
    since: integer().notNull(),
    /** It is new, and proves nothing before then. */
    heldUntil: integer().notNull().default(0),
    usedAt: integer(),
    /** Sealed, where the server must read it again. */
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

/** Of an account; its row in `kept_methods` says since when there is one. */
export const passkeys = sqliteTable(
  'passkeys',
  {
    realm: text().notNull(),
    /** The credential's id, base64url. */
    id: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    /** The directory's id of the account: a sign-in by passkey names none. Empty: the passkey is older than such sign-ins, and cannot be used for them. */
    accountId: text().notNull().default(''),
    /** The browser in which it was made, coarse. */
    name: text().notNull(),
    /** COSE key, base64url. */
    publicKey: text().notNull(),
    counter: integer().notNull(),
    since: integer().notNull(),
    /** It is new, and proves nothing before then. */
    heldUntil: integer().notNull().default(0),
    /** It took the place of a password: signs its owner in while it is held, too. */
    instead: integer({ mode: 'boolean' }).notNull().default(false),
    usedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.id] }), index('passkeys_account').on(table.realm, table.account)],
)

/** Questions of a sign-in by passkey that were answered, rightly or not: each is answered once. */
export const usedQuestions = sqliteTable('used_questions', { question: text().primaryKey(), expiresAt: integer().notNull() }, (table) => [
  index('used_questions_expires').on(table.expiresAt),
])

/** People whom the owner of an account trusts; the account's row in `kept_methods` says since when there is one. */
export const recoveryContacts = sqliteTable(
  'recovery_contacts',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    /** In whose name they are asked. */
    site: text().notNull(),
    /** Keyed digest of realm and canonical address: the same at every account of the realm. */
    address: text().notNull(),
    /** Sealed JSON: the contact's identity, and whose contact it is. */
    person: text().notNull(),
    locale: text().notNull(),
    since: integer().notNull(),
    /** When they said yes; until then they are asked nothing, and prove nothing. */
    acceptedAt: integer(),
    /** They are new, and prove nothing before then. */
    heldUntil: integer().notNull().default(0),
    usedAt: integer(),
  },
  (table) => [
    uniqueIndex('recovery_contacts_once').on(table.realm, table.account, table.address),
    index('recovery_contacts_address').on(table.realm, table.address),
  ],
)

/** Each contact of an account, asked about one attempt; the same number of rows for everybody, empty ones for missing contacts. */
export const contactAsks = sqliteTable(
  'contact_asks',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    flow: text().notNull(),
    account: text().notNull(),
    /** Empty: nobody. */
    contact: text().notNull(),
    /** As in `recovery_contacts`. */
    address: text().notNull(),
    /** Keyed digest of the code, bound to the flow. */
    digest: text().notNull(),
    at: integer().notNull(),
    /** When they said that they had spoken with the person: before that the code is shown nowhere, and right nowhere. */
    confirmedAt: integer(),
    /** When the person typed it: each counts once. */
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
    /** Absent: it is from before this was kept. */
    realm: text(),
    count: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [index('wrong_guesses_updated').on(table.updatedAt)],
)
