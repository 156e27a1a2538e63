/** "That is not me": the link in a notice vetoes what two operators agreed on, as long as the access is still pending or open. */
import { and, eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { accessDecisions, cases, flows } from '../db/schema.ts'
import { endFlow } from '../flows/end-flow.ts'
import { cancelMessages, putMessage } from '../outbox/put-message.ts'
import type { Site } from '../sites/realm.ts'
import { ANSWER_LIFETIME_MS } from './answer-by-itself.ts'
import { isGranted, notifyStaff } from './decide-access.ts'
import type { CaseNeeds } from './read-case.ts'
import { answerTo, readCase } from './read-case.ts'

const digestOf = (token: string, { keys }: Pick<CaseNeeds, 'keys'>) => keys.digest('case-link', 'deny', token)

/** Whose account it is, for the page that asks. Only reads, however often scanners open it. */
export async function findDeniable(token: string, needs: CaseNeeds): Promise<{ site: Site; case: string } | undefined> {
  const [decision] = await needs.db.read
    .select()
    .from(accessDecisions)
    .where(eq(accessDecisions.deny, digestOf(token, needs)))
  if (!decision) return undefined
  const { site, row } = await readCase(decision.case, needs)
  return { site, case: row.id }
}

/** `too-late`: the new password was set, and notified. If a veto and the link are used at the same moment, one of them wins. */
export async function denyAccess(token: string, requestId: string, needs: CaseNeeds): Promise<'stopped' | 'too-late' | undefined> {
  const found = await findDeniable(token, needs)
  if (!found) return undefined
  const about = await readCase(found.case, needs)
  const at = needs.clock.now()
  return await needs.db.write(async (tx) => {
    const isIts = eq(accessDecisions.deny, digestOf(token, needs))
    const [decision] = await tx.select().from(accessDecisions).where(isIts)
    if (!decision) return undefined
    if (decision.state === 'denied') return 'stopped'
    if (decision.flow) {
      const [flow] = await tx.select().from(flows).where(eq(flows.id, decision.flow))
      if (flow?.outcome === 'password-changed' || flow?.outcome === 'passkey-made') return 'too-late'
      await endFlow(tx, decision.flow, { because: 'refused' }, at)
    }
    await tx.update(accessDecisions).set({ state: 'denied', deniedAt: at }).where(and(isIts, isGranted))
    const { id, realm, flow, account } = about.row
    await tx.update(cases).set({ state: 'denied', settledAt: at }).where(eq(cases.id, id))
    await cancelMessages(tx, [flow], ['access-given'], at)
    // Nobody knows who vetoed, and there is no second try: the site's support team must investigate.
    const answer = answerTo({ ...about, row: { ...about.row, round: 2 } }, 'refused', needs)
    await putMessage(tx, { message: answer, realm: about.site.realm, flow, expiresAt: at + ANSWER_LIFETIME_MS }, at, needs)
    const details = { case: id, decision: decision.id, stage: decision.state === 'used' ? 'going-on' : 'hold' }
    await record(tx, {
      at,
      name: 'case.access-denied',
      actor: 'person',
      realm,
      site: about.site.key,
      flow,
      account: account ?? undefined,
      requestId,
      details,
    })
    await notifyStaff(tx, about, 'The decision of two operators was stopped by someone with access to an address of the account', '', needs)
    return 'stopped'
  })
}
