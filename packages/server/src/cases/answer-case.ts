/** Takes a case, and answers it: by one of the templates, to the contact that the person gave, once. */
import { and, eq } from 'drizzle-orm'
import { recordAct } from '../audit/record-act.ts'
import { cases } from '../db/schema.ts'
import type { CaseAnswer } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import { ProblemError } from '../security/problem.ts'
import type { CaseNeeds } from './list-cases.ts'
import { readTold } from './list-cases.ts'

export interface OnCase {
  case: string
  operator: string
  requestId: string
}

/** An answer that was not delivered within a week is of no use: the person has asked again. */
const ANSWER_LIFETIME_MS = 7 * 86_400_000

/** Others see who looks at it; whoever takes it over says so by taking it. */
export async function claimCase({ case: id, operator, requestId }: OnCase, { db, clock, chance }: CaseNeeds): Promise<void> {
  const at = clock.now()
  await db.write(async (tx) => {
    const claimed = await tx
      .update(cases)
      .set({ claimedBy: operator, claimedAt: at })
      .where(and(eq(cases.id, id), eq(cases.state, 'open')))
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

/** Nothing about the account is changed by it: an answer lets nobody in. */
export async function answerCase(
  { case: id, answer, reason, operator, requestId }: OnCase & { answer: CaseAnswer; reason: string },
  { db, clock, chance, seal, sites }: CaseNeeds,
): Promise<void> {
  const at = clock.now()
  const [found] = await db.read.select().from(cases).where(eq(cases.id, id))
  if (!found) throw new ProblemError('not-found')
  // Nobody can be told to go on as somebody who is not there.
  if (found.decoy && answer === 'go-on')
    throw new ProblemError('value-refused', { errors: [{ path: 'answer', message: 'nobody has this name' }] })
  const site = await sites.byKey(found.site)
  await db.write(async (tx) => {
    const settled = await tx
      .update(cases)
      .set({ state: answer, settledBy: operator, settledAt: at })
      .where(and(eq(cases.id, id), eq(cases.state, 'open')))
    if (settled.rowsAffected === 0) throw new ProblemError('decided-already')
    const { realm, flow, account, locale, openedAt } = found
    const act = { name: 'case.answered' as const, at, operator, requestId, realm, flow, reason, details: { case: id, answer } }
    await recordAct(tx, { ...act, ...(account && { account }) }, chance)
    if (!site) return
    const { contact } = readTold(found, seal)
    const sender = { siteName: site.name, siteOrigin: site.origins[0] ?? '', support: site.support }
    const message = { kind: 'case-answered' as const, channel: contact.kind, to: contact.value, locale, at: openedAt, sender, answer }
    await putMessage(tx, { message, expiresAt: at + ANSWER_LIFETIME_MS }, at, chance, seal)
  })
}
