/** What a policy change would have meant for the realm's recent cases: whether the answers suffice to propose access, before and after. */
import type { Policy } from '@regain/core'
import { weigh } from '@regain/core'
import { and, desc, eq } from 'drizzle-orm'
import { cases } from '../db/schema.ts'
import type { CaseNeeds, CaseRow } from './read-case.ts'
import { readTold } from './read-case.ts'

const LAST = 500

export interface TriedCases {
  /** Cases about known accounts. */
  weighed: number
  /** The evidence was sufficient, and would not have been. */
  shut: number
  /** The evidence was not sufficient, and would have been. */
  opened: number
}

export async function tryOnCases(
  { realm, before, after }: { realm: string; before: Policy; after: Policy },
  { db, seal }: Pick<CaseNeeds, 'db' | 'seal'>,
): Promise<TriedCases> {
  const rows = await db.read
    .select()
    .from(cases)
    .where(and(eq(cases.realm, realm), eq(cases.decoy, false)))
    .orderBy(desc(cases.openedAt), desc(cases.id))
    .limit(LAST)
  const isEnough = (row: CaseRow, { evidence }: Policy): boolean => {
    const { sum, needed } = weigh(readTold(row, seal).graded, evidence)
    return sum >= needed
  }
  const tried: TriedCases = { weighed: rows.length, shut: 0, opened: 0 }
  for (const row of rows) {
    const [was, would] = [isEnough(row, before), isEnough(row, after)]
    if (was && !would) tried.shut += 1
    if (!was && would) tried.opened += 1
  }
  return tried
}
