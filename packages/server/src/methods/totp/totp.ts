/** An authenticator app: its secret is sealed, and each code counts once. */
import { digitsIn } from '@regain/core'
import { and, lt } from 'drizzle-orm'
import type { Seal } from '../../crypto/seal.ts'
import { newAuthenticator, stepOfCode } from '../../crypto/totp.ts'
import type { Tx } from '../../db/database.ts'
import { keptMethods } from '../../db/schema.ts'
import type { MethodDeps, OfAccount, ServerMethod } from '../contract/method.ts'
import { isOf, putRow, readRow } from '../contract/rows.ts'

const contextOf = ({ realm, account }: OfAccount): string => `authenticator of ${realm} ${account}`

export const totp: ServerMethod<'totp'> = {
  name: 'totp',
  notices: { made: 'totp-set-up', removed: 'totp-removed', stopped: { stranger: 'totp-guessed', proven: 'totp-stopped' } },
  async look(tx, guess, deps) {
    const row = await readRow(tx, guess, 'totp')
    // Security: an account without an app, and an unknown name, get a dummy secret, opened and checked at the same cost.
    const { sealed, context } = row?.secret ? { sealed: row.secret, context: contextOf(guess) } : nobodys(deps)
    const secret = deps.seal.open(sealed, context)
    if (secret === undefined) throw new Error('the authenticator cannot be opened with this secret')
    const step = stepOfCode(secret, digitsIn(guess.typed), guess.now)
    if (!row?.secret || step === undefined) return undefined
    return {
      heldUntil: row.heldUntil,
      async useUp(tx) {
        // RFC 6238 5.2: a code that was accepted is not accepted again, nor an earlier one.
        const isLater = and(isOf(guess, 'totp'), lt(keptMethods.step, step))
        return (await tx.update(keptMethods).set({ step, usedAt: guess.now }).where(isLater)).rowsAffected === 1
      },
    }
  },
}

const NOBODY = 'authenticator of nobody'
const made = new WeakMap<Seal, string>()

function nobodys({ seal, chance }: MethodDeps): { sealed: string; context: string } {
  const sealed = made.get(seal) ?? seal.seal(newAuthenticator({ issuer: '', label: '' }, { chance }).secret, NOBODY)
  made.set(seal, sealed)
  return { sealed, context: NOBODY }
}

/** `step`: the time step of the code that confirmed the app; that code is now used. */
export const putTotp = (
  tx: Tx,
  of: OfAccount,
  { secret, step, now, heldUntil }: { secret: string; step: number; now: number; heldUntil: number },
  { seal }: MethodDeps,
): Promise<boolean> => putRow(tx, of, { method: 'totp', since: now, heldUntil, step, secret: seal.seal(secret, contextOf(of)) })
