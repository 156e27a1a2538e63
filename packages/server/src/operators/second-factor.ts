/** The second factor in addition to an operator's password: an authenticator app, and saved codes for when it is lost. */
import { digitsIn, SAVED_CODE_LENGTH, SAVED_CODES, TOTP_DIGITS } from '@regain/core'
import { and, eq, lt } from 'drizzle-orm'
import { groupSavedCode, newSavedCodes, readSavedCode } from '../crypto/saved-codes.ts'
import { stepOfCode } from '../crypto/totp.ts'
import type { Tx } from '../db/database.ts'
import { operatorSavedCodes, operators } from '../db/schema.ts'
import type { OperatorDeps, OperatorRow } from './operator.ts'

export const authenticatorContext = (operator: string): string => `operator ${operator} authenticator`

export type CheckedGuess = { right: false } | { right: true /** Takes the place of the saved code that was used. */; savedCode?: string }

/** Undefined: the input is neither six digits nor a saved code, and is not counted. */
export function readSecondFactor(typed: string): { app?: string; saved?: string } | undefined {
  const [app, saved] = [digitsIn(typed), readSavedCode(typed)]
  if (saved.length === SAVED_CODE_LENGTH) return { saved }
  return app.length === TOTP_DIGITS ? { app } : undefined
}

/** Uses up a code from the authenticator app, or a saved one: neither works a second time. */
export async function useSecondFactor(tx: Tx, operator: OperatorRow, typed: string, deps: OperatorDeps): Promise<CheckedGuess> {
  const { app = '', saved = '' } = readSecondFactor(typed) ?? {}
  const secret = operator.totp === null ? undefined : deps.seal.open(operator.totp, authenticatorContext(operator.id))
  // Security: a password alone never signs anybody in, even if saved codes are left.
  if (secret === undefined) return { right: false }
  const step = stepOfCode(secret, app, deps.clock.now())
  if (step !== undefined) {
    const used = await tx
      .update(operators)
      .set({ totpStep: step })
      .where(and(eq(operators.id, operator.id), lt(operators.totpStep, step)))
    return { right: used.rowsAffected === 1 }
  }
  const used = await tx.delete(operatorSavedCodes).where(eq(operatorSavedCodes.digest, savedCodeDigest(operator.id, saved, deps)))
  if (used.rowsAffected === 0) return { right: false }
  const [savedCode = ''] = await addSavedCodes(tx, operator.id, 1, deps)
  return { right: true, savedCode }
}

/** Ten new codes, shown once; older ones become invalid. */
export async function renewSavedCodes(tx: Tx, operator: string, deps: OperatorDeps): Promise<string[]> {
  await tx.delete(operatorSavedCodes).where(eq(operatorSavedCodes.operator, operator))
  return await addSavedCodes(tx, operator, SAVED_CODES, deps)
}

async function addSavedCodes(tx: Tx, operator: string, count: number, deps: OperatorDeps): Promise<string[]> {
  const codes = newSavedCodes(count, deps)
  for (const code of codes)
    await tx.insert(operatorSavedCodes).values({ digest: savedCodeDigest(operator, code, deps), operator, createdAt: deps.clock.now() })
  return codes.map(groupSavedCode)
}

const savedCodeDigest = (operator: string, code: string, { keys }: OperatorDeps): string =>
  keys.digest('operator', 'saved-code', operator, code)
