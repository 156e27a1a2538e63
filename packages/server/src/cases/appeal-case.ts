/** Reopens a refused case once, for other operators than those who decided it. */
import { and, eq, lte, or } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { cases } from '../db/schema.ts'
import type { Site } from '../sites/realm.ts'
import { answerByItself } from './answer-by-itself.ts'
import { notifyStaff } from './decide-access.ts'
import type { CaseNeeds } from './read-case.ts'
import { readCase } from './read-case.ts'

const isIts = (token: string, { keys }: Pick<CaseNeeds, 'keys'>) => eq(cases.appeal, keys.digest('case-link', 'appeal', token))

/** For the page that asks; only reads. */
export async function findAppealable(token: string, needs: CaseNeeds): Promise<{ site: Site; case: string } | undefined> {
  const [row] = await needs.db.read.select({ id: cases.id }).from(cases).where(isIts(token, needs))
  if (!row) return undefined
  const { site } = await readCase(row.id, needs)
  return { site, case: row.id }
}

/** False: it was not refused, or it was already reopened and refused again. The same for an unknown name. */
export async function appealCase(token: string, requestId: string, needs: CaseNeeds): Promise<boolean> {
  const found = await findAppealable(token, needs)
  if (!found) return false
  const before = await readCase(found.case, needs)
  const at = needs.clock.now()
  return await needs.db.write(async (tx) => {
    const answeredItself = and(eq(cases.decoy, true), eq(cases.state, 'open'), lte(cases.settledAt, at))
    const [row] = await tx
      .update(cases)
      .set({ state: 'open', round: 2, refusedBy: cases.settledBy, claimedBy: null, settledBy: null })
      .where(and(isIts(token, needs), eq(cases.round, 1), or(eq(cases.state, 'refused'), answeredItself)))
      .returning()
    if (!row) {
      // The button was pressed twice: the case is already open.
      const [again] = await tx.select().from(cases).where(isIts(token, needs))
      return again?.round === 2 && again.state === 'open'
    }
    const about = { ...before, row }
    await answerByItself(tx, about, at, needs)
    const { realm, flow, account } = row
    const event = { at, name: 'case.appealed' as const, actor: 'person' as const, realm, site: row.site, flow, requestId }
    await record(tx, { ...event, account: account ?? undefined, details: { case: row.id } })
    if (!row.decoy) await notifyStaff(tx, about, 'A refused case was appealed: different operators now decide', '', needs)
    return true
  })
}
