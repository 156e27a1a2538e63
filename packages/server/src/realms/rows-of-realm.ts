/** Every table: how the rows of a realm are found in it, or why it keeps them. A test compares this list with the schema. */
import type { SQL } from 'drizzle-orm'
import { eq, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  accessDecisions,
  accountLocks,
  accounts,
  actReasons,
  alerts,
  approvals,
  auditCheckpoints,
  auditEvents,
  calls,
  cases,
  challenges,
  contactAsks,
  counts,
  destinations,
  devices,
  endpoints,
  enrolments,
  flows,
  hashForms,
  identifiers,
  keptMethods,
  limits,
  lostNames,
  meta,
  operatorCeremonies,
  operatorInvitations,
  operatorPasskeys,
  operatorSavedCodes,
  operatorSessions,
  operators,
  operatorViews,
  outbox,
  passkeys,
  pausedChannels,
  policyVersions,
  realmReadiness,
  realms,
  recoveryContacts,
  reminderRounds,
  reminders,
  savedCodes,
  signInFailures,
  signInSources,
  siteKeys,
  sites,
  undoCapsules,
  usedCaptchas,
  usedQuestions,
  waits,
  wrongGuesses,
} from '../db/schema.ts'

export interface Rows {
  table: SQLiteTable
  areOf(realm: string): SQL
}

const own = (table: SQLiteTable & { realm: SQLiteColumn }): Rows => ({ table, areOf: (realm) => eq(table.realm, realm) })
const beside = (table: SQLiteTable, key: SQLiteColumn, of: SQLiteTable & { realm: SQLiteColumn }, id: SQLiteColumn): Rows => ({
  table,
  areOf: (realm) => sql`EXISTS (SELECT 1 FROM ${of} WHERE ${id} = ${key} AND ${of.realm} = ${realm})`,
})

/** Deleted when the realm is closed, so that nothing can reach it. Rows that depend on other rows are deleted first. */
export const deletedFirst: Rows[] = [beside(siteKeys, siteKeys.site, sites, sites.key), own(endpoints), own(sites)]

/** Large tables, deleted in small batches. */
export const deletedInBatches: Rows[] = [
  beside(challenges, challenges.flow, flows, flows.id),
  beside(waits, waits.account, flows, flows.account),
  beside(accessDecisions, accessDecisions.case, cases, cases.id),
  ...[flows, cases, calls, contactAsks, outbox, actReasons, undoCapsules].map(own),
  ...[keptMethods, savedCodes, passkeys, recoveryContacts, wrongGuesses, enrolments, devices].map(own),
  ...[signInFailures, signInSources, reminders, reminderRounds, accountLocks, destinations, lostNames, identifiers, accounts].map(own),
  // How far a file of accounts was imported.
  { table: meta, areOf: (realm) => sql`instr(${meta.name}, ${`import ${realm} `}) = 1` },
]

/** Small tables, deleted with the realm itself, because rows could be added until then. */
export const deletedLast: Rows[] = [
  own(alerts),
  own(realmReadiness),
  own(hashForms),
  own(policyVersions),
  { table: realms, areOf: (realm) => eq(realms.id, realm) },
]

const STAFF = 'staff of the console belong to no realm'
const SPENT = 'digests and random numbers that expire within a day'

export const kept = new Map<SQLiteTable, string>([
  [auditEvents, 'identify nobody: they contain keyed digests of deleted rows'],
  [auditCheckpoints, 'signatures over the audit log'],
  [counts, 'sums of the audit log, which reveal no more than it does'],
  [limits, SPENT],
  [usedCaptchas, SPENT],
  [usedQuestions, SPENT],
  [approvals, 'decisions of two operators belong to the audit history'],
  [pausedChannels, 'belong to the whole server'],
  ...[operators, operatorPasskeys, operatorSavedCodes, operatorSessions, operatorInvitations, operatorCeremonies, operatorViews].map(
    (table): [SQLiteTable, string] => [table, STAFF],
  ),
])
