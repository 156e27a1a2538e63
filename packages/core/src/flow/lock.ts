/** Why an account cannot sign in, and whether a new password, after a proof, fixes it. */
import * as v from 'valibot'

export const lockCauses = ['too-many-sign-ins', 'operator', 'frozen', 'compromised', 'expired', 'disabled'] as const
export const LockCauseSchema = v.picklist(lockCauses)
export type LockCause = v.InferOutput<typeof LockCauseSchema>

export interface Lock {
  cause: LockCause
  /** Milliseconds since the epoch. */
  since: number
}

/**
 * Someone who proved who they are and chose a new password has answered these three; the site's people decide about the others. `frozen` came of "this wasn't
 * me": it also ends with the undoing of the change that it is about (`undo.ts`).
 */
export const liftedByNewPassword = (cause: LockCause): boolean =>
  cause === 'too-many-sign-ins' || cause === 'compromised' || cause === 'expired'
