/** Tables of requests for support, and of the operators' decisions. */
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What an operator can have verified. A caller can't pass any of these by just knowing facts about a person. */
export const checks = ['spoke-at-known-number', 'in-person', 'papers', 'order-or-bill', 'vouched-by-colleague'] as const
export type Check = (typeof checks)[number]

/** Requests for a human decision. Those with an unknown name are stored as well, at the same cost. */
export const cases = sqliteTable(
  'cases',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    site: text().notNull(),
    /** One case for each flow. */
    flow: text().notNull().unique(),
    /** As in `flows.account`. */
    account: text(),
    /** Keyed digest of the reference that the person holds. */
    reference: text().notNull().unique(),
    /** The name is unknown. Operators see this; the person's browser never does. */
    decoy: integer({ mode: 'boolean' }).notNull(),
    locale: text().notNull(),
    /** Sealed JSON: the name, the contact, and what the person wrote. */
    told: text().notNull(),
    openedAt: integer().notNull(),
    /** `access`: two operators agreed, and a link continues it after a hold; `denied`: a reader of the account's mail vetoed that. */
    state: text({ enum: ['open', 'go-on', 'get-in-touch', 'access', 'refused', 'denied'] })
      .notNull()
      .default('open'),
    /** The operator who is working on it. */
    claimedBy: text(),
    /** When they claimed it. For a decoy: when it seems so, possibly in the future. */
    claimedAt: integer(),
    settledBy: text(),
    /** When it was closed. For an unanswered decoy: when its automatic answer is sent. */
    settledAt: integer(),
    /** 2: it was refused and reopened. */
    round: integer().notNull().default(1),
    /** The operator who refused it the first time. */
    refusedBy: text(),
    /** Keyed digest of the token in a refusal that reopens the case. */
    appeal: text().notNull().default(''),
  },
  (table) => [
    index('cases_state').on(table.state, table.openedAt, table.id),
    index('cases_account').on(table.account, table.openedAt),
    index('cases_appeal').on(table.appeal),
  ],
)

/** The decision of two operators about a case: whether the person gets access. */
export const accessDecisions = sqliteTable(
  'access_decisions',
  {
    id: text().primaryKey(),
    case: text().notNull(),
    /** As in `cases.round`. */
    round: integer().notNull(),
    state: text({ enum: ['proposed', 'refused', 'agreed', 'denied', 'used'] }).notNull(),
    /** What the first operator checked. */
    checked: text({ mode: 'json' }).$type<readonly Check[]>().notNull(),
    proposedBy: text().notNull(),
    proposedAt: integer().notNull(),
    decidedBy: text(),
    decidedAt: integer(),
    /** The account's generation at the agreement: a later change ends it. */
    generation: integer(),
    /** Between these times the link works. */
    holdUntil: integer(),
    linkUntil: integer(),
    /** Keyed digests of the tokens in the link, and in the notices that can stop it. */
    link: text().unique(),
    deny: text().unique(),
    deniedAt: integer(),
    usedAt: integer(),
    /** The flow that the link began. */
    flow: text(),
  },
  // One pending decision for each case: if two operators propose at once, one succeeds.
  (table) => [
    uniqueIndex('access_decisions_live').on(table.case).where(sql`state IN ('proposed', 'agreed')`),
    index('access_decisions_case').on(table.case, table.proposedAt),
  ],
)

/** Phone calls in which a person and an operator show each other that they use the real site. */
export const calls = sqliteTable(
  'calls',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    site: text().notNull(),
    /** Keyed digest of the code that the person reads out. */
    code: text().notNull().unique(),
    /** Keyed digest of the token in the person's page. */
    token: text().notNull().unique(),
    /** Keyed digest of the address that the page was opened from. */
    openedFrom: text().notNull(),
    openedAt: integer().notNull(),
    /** When the code expires; once an operator took the call: when the call ends. */
    expiresAt: integer().notNull(),
    /** `denied`: the person heard another code than the page shows. */
    state: text({ enum: ['waiting', 'taken', 'over', 'denied'] })
      .notNull()
      .default('waiting'),
    /** The operator who typed the code. */
    takenBy: text(),
    takenAt: integer(),
    /** The operator was at the address that the page was opened from. */
    sameNetwork: integer({ mode: 'boolean' }).notNull().default(false),
    endedAt: integer(),
  },
  (table) => [
    index('calls_operator').on(table.takenBy, table.state),
    index('calls_taken').on(table.takenAt),
    index('calls_opened').on(table.openedAt),
  ],
)
