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

/** One address (real or decoy) that a code could go to, as this flow shows it; or what a person may keep, offered to everybody alike: nothing masked, nothing to complete. */
export interface Offer {
  ref: string
  method: MethodName
  masked: string
  complete: Completion | null
}

/** A method, or the word of two people of the site after a hold: that stands for as much as the policy asks. */
export type Proof = MethodName | 'operator'

export interface Flow {
  reason: Reason
  /** A practice run of somebody who is signed in: it ends before anything would change, and never becomes a real one. */
  drill?: boolean
  /** Milliseconds since the epoch. */
  expiresAt: number
  /** Absent until somebody is named. */
  named?: GateFacts & {
    /** As typed, for the password manager's `username` field. */
    username: string
    /** The name is unknown. Never changes what is shown before a proof, and there never is one. */
    decoy: boolean
    /** In the order shown. */
    offers: readonly Offer[]
    /** How a passkey would be made in place of a new password; absent: it can't be. */
    passkey?: PasskeyOptions
    /** Goes back to before a change that its owner says was not theirs: only addresses older than the change are offered (`undo.ts`). */
    undoes?: boolean
    /** From when on a new password is chosen, where that waits: in ms, known with the first proof (`wait.ts`). */
    readyAt?: number
    /** Why the account can't sign in, if so. Read only after proof. */
    lock?: Lock
    /** Why the account can't sign in, as it was found after proof. */
    findings?: Findings
    /** Recent activity of the account, read after a proof by a person who says that somebody else was in. */
    review?: Review
    /** They have read it, and said what was not theirs. */
    reviewed?: boolean
  }
  /** What was proven in this flow. */
  proven: readonly Proof[]
  /** Guesses spent over the whole flow. */
  guesses: number
  /** Codes asked for over the whole flow. */
  sends: number
  /** The open challenge, if any. */
  challenge?: Challenge
  /** Offers to which a code or link was sent that has not run out, in ms: the person can come back to them, also when no more can be sent. */
  sent?: readonly { ref: string; expiresAt: number }[]
  /** The person said: I don't have any of these. */
  withoutMethod: boolean
  /** The person read the diagnosis and chose this way out of it. */
  remedy?: 'new-password' | 'help'
  /** How it ended. */
  ended?: { outcome: Outcome; reference?: string; savedCodesLeft?: number } | { because: Stop }
}

/** Whether the flow is over: it ended, or it has expired. */
export const isOver = (flow: Pick<Flow, 'ended' | 'expiresAt'>, now: number): boolean => flow.ended !== undefined || now >= flow.expiresAt
