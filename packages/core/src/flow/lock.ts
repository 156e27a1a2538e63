/** Why an account can't sign in, and whether a new password fixes it after a proof. */
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
 * A proof and a new password lift these three; operators decide about the others. `frozen` comes from "this wasn't
 * me" and also ends when that change is undone (`undo.ts`).
 */
export const liftedByNewPassword = (cause: LockCause): boolean =>
  cause === 'too-many-sign-ins' || cause === 'compromised' || cause === 'expired'
