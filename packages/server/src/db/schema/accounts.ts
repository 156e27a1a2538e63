/** Tables of the built-in directory: accounts, and everything that belongs to one. */
import type { Facts } from '@regain/core'
import { channels, identifierKinds, lockCauses } from '@regain/core'
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { realms } from './realms.ts'

export const accounts = sqliteTable(
  'accounts',
  {
    realm: text()
      .notNull()
      .references(() => realms.id),
    id: text().notNull(),
    /** PHC or modular crypt form; absent: no password yet. */
    passwordHash: text(),
    passwordChangedAt: integer(),
    /** Keyed digest of the hash that the site gave last: the same one again is no new password. Empty: from before digests were stored. */
    givenHash: text(),
    /** The owner chose the password here, or gave it up: an import does not replace it by default. */
    chosenHere: integer({ mode: 'boolean' }).notNull().default(false),
    locale: text(),
    /** Set by the site: `aal2` and `privileged` raise the gate of a recovery. */
    assurance: text({ enum: ['aal1', 'aal2'] })
      .notNull()
      .default('aal1'),
    privileged: integer({ mode: 'boolean' }).notNull().default(false),
    /** The facts that the site gave, by evidence source: months, and keyed digests. */
    facts: text({ mode: 'json' }).$type<Facts>().notNull().default({}),
    /** Other services by which the person signs in. */
    signsInWith: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    /** Increased by each change of password, destination or status. Flows, codes and sessions of an older generation are invalid. */
    generation: integer().notNull().default(1),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.id] })],
)

/**
 * How many accounts of a realm have a password in each form and cost. Triggers on `accounts` maintain it (migration `0035`), so that no writer can forget it:
 * a migration that recreates `accounts` must recreate them, too.
 */
export const hashForms = sqliteTable(
  'hash_forms',
  {
    realm: text().notNull(),
    /** The hash without its salt and digest, and the length of the digest. */
    form: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.form] })],
)

export const identifiers = sqliteTable(
  'identifiers',
  {
    realm: text().notNull(),
    kind: text({ enum: identifierKinds }).notNull(),
    /** In the form in which names are compared: core's `nameKey` and `phoneKey`. */
    value: text().notNull(),
    account: text().notNull(),
    place: integer().notNull(),
    /** For a user name: what it looks like (UTS 39, section 4). */
    skeleton: text(),
  },
  (table) => [
    primaryKey({ columns: [table.realm, table.kind, table.value] }),
    index('identifiers_account').on(table.realm, table.account),
    index('identifiers_skeleton').on(table.realm, table.skeleton).where(sql`skeleton IS NOT NULL`),
  ],
)

/** Names that became equal when the form in which they are compared changed: the older account kept the name. Deleted when the site writes the other account again. */
export const lostNames = sqliteTable(
  'lost_names',
  {
    realm: text().notNull(),
    kind: text({ enum: identifierKinds }).notNull(),
    /** The name as it was stored. */
    value: text().notNull(),
    /** The account that lost it, and the one that has it. */
    account: text().notNull(),
    keptBy: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.account, table.kind, table.value] })],
)

export const destinations = sqliteTable(
  'destinations',
  {
    realm: text().notNull(),
    account: text().notNull(),
    channel: text({ enum: channels }).notNull(),
    /** Addresses that messages can be sent to. */
    value: text().notNull(),
    verified: integer({ mode: 'boolean' }).notNull(),
    since: integer().notNull(),
    /** When it begins to count as a proof; 0: it counts. */
    heldUntil: integer().notNull().default(0),
    place: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.account, table.channel, table.value] })],
)

/** One for each cause: lifting one leaves the others in place. */
export const accountLocks = sqliteTable(
  'account_locks',
  {
    realm: text().notNull(),
    account: text().notNull(),
    cause: text({ enum: lockCauses }).notNull(),
    since: integer().notNull(),
    note: text(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.account, table.cause] })],
)

/** An account before a change that its owner can still undo. */
export const undoCapsules = sqliteTable(
  'undo_capsules',
  {
    /** In the order of the changes. */
    id: integer().primaryKey({ autoIncrement: true }),
    realm: text().notNull(),
    /** The site whose page and support team the owner is led to. */
    site: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    /** Keyed digest of the secret in the link. */
    token: text().notNull().unique(),
    change: text({
      enum: [
        'password-changed',
        'passkey-made',
        'unlocked-by-owner',
        'addresses-changed',
        'password-replaced',
        'destination-removed',
        'address-disowned',
        'method-set-up',
      ],
    }).notNull(),
    at: integer().notNull(),
    expiresAt: integer().notNull(),
    /** When somebody said that the change was not theirs. */
    pressedAt: integer(),
    /** Sealed JSON: see `changes/capsule.ts`. */
    before: text().notNull(),
  },
  (table) => [index('undo_capsules_account').on(table.account, table.id), index('undo_capsules_expires').on(table.expiresAt)],
)

/** Recoveries that wait because only the proven address would be notified: one for each account. */
export const waits = sqliteTable(
  'waits',
  {
    /** As in `flows.account`. */
    account: text().primaryKey(),
    /** The account's generation when it was proven: a later change ends the wait. */
    generation: integer().notNull(),
    /** The window in which the person can prove it again and continue. */
    readyAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  (table) => [index('waits_expires').on(table.expiresAt)],
)

/** Failed sign-ins: one row for a name, one for the account behind it. An unknown name gets a second one as well. */
export const signInFailures = sqliteTable(
  'sign_in_failures',
  {
    realm: text().notNull(),
    /** Keyed digest of the canonical identifier, or of the account. */
    name: text().notNull(),
    count: integer().notNull(),
    /** Keyed digests of the last wrong passwords, a JSON list: repeating one counts once. */
    recent: text({ mode: 'json' }).$type<string[]>().notNull(),
    lockedUntil: integer().notNull(),
    updatedAt: integer().notNull(),
    /** For a name: after a quiet day. For an account: only after a year, because it counts consecutive wrong passwords. */
    forgottenAt: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.realm, table.name] }), index('sign_in_failures_forgotten').on(table.forgottenAt)],
)

/** The networks that wrong passwords came from, for operators: one row for each name, source and ten minutes. */
export const signInSources = sqliteTable(
  'sign_in_sources',
  {
    realm: text().notNull(),
    /** As in `sign_in_failures`; strangers and familiar devices share one key. */
    name: text().notNull(),
    /** When the ten minutes began. */
    start: integer().notNull(),
    /** As the site saw it; empty: not reported. */
    addressPrefix: text().notNull(),
    /** A coarse name; empty: unknown. */
    browser: text().notNull(),
    familiar: integer({ mode: 'boolean' }).notNull(),
    count: integer().notNull(),
    lastAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.realm, table.name, table.start, table.addressPrefix, table.browser, table.familiar] }),
    index('sign_in_sources_last').on(table.lastAt),
    index('sign_in_sources_realm').on(table.realm, table.lastAt),
    index('sign_in_sources_address').on(table.realm, table.addressPrefix, table.lastAt),
  ],
)

export const devices = sqliteTable(
  'devices',
  {
    /** Keyed digest of the token that the browser stores. */
    digest: text().primaryKey(),
    realm: text().notNull(),
    account: text().notNull(),
    /** When somebody last signed in on it. */
    usedAt: integer().notNull(),
    /** As the site saw them then, coarsely: a name from a fixed list, and two letters. Absent: not reported. */
    browser: text(),
    country: text(),
  },
  (table) => [index('devices_account').on(table.realm, table.account), index('devices_used').on(table.usedAt)],
)

/** Tokens for `<regain-security>`, requested by the site for a signed-in person. */
export const enrolments = sqliteTable(
  'enrolments',
  {
    /** Keyed digest of the token. */
    digest: text().primaryKey(),
    site: text().notNull(),
    realm: text().notNull(),
    /** The site's own name for the account. */
    account: text().notNull(),
    /** The account's generation: a change ends the token. */
    generation: integer().notNull(),
    expiresAt: integer().notNull(),
    /** For a device that may only answer attempts: when it signed in. */
    signedInAt: integer(),
  },
  (table) => [index('enrolments_account').on(table.realm, table.account), index('enrolments_expires').on(table.expiresAt)],
)
