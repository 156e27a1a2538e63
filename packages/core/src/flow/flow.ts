/** What the server stores of one attempt: facts, never the next step. */
import type { MethodName } from '../methods/method.ts'
import type { PasskeyOptions } from '../methods/passkey/credential.ts'
import type { GateFacts } from '../policy/gate.ts'
import type { Challenge } from './challenge.ts'
import type { Findings } from './diagnosis.ts'
import type { Lock } from './lock.ts'
import type { Reason } from './reason.ts'
import type { Review } from './review.ts'
import type { Completion, Outcome, Stop } from './step.ts'

/** An address (real or decoy) for a code, as this flow shows it; or a kept method, which everybody is offered without a masked address. */
export interface Offer {
  ref: string
  method: MethodName
  masked: string
  complete: Completion | null
}

/** A method; or a grant by two operators after a hold, which is as good as all proofs that the policy asks for. */
export type Proof = MethodName | 'operator'

export interface Flow {
  reason: Reason
  /** A practice run by a signed-in person. It ends before anything would change, and never becomes a real recovery. */
  drill?: boolean
  /** Milliseconds since the epoch. */
  expiresAt: number
  /** Absent until an account is named. */
  named?: GateFacts & {
    /** As typed, for the password manager's `username` field. */
    username: string
    /** The name is unknown. Before a proof this never changes what is shown, and a decoy is never proven. */
    decoy: boolean
    /** In the order shown. */
    offers: readonly Offer[]
    /** How to create a passkey in place of the new password; absent: not possible. */
    passkey?: PasskeyOptions
    /** Undoes a change that the owner disputes: only addresses older than the change are offered (`undo.ts`). */
    undoes?: boolean
    /** When a recovery that waits may set a new password, in ms; known with the first proof (`wait.ts`). */
    readyAt?: number
    /** Why the account can't sign in, if so. Read only after a proof. */
    lock?: Lock
    /** The diagnosis, made after a proof. */
    findings?: Findings
    /** Recent activity of the account, read after a proof if the person says that somebody else was in it. */
    review?: Review
    /** The person has reviewed it, and marked what was not theirs. */
    reviewed?: boolean
  }
  /** What was proven in this flow. */
  proven: readonly Proof[]
  /** Guesses used in the whole flow. */
  guesses: number
  /** Codes requested in the whole flow. */
  sends: number
  /** The open challenge, if any. */
  challenge?: Challenge
  /** Offers with a code or link that has not expired, and when each expires, in ms. The person can return to them even if no more can be sent. */
  sent?: readonly { ref: string; expiresAt: number }[]
  /** The person said: I don't have any of these. */
  withoutMethod: boolean
  /** The person read the diagnosis and chose this remedy. */
  remedy?: 'new-password' | 'help'
  /** How it ended. */
  ended?: { outcome: Outcome; reference?: string; savedCodesLeft?: number } | { because: Stop }
}

/** Whether the flow is over: it ended, or it has expired. */
export const isOver = (flow: Pick<Flow, 'ended' | 'expiresAt'>, now: number): boolean => flow.ended !== undefined || now >= flow.expiresAt
