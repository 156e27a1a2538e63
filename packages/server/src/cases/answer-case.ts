/** Claims a case and answers it once: by a template, to the contact that the person gave. */
import type { CaseAnswer } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { recordAct } from '../audit/record-act.ts'
import type { Tx } from '../db/database.ts'
import { accessDecisions, cases } from '../db/schema.ts'
import type { SignedIn } from '../operators/operator.ts'
import { cancelMessages, putMessage } from '../outbox/put-message.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import { ANSWER_LIFETIME_MS } from './answer-by-itself.ts'
import { isOpen } from './case-state.ts'
import { mustBeAllowed } from './may-decide.ts'
import type { CaseNeeds, ReadCase } from './read-case.ts'
import { answerTo, lookForAccount, readCase } from './read-case.ts'

export interface OnCase {
  case: string
  signedIn: SignedIn
  requestId: string
}

/** Other operators see who is working on it, and can take it over. */
export async function claimCase({ case: id, signedIn, requestId }: OnCase, { db, clock, chance }: CaseNeeds): Promise<void> {
  const at = clock.now()
  const operator = signedIn.operator.id
  await db.write(async (tx) => {
    const claimed = await tx
      .update(cases)
      .set({ claimedBy: operator, claimedAt: at })
      .where(and(eq(cases.id, id), isOpen(at)))
      .returning()
    const [row] = claimed
    if (!row) throw new ProblemError('decided-already')
    const { realm, flow, account } = row
    await recordAct(
      tx,
      { name: 'case.claimed', at, operator, requestId, realm, flow, ...(account && { account }), details: { case: id } },
      chance,
    )
  })
}

/** An answer changes nothing about the account and lets nobody in. It also ends an earlier proposal. */
export async function answerCase(
  { case: id, answer, reason, signedIn, requestId }: OnCase & { answer: CaseAnswer; reason: string },
  needs: CaseNeeds,
): Promise<void> {
  const about = await readCase(id, needs)
  // An unknown name has no account to continue with.
  if (about.row.decoy && answer === 'go-on') throw valueRefused('answer', 'can’t be given: no account has this name')
  await mustBeAllowed(about, signedIn.operator, needs, (await lookForAccount(about, needs)).account)
  const at = needs.clock.now()
  const operator = signedIn.operator.id
  await needs.db.write(async (tx) => {
    await tx
      .update(accessDecisions)
      .set({ state: 'refused', decidedBy: operator, decidedAt: at })
      .where(and(eq(accessDecisions.case, id), eq(accessDecisions.state, 'proposed')))
    await settle(tx, about, answer, operator, at, needs)
    const { realm, flow, account } = about.row
    const act = { name: 'case.answered' as const, at, operator, requestId, realm, flow, reason, details: { case: id, answer } }
    await recordAct(tx, { ...act, ...(account && { account }) }, needs.chance)
  })
}

/** The case is closed and the contact learns why. If two operators close it at the same time, one wins. */
export async function settle(tx: Tx, about: ReadCase, state: CaseAnswer, operator: string, at: number, needs: CaseNeeds): Promise<void> {
  const { id, flow } = about.row
  const settled = await tx
    .update(cases)
    .set({ state, settledBy: operator, settledAt: at })
    .where(and(eq(cases.id, id), isOpen(at)))
  if (settled.rowsAffected === 0) throw new ProblemError('decided-already')
  await cancelMessages(tx, [flow], ['case-answered'], at)
  const message = answerTo(about, state, needs)
  await putMessage(tx, { message, realm: about.site.realm, flow, expiresAt: at + ANSWER_LIFETIME_MS }, at, needs)
}
