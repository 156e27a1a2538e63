/** Tables of operators: their sign-ins, their acts and their approvals. */
import type { actionTitles } from '@regain/core'
import { roles } from '@regain/core'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Staff who use the console; never the people whose accounts a realm has. */
export const operators = sqliteTable(
  'operators',
  {
    id: text().primaryKey(),
    /** Lower case. */
    email: text().notNull().unique(),
    name: text().notNull(),
    role: text({ enum: roles }).notNull(),
    state: text({ enum: ['active', 'disabled'] })
      .notNull()
      .default('active'),
    /** In PHC format. Absent: signs in only by passkey or identity provider. An operator with a password always has `totp` too. */
    passwordHash: text(),
    /** Sealed secret of the authenticator app. */
    totp: text(),
    /** The last time step that was used: the same code never works twice (RFC 6238 5.2). */
    totpStep: integer().notNull().default(0),
    /** The identity provider and the name there (OpenID Connect `iss` and `sub`). */
    issuer: text(),
    subject: text(),
    createdAt: integer().notNull(),
    signedInAt: integer(),
    /** The highest role that they recently lost, by a lower role or by disabling, and when: for a while it still counts. */
    formerRole: text({ enum: roles }),
    formerUntil: integer(),
  },
  (table) => [uniqueIndex('operators_subject').on(table.issuer, table.subject)],
)

export const operatorPasskeys = sqliteTable(
  'operator_passkeys',
  {
    /** The credential's id, base64url. */
    id: text().primaryKey(),
    operator: text().notNull(),
    name: text().notNull(),
    /** COSE key, base64url. */
    publicKey: text().notNull(),
    counter: integer().notNull(),
    /** How the browser reaches the authenticator. */
    transports: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    createdAt: integer().notNull(),
    usedAt: integer(),
  },
  (table) => [index('operator_passkeys_operator').on(table.operator)],
)

export const operatorSavedCodes = sqliteTable(
  'operator_saved_codes',
  {
    /** Keyed digest, bound to the operator. */
    digest: text().primaryKey(),
    operator: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('operator_saved_codes_operator').on(table.operator)],
)

export const operatorSessions = sqliteTable(
  'operator_sessions',
  {
    /** For lists; it gives no access. */
    id: text().primaryKey(),
    /** Keyed digest of the cookie's value, replaced at each step-up. */
    digest: text().notNull().unique(),
    operator: text().notNull(),
    createdAt: integer().notNull(),
    seenAt: integer().notNull(),
    /** When the operator last proved who they are in this session; 0: an identity provider did. */
    provenAt: integer().notNull(),
    addressPrefix: text().notNull(),
    browser: text(),
  },
  (table) => [index('operator_sessions_operator').on(table.operator), index('operator_sessions_created').on(table.createdAt)],
)

export const operatorInvitations = sqliteTable(
  'operator_invitations',
  {
    id: text().primaryKey(),
    /** Keyed digest of the link's secret. */
    digest: text().notNull().unique(),
    /** Absent: the first owner, who enters it. */
    email: text(),
    role: text({ enum: roles }).notNull(),
    /** Set: this operator joins again with other credentials. */
    operator: text(),
    /** Absent: created on the server's command line. */
    invitedBy: text(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
  },
  (table) => [index('operator_invitations_expires').on(table.expiresAt)],
)

/** State between two requests of a sign-in or an enrolment; each row is used once. */
export const operatorCeremonies = sqliteTable(
  'operator_ceremonies',
  {
    /** Keyed digest of its secret. */
    digest: text().primaryKey(),
    kind: text({ enum: ['passkey-sign-in', 'passkey-enrolment', 'totp-enrolment', 'identity-provider'] }).notNull(),
    /** The operator or the invitation that it belongs to; empty: not known yet. */
    holder: text().notNull(),
    /** Sealed JSON. */
    details: text().notNull(),
    expiresAt: integer().notNull(),
  },
  (table) => [index('operator_ceremonies_expires').on(table.expiresAt)],
)

/** A second operator's approval, or an owner's decision to go ahead without it. */
export const approvals = sqliteTable(
  'approvals',
  {
    id: text().primaryKey(),
    action: text().$type<keyof typeof actionTitles>().notNull(),
    /** Canonical JSON of the exact act. */
    subject: text().notNull(),
    /** Empty: there was no other operator who could have approved. */
    reason: text().notNull(),
    /** Absent: on the server's command line. */
    askedBy: text(),
    askedAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** `bypassed`: an owner went ahead alone; every page of the console shows it until another owner has acknowledged it. */
    state: text({ enum: ['waiting', 'granted', 'refused', 'used', 'bypassed', 'seen'] }).notNull(),
    decidedBy: text(),
    decidedAt: integer(),
    decision: text(),
  },
  (table) => [index('approvals_state').on(table.state, table.askedAt)],
)

/** The reasons of operators' acts. Apart from the audit log, which is kept longer than the account. */
export const actReasons = sqliteTable(
  'act_reasons',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    operator: text().notNull(),
    event: text().notNull(),
    /** Absent: it concerns the server. */
    realm: text(),
    /** As in `flows.account`. */
    account: text(),
    flow: text(),
    reason: text().notNull(),
  },
  (table) => [
    index('act_reasons_account').on(table.account, table.at),
    index('act_reasons_flow').on(table.flow),
    index('act_reasons_at').on(table.at),
  ],
)

/** Filters that an operator saved under a name. */
export const operatorViews = sqliteTable(
  'operator_views',
  {
    id: text().primaryKey(),
    operator: text().notNull(),
    name: text().notNull(),
    /** As in the URL of the list, with filters sorted by name. */
    query: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [uniqueIndex('operator_views_name').on(table.operator, table.name)],
)
