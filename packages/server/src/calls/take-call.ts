/** Accepts the code that a person on the phone reads out, and gives the operator one to read out in turn. */
import { digitsIn } from '@regain/core'
import { and, eq, gt } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { calls } from '../db/schema.ts'
import { giveRoomBack, mustHaveRooms } from '../limits/room.ts'
import { note } from '../operators/note.ts'
import type { Caller, SignedIn } from '../operators/operator.ts'
import { valueRefused } from '../problems/problem.ts'
import { CALL_MS, CODE_DIGITS, codeDigest } from './call.ts'
import { isOwn } from './need-call.ts'
import type { CallNeeds } from './open-call.ts'
import { openedFrom } from './open-call.ts'

/** The acting operator, and their address. */
export interface AtCall {
  signedIn: SignedIn
  caller: Caller
}

/** False: no page shows this code now. Throws `too-many-requests`. An operator has one call at a time: this ends an earlier one. */
export async function takeCall(
  typed: string,
  { signedIn: { operator }, caller }: AtCall,
  { db, clock, keys }: CallNeeds,
): Promise<boolean> {
  // Input that can't be a code is not compared and not counted.
  if (digitsIn(typed).length !== CODE_DIGITS) throw valueRefused('code', `is not a code: a code has ${CODE_DIGITS} digits`)
  const now = clock.now()
  const rooms = [
    ['callCodesPerOperator', [operator.id]],
    ['callCodesInAll', []],
  ] as const
  // Security: counted in a separate transaction before the comparison, so that a refusal does not roll back the count.
  await db.write((tx) => mustHaveRooms(tx, rooms, undefined, { keys, clock }))
  const by = { operator: operator.id, requestId: caller.requestId }
  return await db.write(async (tx) => {
    const isWaiting = and(eq(calls.code, codeDigest(keys, digitsIn(typed))), eq(calls.state, 'waiting'), gt(calls.expiresAt, now))
    const [row] = await tx.select().from(calls).where(isWaiting)
    if (!row) {
      await note(tx, 'call.code-refused', by, now)
      return false
    }
    await endOwn(tx, operator.id, now)
    const sameNetwork = row.openedFrom === openedFrom(keys, caller.address)
    const taken = await tx
      .update(calls)
      .set({ state: 'taken', takenBy: operator.id, takenAt: now, expiresAt: now + CALL_MS, sameNetwork })
      .where(and(eq(calls.id, row.id), isWaiting))
    if (taken.rowsAffected === 0) return false
    for (const [limit, of] of rooms) await giveRoomBack(tx, limit, undefined, of, { keys })
    await note(tx, 'call.taken', by, now, { call: row.id, site: row.site, openedAt: row.openedAt, sameNetwork })
    return true
  })
}

/** The operator ends the call. */
export async function endCall({ signedIn: { operator }, caller }: AtCall, { db, clock }: CallNeeds): Promise<void> {
  const now = clock.now()
  await db.write(async (tx) => {
    const [row] = await tx.select({ id: calls.id }).from(calls).where(isOwn(operator.id, now))
    if (row && (await endOwn(tx, operator.id, now)))
      await note(tx, 'call.ended', { operator: operator.id, requestId: caller.requestId }, now, { call: row.id })
  })
}

const endOwn = async (tx: Tx, operator: string, now: number): Promise<boolean> =>
  (await tx.update(calls).set({ state: 'over', endedAt: now }).where(isOwn(operator, now))).rowsAffected > 0
