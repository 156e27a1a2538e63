/** Realms, their policy, and the sites in them. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const meta = sqliteTable('meta', {
  name: text().primaryKey(),
  value: text().notNull(),
})

export const realms = sqliteTable('realms', {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  /** Core's `PolicyInput` as JSON. */
  policy: text().notNull(),
  /** The last of its `policy_versions`: an operator who changes the policy names the version they saw. */
  policyVersion: integer().notNull().default(1),
  /** Sealed JSON of a directory's settings; absent: built-in. */
  directory: text(),
  /** Core's `DecoyShape` as JSON, frozen so that a name's decoys stay what they are. */
  decoyShape: text().notNull(),
  /** Accounts that were counted for the shape. */
  decoyShapeAccounts: integer().notNull().default(0),
  /** Some account has, or had, digits for a user name: what is typed may be that, or a phone number. */
  numericHandles: integer({ mode: 'boolean' }).notNull().default(false),
  createdAt: integer().notNull(),
  /** When it was shut for good: since then it has no sites, and its rows go. */
  removedAt: integer(),
})

/** What the policy of a realm was, from when on, and why. */
export const policyVersions = sqliteTable(
  'policy_versions',
  {
    realm: text()
      .notNull()
      .references(() => realms.id),
    /** 1, 2, 3 … */
    version: integer().notNull(),
    policy: text().notNull(),
    at: integer().notNull(),
    /** Absent: on the server's command line. */
    operator: text(),
    /** Absent: it came with the realm. */
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.version] })],
)

export const sites = sqliteTable('sites', {
  /** The public key, `pk_…`. */
  key: text().primaryKey(),
  realm: text()
    .notNull()
    .references(() => realms.id),
  name: text().notNull(),
  /** JSON list of exact origins; the first is the site's own. */
  origins: text().notNull(),
  /** Core's `Support` as JSON. */
  support: text().notNull(),
  /** Core's `Brand` as JSON. */
  brand: text().notNull().default('{}'),
  /** Rises with each change: of two operators that saw the same one, the second is told. */
  version: integer().notNull().default(1),
  createdAt: integer().notNull(),
  /** When a page on one of its origins first asked for its public face; absent: none has yet. */
  seenAt: integer(),
})

export const siteKeys = sqliteTable('site_keys', {
  /** Keyed digest of the secret key; two may be valid while one is rotated. */
  digest: text().primaryKey(),
  /** Its last characters, so that an owner knows which is which; empty: it is from before these were kept. */
  hint: text().notNull().default(''),
  /** JSON list of what may be done with it; absent: everything, as with every key made before there were scopes. */
  scopes: text(),
  site: text()
    .notNull()
    .references(() => sites.key),
  createdAt: integer().notNull(),
})
