/** The contract of the server's half of a method without a destination. Members are in folders beside this file. */
import type { KeptMethodName, OwnerChange } from '@regain/core'
import type { Keys } from '../../crypto/keys.ts'
import type { Seal } from '../../crypto/seal.ts'
import type { Tx } from '../../db/database.ts'
import type { Chance } from '../../world/chance.ts'

export interface MethodDeps {
  keys: Keys
  seal: Seal
  chance: Chance
}

/** An account as flows name it: a digest, for an unknown name as well. */
export interface OfAccount {
  realm: string
  account: string
}

export interface Guess extends OfAccount {
  flow: string
  /** As typed; empty for a signature. */
  typed: string
  signed?: Signed | undefined
  /** The challenge to be signed now. Each is answered once. */
  question: string | null
  now: number
}

/** A signature as it was read before the transaction, because verifying one takes longer than a statement. */
export interface Signed {
  /** The credential that the signature fits. */
  id: string
  question: string
  /** The user handle that the authenticator returned, if any. */
  handle?: string | undefined
  /** The credential's counter when it was read. */
  known: number
  counter: number
  copied: boolean
}

export interface Found {
  /** When it begins to count as a proof; 0 or past: it counts. */
  heldUntil: number
  /** One guarded statement. False: another guess used it up first. */
  useUp(tx: Tx): Promise<boolean>
  /** Called after it was used up, for a method where one code proves nothing: how many codes were right. */
  heard?(tx: Tx): Promise<number>
  /** The answer is right but proves nothing: the notice for the owner. */
  warning?: OwnerChange
}

export interface OneOfSeveral {
  id: string
  name: string
  since: number
  heldUntil: number
  usedAt: number | null
  /** Set while an invited person has not answered; until they accept, it proves nothing. */
  invitedUntil?: number
}

/** For methods of which an account can have several. */
export interface Several {
  /** The oldest first. */
  each(tx: Pick<Tx, 'select'>, of: OfAccount): Promise<OneOfSeveral[]>
  /** What its owner sees; default: `each`. */
  shown?(tx: Pick<Tx, 'select'>, of: OfAccount, seal: Seal): Promise<(OneOfSeveral & { masked: string })[]>
  /** Removes one of them, or all that were set up since a time. With the last one the method is removed. False: there was none. */
  forget(tx: Tx, of: OfAccount, which: { id: string } | { since: number }): Promise<boolean>
}

export interface ServerMethod<Name extends KeptMethodName = KeptMethodName> {
  name: Name
  /** Undefined: wrong. Security: the same work whether or not the account exists, and whether or not it has this method. */
  look(tx: Tx, guess: Guess, deps: MethodDeps): Promise<Found | undefined>
  /** How many proofs are left, for methods that run out. */
  left?(tx: Pick<Tx, 'select'>, of: OfAccount): Promise<number>
  /** The notices that its owner gets, at every address. */
  notices: {
    made: OwnerChange
    removed: OwnerChange
    used?: OwnerChange
    /** For methods with `mostWrong`: too many guesses were wrong. */
    stopped?: { stranger: OwnerChange; proven: OwnerChange }
  }
  /** The method asks for a signature, with a new challenge after each guess. */
  signs?: true
  several?: Several
  /** Deletes what the method keeps beside its row in `kept_methods`. */
  forget?(tx: Tx, of: OfAccount): Promise<void>
}
