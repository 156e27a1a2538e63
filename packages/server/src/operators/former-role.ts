/** Remembers the role that an operator had until recently. It still counts for approvals: an owner must not remove colleagues first and then act unseen. */
import { and, gt, inArray } from 'drizzle-orm'
import { operators } from '../db/schema.ts'
import { DAY_MS } from '../world/clock.ts'
import type { OperatorRow } from './operator.ts'
import type { Role } from './permissions.ts'
import { roles } from './permissions.ts'

/** Longer than a session, a holiday or a notice period of two weeks. */
const LATELY_MS = 30 * DAY_MS

/** Operators who have one of these roles, or had it recently. */
export const hadRoleLately = (which: readonly Role[], now: number) =>
  and(inArray(operators.formerRole, [...which]), gt(operators.formerUntil, now - LATELY_MS))

export const isLower = (role: Role, than: Role): boolean => roles.indexOf(role) < roles.indexOf(than)

/** Stored with the change that removes it: of two losses the higher role counts. */
export function rememberFormerRole({ role, state, formerRole, formerUntil }: OperatorRow, now: number): Partial<OperatorRow> {
  if (state === 'disabled') return {}
  const wasHigher = formerRole !== null && isLower(role, formerRole) && (formerUntil ?? 0) > now - LATELY_MS
  return { formerRole: wasHigher ? formerRole : role, formerUntil: now }
}
