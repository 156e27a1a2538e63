/** The state of a case: in full for operators, and in three words for the holder of its reference, which are the same for an unknown name. */
import type { ShownCaseState } from '@regain/core'
import { and, eq, gt, isNull, not, or } from 'drizzle-orm'
import { accessDecisions, cases } from '../db/schema.ts'
import type { Site } from '../sites/realm.ts'
import { readReference } from '../world/chance.ts'
import type { CaseNeeds, CaseRow } from './read-case.ts'

/** A decoy's case is over when its automatic answer has gone out. */
export const isOpen = (now: number) => and(eq(cases.state, 'open'), or(not(cases.decoy), isNull(cases.settledAt), gt(cases.settledAt, now)))

export const stateOf = ({ state, decoy, settledAt }: CaseRow, now: number): CaseRow['state'] =>
  state === 'open' && decoy && settledAt !== null && settledAt <= now ? 'refused' : state

/** Undefined: the site has no case with this reference. Nobody finds one by trying, because it has 130 bits. */
export async function findState(typed: string, site: Site, { db, keys, clock }: CaseNeeds): Promise<ShownCaseState | undefined> {
  const reference = readReference(typed)
  const [row] = await db.read
    .select()
    .from(cases)
    .where(eq(cases.reference, keys.digest('case-reference', reference)))
  if (row?.site !== site.key) return undefined
  const now = clock.now()
  const state = stateOf(row, now)
  if (state === 'open') return row.claimedAt !== null && row.claimedAt <= now ? 'looked-at' : 'received'
  if (state !== 'access') return 'answered'
  const held = await db.read.$count(
    accessDecisions,
    and(eq(accessDecisions.case, row.id), eq(accessDecisions.state, 'agreed'), gt(accessDecisions.holdUntil, now)),
  )
  return held > 0 ? 'looked-at' : 'answered'
}
