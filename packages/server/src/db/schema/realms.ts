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
  /** The newest of its `policy_versions`: an operator who changes the policy names the version that they saw. */
  policyVersion: integer().notNull().default(1),
  /** Sealed JSON of a directory's settings; absent: built-in. */
  directory: text(),
  /** Core's `DecoyShape` as JSON, fixed so that a name's decoys stay the same. */
  decoyShape: text().notNull(),
  /** How many accounts were counted for the shape. */
  decoyShapeAccounts: integer().notNull().default(0),
  /** Some account has, or had, a numeric user name: typed digits may be that, or a phone number. */
  numericHandles: integer({ mode: 'boolean' }).notNull().default(false),
  createdAt: integer().notNull(),
  /** When it was removed: since then it has no sites, and its rows are being deleted. */
  removedAt: integer(),
})

/** The versions of a realm's policy: since when, and why. */
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
    /** Absent: created with the realm. */
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
  /** Increased by each change: of two operators who saw the same version, the second gets a conflict. */
  version: integer().notNull().default(1),
  createdAt: integer().notNull(),
  /** When a page on one of its origins first requested its public settings; absent: none has yet. */
  seenAt: integer(),
})

export const siteKeys = sqliteTable('site_keys', {
  /** Keyed digest of the secret key; two may be valid while one is rotated. */
  digest: text().primaryKey(),
  /** The key's last characters, so that an owner can tell keys apart. Empty: the key is older than this column. */
  hint: text().notNull().default(''),
  /** JSON list of scopes; absent: all, as for every key that was made before there were scopes. */
  scopes: text(),
  site: text()
    .notNull()
    .references(() => sites.key),
  createdAt: integer().notNull(),
})
