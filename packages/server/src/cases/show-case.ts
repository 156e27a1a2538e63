/** Shows one case to an operator: the person's text, masked; the state of the decision; and warning signs. */
import { maskDestination, maskIdentifier, weigh } from '@regain/core'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { accessDecisions, actReasons } from '../db/schema.ts'
import type { FoundAccount } from '../directory/directory.ts'
import type { SignedIn } from '../operators/operator.ts'
import type { DecisionRow } from './decide-access.ts'
import type { NameOf } from './list-cases.ts'
import { lineOf, namesOf } from './list-cases.ts'
import { whyNotAllowed } from './may-decide.ts'
import type { CaseNeeds, ReadCase } from './read-case.ts'
import { lookForAccount, readCase } from './read-case.ts'

/** Masked throughout: answers are sent to the contact automatically, so nobody needs to copy it. */
export async function showCase(id: string, { operator }: SignedIn, needs: CaseNeeds) {
  const about = await readCase(id, needs)
  const { row, told, site } = about
  const { name, contact, whatHappened, lastSignIn } = told
  const { db, sites, clock, seal } = needs
  const now = clock.now()
  const names = await namesOf(db)
  const line = await lineOf(row, { names, db, sites, seal, now })
  const { account, silent } = await lookForAccount(about, needs)
  const decisions = await db.read
    .select()
    .from(accessDecisions)
    .where(eq(accessDecisions.case, id))
    .orderBy(asc(accessDecisions.proposedAt))
  return {
    ...line,
    attempt: row.flow,
    account: row.account,
    locale: row.locale,
    identifier: maskIdentifier(name),
    contact: { channel: contact.kind, masked: maskDestination(contact.kind, contact.value) },
    whatHappened,
    lastSignIn,
    /** Link to the account's own page, if there is one. */
    accountId: account?.id ?? null,
    warnings: warningsOf(about, silent, account),
    /** How well the person's answers match, never the answers. */
    evidence: weigh(told.graded, site.realm.policy.evidence),
    decisions: decisions.map((decision) => viewDecision(decision, names)),
    /** Operators' notes on the case, in order. */
    said: await readSaid(about, names, needs),
    /** The consequences of agreeing. */
    holdHours: site.realm.policy.case.holdHours,
    linkHours: site.realm.policy.case.linkHours,
    /** How many addresses would be notified and could veto. */
    told: account?.destinations.filter(({ verified, channel }) => verified && needs.isSetUp(channel)).length ?? 0,
    /** Why this operator may not decide; absent: they may. */
    hindrance: (await whyNotAllowed(about, operator, needs, account)) ?? null,
    mine: decisions.some(({ state, proposedBy }) => state === 'proposed' && proposedBy === operator.id),
  }
}

/** Other facts for the deciding operator; warning signs are shown as for every attempt. */
export type Warning = 'no-address' | 'locked' | 'gone' | 'directory-silent' | 'contact-is-its-own'

function warningsOf({ row, told }: ReadCase, silent: boolean, account: FoundAccount | undefined): Warning[] {
  if (row.decoy) return []
  if (!account) return [silent ? 'directory-silent' : 'gone']
  const verified = account.destinations.filter((one) => one.verified)
  const found: Record<string, boolean> = {
    'no-address': verified.length === 0,
    'locked': account.lock !== undefined,
    'contact-is-its-own': verified.some(({ value }) => value === told.contact.value),
  }
  return Object.keys(found).filter((name) => found[name]) as Warning[]
}

function viewDecision(decision: DecisionRow, names: NameOf) {
  const { id, round, state, proposedAt, decidedAt, holdUntil, linkUntil, deniedAt, usedAt, flow } = decision
  return {
    ...{ id, round, state, proposedAt, decidedAt, holdUntil, linkUntil, deniedAt, usedAt, flow },
    checked: decision.checked,
    proposedBy: names(decision.proposedBy),
    decidedBy: names(decision.decidedBy),
  }
}

const reasoned = ['case.access-proposed', 'case.access-agreed', 'case.access-refused', 'case.answered']

async function readSaid({ row }: ReadCase, names: NameOf, { db }: CaseNeeds) {
  const rows = await db.read
    .select()
    .from(actReasons)
    .where(and(eq(actReasons.flow, row.flow), inArray(actReasons.event, reasoned)))
    .orderBy(asc(actReasons.at))
  return rows.map(({ id, at, event, operator, reason }) => ({ id, at, event, operator: names(operator), reason }))
}
