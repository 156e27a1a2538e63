/** Tables of requests for support, and of the operators' decisions. */
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What an operator can have verified. A caller can't pass any of these by just knowing facts about a person. */
export const checks = ['spoke-at-known-number', 'in-person', 'papers', 'order-or-bill', 'vouched-by-colleague'] as const
export type Check = (typeof checks)[number]

/** Requests for a human decision. Those about nobody lie here too, and cost the same. */
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
    /** Keyed digest of what the person holds. */
    reference: text().notNull().unique(),
    /** Nobody is behind the name. Operators know; the person's browser never does. */
    decoy: integer({ mode: 'boolean' }).notNull(),
    locale: text().notNull(),
    /** Sealed JSON: the name, the contact, and what the person wrote. */
    told: text().notNull(),
    openedAt: integer().notNull(),
    /** `access`: two people agreed, and it goes on by a link after a hold; `denied`: somebody at an address of the account stopped that. */
    state: text({ enum: ['open', 'go-on', 'get-in-touch', 'access', 'refused', 'denied'] })
      .notNull()
      .default('open'),
    /** The operator who looks at it. */
    claimedBy: text(),
    /** When; of a decoy's: when it seems so, which may be yet to come. */
    claimedAt: integer(),
    settledBy: text(),
    /** When; of a decoy's that nobody answered: when its answer goes out by itself. */
    settledAt: integer(),
    /** 2: it was refused and reopened. */
    round: integer().notNull().default(1),
    /** Who refused it the first time. */
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

/** What two operators made of a case: whether somebody gets back in on their word. */
export const accessDecisions = sqliteTable(
  'access_decisions',
  {
    id: text().primaryKey(),
    case: text().notNull(),
    /** As in `cases.round`. */
    round: integer().notNull(),
    state: text({ enum: ['proposed', 'refused', 'agreed', 'denied', 'used'] }).notNull(),
    /** What the first one checked. */
    checked: text({ mode: 'json' }).$type<readonly Check[]>().notNull(),
    proposedBy: text().notNull(),
    proposedAt: integer().notNull(),
    decidedBy: text(),
    decidedAt: integer(),
    /** The account's when it was agreed on: a change since is the end of it. */
    generation: integer(),
    /** From when until when the link goes on. */
    holdUntil: integer(),
    linkUntil: integer(),
    /** Keyed digests of the tokens in the link, and in the notices that can stop it. */
    link: text().unique(),
    deny: text().unique(),
    deniedAt: integer(),
    usedAt: integer(),
    /** The flow that the link went on in. */
    flow: text(),
  },
  // One that is under way for each case: of two operators at once, one proposes.
  (table) => [
    uniqueIndex('access_decisions_live').on(table.case).where(sql`state IN ('proposed', 'agreed')`),
    index('access_decisions_case').on(table.case, table.proposedAt),
  ],
)

/** Phone calls in which a person and an operator show each other that both stand before the real site. */
export const calls = sqliteTable(
  'calls',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    site: text().notNull(),
    /** Keyed digest of what the person reads out. */
    code: text().notNull().unique(),
    /** Keyed digest of what the person's page holds. */
    token: text().notNull().unique(),
    /** Keyed digest of the address that the page was opened from. */
    openedFrom: text().notNull(),
    openedAt: integer().notNull(),
    /** Until when the code is good; of a call that was taken: until when it lasts. */
    expiresAt: integer().notNull(),
    /** `denied`: the person heard another code than the page shows. */
    state: text({ enum: ['waiting', 'taken', 'over', 'denied'] })
      .notNull()
      .default('waiting'),
    /** The operator who typed the code. */
    takenBy: text(),
    takenAt: integer(),
    /** The operator sat at the address that the page was opened from. */
    sameNetwork: integer({ mode: 'boolean' }).notNull().default(false),
    endedAt: integer(),
  },
  (table) => [
    index('calls_operator').on(table.takenBy, table.state),
    index('calls_taken').on(table.takenAt),
    index('calls_opened').on(table.openedAt),
  ],
)
