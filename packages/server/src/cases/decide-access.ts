/** Lets a person back in after a decision of operators: one proposes, another agrees or refuses, then a hold follows in which the account's addresses can veto. */
import { languageFor, weigh } from '@regain/core'
import { and, eq, inArray } from 'drizzle-orm'
import { recordAct } from '../audit/record-act.ts'
import type { Tx } from '../db/database.ts'
import type { Check } from '../db/schema.ts'
import { accessDecisions, cases, operators } from '../db/schema.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { notifyOperators } from '../operators/notify.ts'
import type { SignedIn } from '../operators/operator.ts'
import { may } from '../operators/permissions.ts'
import { senderOf } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import { putNotices } from '../outbox/put-notices.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import { longSecret, randomId } from '../world/chance.ts'
import { HOUR_MS } from '../world/clock.ts'
import type { OnCase } from './answer-case.ts'
import { settle } from './answer-case.ts'
import { isOpen } from './case-state.ts'
import { mustBeAllowed } from './may-decide.ts'
import type { CaseNeeds, ReadCase } from './read-case.ts'
import { accountOfCase, readCase } from './read-case.ts'

export type DecisionRow = typeof accessDecisions.$inferSelect

export interface Propose extends OnCase {
  checked: readonly Check[]
  reason: string
}

export async function proposeAccess({ case: id, checked, reason, signedIn, requestId }: Propose, needs: CaseNeeds): Promise<void> {
  const about = await readCase(id, needs)
  await mayHaveAccess(about, signedIn, needs)
  mustWeighEnough(about)
  const { operator } = signedIn
  const at = needs.clock.now()
  await needs.db.write(async (tx) => {
    const taken = await tx
      .update(cases)
      .set({ claimedBy: operator.id, claimedAt: at })
      .where(and(eq(cases.id, id), isOpen(at), eq(cases.round, about.row.round)))
    const decision = randomId(needs.chance)
    const row = { id: decision, case: id, round: about.row.round, state: 'proposed' as const, checked }
    const proposed = await tx
      .insert(accessDecisions)
      .values({ ...row, proposedBy: operator.id, proposedAt: at })
      .onConflictDoNothing()
    if (taken.rowsAffected === 0 || proposed.rowsAffected === 0) throw new ProblemError('decided-already')
    await recordAct(
      tx,
      { ...actOn(about), name: 'case.access-proposed', at, operator: operator.id, requestId, reason, details: { case: id, decision } },
      needs.chance,
    )
    await notifyStaff(tx, about, `${operator.name} proposes to let someone back into their account`, operator.id, needs)
  })
}

export interface Decide extends OnCase {
  agrees: boolean
  reason: string
}

/** Only another operator than the one who proposed it. One refusal is final. */
export async function decideAccess({ case: id, agrees, reason, signedIn, requestId }: Decide, needs: CaseNeeds): Promise<void> {
  const about = await readCase(id, needs)
  const { operator } = signedIn
  const account = await mayHaveAccess(about, signedIn, needs)
  // The policy may have changed since the proposal. A refusal needs no evidence.
  if (agrees) mustWeighEnough(about)
  const at = needs.clock.now()
  await needs.db.write(async (tx) => {
    const [decision] = await tx
      .select()
      .from(accessDecisions)
      .where(and(eq(accessDecisions.case, id), eq(accessDecisions.state, 'proposed'), eq(accessDecisions.round, about.row.round)))
    if (!decision) throw new ProblemError('decided-already')
    if (decision.proposedBy === operator.id)
      throw new ProblemError('not-permitted', { detail: 'You proposed this, so someone else must decide.' })
    const decided = await tx
      .update(accessDecisions)
      .set({ state: agrees ? 'agreed' : 'refused', decidedBy: operator.id, decidedAt: at })
      .where(and(eq(accessDecisions.id, decision.id), eq(accessDecisions.state, 'proposed')))
    if (decided.rowsAffected === 0) throw new ProblemError('decided-already')
    const name = agrees ? 'case.access-agreed' : 'case.access-refused'
    const details = { case: id, decision: decision.id }
    await recordAct(tx, { ...actOn(about), name, at, operator: operator.id, requestId, reason, details }, needs.chance)
    if (agrees) await agree(tx, { about, decision, account, operator: operator.id, at }, needs)
    else await settle(tx, about, 'refused', operator.id, at, needs)
  })
}

interface Agreed {
  about: ReadCase
  decision: DecisionRow
  account: FoundAccount
  operator: string
  at: number
}

/** The link waits in the outbox until the hold is over; the notices are sent immediately. */
async function agree(tx: Tx, { about, decision, account, operator, at }: Agreed, needs: CaseNeeds): Promise<void> {
  const { chance, keys, origin } = needs
  const { row, told, site } = about
  // If the first operator has lost the permission since, two operators never approved it.
  const [first] = await tx.select().from(operators).where(eq(operators.id, decision.proposedBy))
  if (first?.state !== 'active' || !may(first.role, 'cases.decide'))
    throw new ProblemError('not-permitted', { detail: 'The operator who proposed it has lost the permission to decide.' })
  const closed = await tx
    .update(cases)
    .set({ state: 'access', settledBy: operator, settledAt: at })
    .where(and(eq(cases.id, row.id), isOpen(at)))
  if (closed.rowsAffected === 0) throw new ProblemError('decided-already')
  const { holdHours, linkHours } = site.realm.policy.case
  const holdUntil = at + holdHours * HOUR_MS
  const linkUntil = holdUntil + linkHours * HOUR_MS
  const [link, deny] = [longSecret(chance), longSecret(chance)]
  await tx
    .update(accessDecisions)
    .set({
      generation: account.generation,
      holdUntil,
      linkUntil,
      link: keys.digest('case-link', 'continue', link),
      deny: keys.digest('case-link', 'deny', deny),
    })
    .where(eq(accessDecisions.id, decision.id))

  const reached = account.destinations.filter(({ verified }) => verified)
  const notice = { kind: 'access-asked' as const, denyUrl: `${origin}/deny/${deny}`, goesOnAt: holdUntil }
  const digest = row.account ?? ''
  await putNotices(
    tx,
    { notice, account: digest, to: reached, locale: languageFor(account.locale, row.locale), site, at, until: linkUntil },
    needs,
  )
  const { kind: channel, value: to } = told.contact
  const given = { kind: 'access-given' as const, url: `${origin}/continue/${link}`, until: linkUntil }
  const message = { ...given, channel, to, locale: row.locale, at: row.openedAt, sender: senderOf(site) }
  await putMessage(tx, { message, realm: site.realm, flow: row.flow, expiresAt: linkUntil, notBefore: holdUntil }, at, needs)
}

/** Security: in doubt, refused: without questions there is no evidence. Enough evidence alone grants nothing either; two operators do. */
function mustWeighEnough({ told, site }: ReadCase): void {
  const { sum, needed } = weigh(told.graded, site.realm.policy.evidence)
  if (sum < needed) throw new ProblemError('evidence-needed')
}

/** Throws for an unknown name, for an account that is gone, and for an operator who may not decide this case. */
async function mayHaveAccess(about: ReadCase, { operator }: SignedIn, needs: CaseNeeds): Promise<FoundAccount> {
  if (about.row.decoy) throw valueRefused('case', 'has an unknown name')
  const account = await accountOfCase(about, needs)
  await mustBeAllowed(about, operator, needs, account)
  return account
}

const actOn = ({ row: { realm, flow, account } }: ReadCase) => ({ realm, flow, ...(account && { account }) })

export const notifyStaff = (tx: Tx, { row, site }: ReadCase, what: string, butNot: string, needs: CaseNeeds): Promise<void> =>
  notifyOperators(
    tx,
    { subject: `Regain: a case of ${site.name}`, paragraphs: [what, `See the case: ${needs.origin}/admin/cases/${row.id}`] },
    needs,
    { butNot },
  )

/** A decision that is pending or was used. */
export const isGranted = inArray(accessDecisions.state, ['agreed', 'used'])
