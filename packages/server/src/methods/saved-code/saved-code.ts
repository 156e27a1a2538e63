/** Codes on a sheet of paper: each stored as a keyed digest, each valid once. */
import { SAVED_CODES } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { groupSavedCode, newSavedCodes, readSavedCode } from '../../crypto/saved-codes.ts'
import type { Tx } from '../../db/database.ts'
import { keptMethods, savedCodes } from '../../db/schema.ts'
import type { MethodDeps, OfAccount, ServerMethod } from '../contract/method.ts'
import { isOf, putRow, readRow } from '../contract/rows.ts'

const digestOf = ({ keys }: Pick<MethodDeps, 'keys'>, { realm, account }: OfAccount, code: string): string =>
  keys.digest('kept-method', 'saved-code', realm, account, code)

const isOwn = ({ realm, account }: OfAccount) => and(eq(savedCodes.realm, realm), eq(savedCodes.account, account))

export const savedCode: ServerMethod<'saved-code'> = {
  name: 'saved-code',
  async look(tx, guess, deps) {
    // The digest is keyed, so the time of its look-up reveals nothing about the code.
    const digest = digestOf(deps, guess, readSavedCode(guess.typed))
    const [found] = await tx.select().from(savedCodes).where(eq(savedCodes.digest, digest))
    if (!found) return undefined
    return {
      // Queried only if the guess is right, so a stranger can measure nothing.
      heldUntil: (await readRow(tx, guess, 'saved-code'))?.heldUntil ?? 0,
      async useUp(tx) {
        const used = await tx.delete(savedCodes).where(eq(savedCodes.digest, digest))
        if (used.rowsAffected === 1) await tx.update(keptMethods).set({ usedAt: guess.now }).where(isOf(guess, 'saved-code'))
        return used.rowsAffected === 1
      },
    }
  },
  notices: { made: 'saved-codes-made', removed: 'saved-codes-removed', used: 'saved-code-used' },
  left: (tx, of) => countLeft(tx, of),
  async forget(tx, of) {
    await tx.delete(savedCodes).where(isOwn(of))
  },
}

async function countLeft(tx: Pick<Tx, 'select'>, of: OfAccount): Promise<number> {
  const rows = await tx.select({ digest: savedCodes.digest }).from(savedCodes).where(isOwn(of))
  return rows.length
}

/** Creates ten new codes, shown once. Older ones become invalid. */
export async function renewSavedCodes(
  tx: Tx,
  of: OfAccount,
  { now, heldUntil }: { now: number; heldUntil: number },
  deps: MethodDeps,
): Promise<{ codes: string[]; renewed: boolean }> {
  await tx.delete(savedCodes).where(isOwn(of))
  const renewed = await putRow(tx, of, { method: 'saved-code', since: now, heldUntil })
  const codes = newSavedCodes(SAVED_CODES, deps)
  await tx.insert(savedCodes).values(codes.map((code) => ({ ...of, digest: digestOf(deps, of, code) })))
  return { codes: codes.map(groupSavedCode), renewed }
}

/** Creates one code in place of a used one. Undefined: the account has no saved codes any more. */
export async function addSavedCode(tx: Tx, of: OfAccount, deps: MethodDeps): Promise<string | undefined> {
  if (!(await readRow(tx, of, 'saved-code'))) return undefined
  const [code = ''] = newSavedCodes(1, deps)
  await tx.insert(savedCodes).values({ ...of, digest: digestOf(deps, of, code) })
  return groupSavedCode(code)
}
