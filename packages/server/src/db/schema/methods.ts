/** What people keep to prove who they are, beside their addresses. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What people keep to prove who they are, beside their addresses. */
export const keptMethods = sqliteTable(
  'kept_methods',
  {
    realm: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    method: text({ enum: ['saved-code', 'totp', 'passkey'] }).notNull(),
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
    /** The browser in which it was made, coarse. */
    name: text().notNull(),
    /** COSE key, base64url. */
    publicKey: text().notNull(),
    counter: integer().notNull(),
    since: integer().notNull(),
    /** It is new, and proves nothing before then. */
    heldUntil: integer().notNull().default(0),
    usedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.id] }), index('passkeys_account').on(table.realm, table.account)],
)

/** Wrong guesses at one method of one account, one after the other; counted for names that nobody has, too. */
export const wrongGuesses = sqliteTable(
  'wrong_guesses',
  {
    /** Keyed digest of realm, account and method. */
    key: text().primaryKey(),
    count: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [index('wrong_guesses_updated').on(table.updatedAt)],
)
