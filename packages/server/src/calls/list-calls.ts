/** The current call of an operator, and recent calls with the operators who took them. */
import { desc, eq, isNotNull } from 'drizzle-orm'
import { calls, operators, sites } from '../db/schema.ts'
import { answerOf, stateOf } from './call.ts'
import { isOwn } from './need-call.ts'
import type { CallNeeds } from './open-call.ts'

const LATELY = 50

/** Contains the code that the operator reads out, so only that operator may see it. */
export async function readOwnCall(operator: string, { db, clock, keys }: Omit<CallNeeds, 'chance'>) {
  const [row] = await db.read
    .select({
      id: calls.id,
      realm: calls.realm,
      site: sites.name,
      takenAt: calls.takenAt,
      until: calls.expiresAt,
      sameNetwork: calls.sameNetwork,
    })
    .from(calls)
    .leftJoin(sites, eq(sites.key, calls.site))
    .where(isOwn(operator, clock.now()))
  return row ? { ...row, answer: answerOf(keys, row.id) } : null
}

/** The newest first. Codes that no operator has typed are left out: only the people who read them out know them. */
export async function listCalls(operator: string, needs: Omit<CallNeeds, 'chance'>) {
  const { db, clock } = needs
  const now = clock.now()
  const rows = await db.read
    .select({
      id: calls.id,
      site: sites.name,
      state: calls.state,
      expiresAt: calls.expiresAt,
      takenAt: calls.takenAt,
      operator: operators.name,
      sameNetwork: calls.sameNetwork,
    })
    .from(calls)
    .leftJoin(sites, eq(sites.key, calls.site))
    .leftJoin(operators, eq(operators.id, calls.takenBy))
    .where(isNotNull(calls.takenAt))
    .orderBy(desc(calls.takenAt), desc(calls.id))
    .limit(LATELY)
  return {
    own: await readOwnCall(operator, needs),
    lately: rows.map(({ expiresAt, ...row }) => ({ ...row, state: stateOf({ state: row.state, expiresAt }, now) })),
  }
}
