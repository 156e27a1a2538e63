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
  /** As typed; empty where it was signed. */
  typed: string
  signed?: Signed | undefined
  /** What is asked to be signed now: each question is answered once. */
  question: string | null
  now: number
}

/** What an authenticator signed, as it was read before the transaction: a signature takes longer than a statement. */
export interface Signed {
  /** Of the credential whose key it fits. */
  id: string
  question: string
  /** Whose the authenticator says it is, if it does. */
  handle?: string | undefined
  /** Of the credential, as it was read. */
  known: number
  counter: number
  copied: boolean
}

export interface Found {
  /** It is new, and proves nothing before then. */
  heldUntil: number
  /** One guarded statement: false, when another guess used it up first. */
  useUp(tx: Tx): Promise<boolean>
  /** After it was used up: how many have been, where one alone proves nothing. */
  heard?(tx: Tx): Promise<number>
  /** The answer is right but proves nothing: the notice that its owner gets. */
  warning?: OwnerChange
}

export interface OneOfSeveral {
  id: string
  name: string
  since: number
  heldUntil: number
  usedAt: number | null
  /** It is there when somebody else says yes by then; until they do, it proves nothing. */
  invitedUntil?: number
}

/** What an account can have more than one of. */
export interface Several {
  /** The oldest first. */
  each(tx: Pick<Tx, 'select'>, of: OfAccount): Promise<OneOfSeveral[]>
  /** As its owner sees them; absent: as above. */
  shown?(tx: Pick<Tx, 'select'>, of: OfAccount, seal: Seal): Promise<(OneOfSeveral & { masked: string })[]>
  /** One of them, or those set up from a moment on; with the last goes the method. False: there was none. */
  forget(tx: Tx, of: OfAccount, which: { id: string } | { since: number }): Promise<boolean>
}

export interface ServerMethod<Name extends KeptMethodName = KeptMethodName> {
  name: Name
  /** Undefined: wrong. Security: the same work whether there is such an account or not, and whether it has set this up or not. */
  look(tx: Tx, guess: Guess, deps: MethodDeps): Promise<Found | undefined>
  /** How many proofs of it are left, where they run out. */
  left?(tx: Pick<Tx, 'select'>, of: OfAccount): Promise<number>
  /** What its owner is told, at every address. */
  notices: {
    made: OwnerChange
    removed: OwnerChange
    used?: OwnerChange
    /** Of what has `mostWrong`: too many guesses went wrong. */
    stopped?: { stranger: OwnerChange; proven: OwnerChange }
  }
  /** The method asks for a signature, with a new challenge after each guess. */
  signs?: true
  several?: Several
  /** What it keeps beside its row in `kept_methods`. */
  forget?(tx: Tx, of: OfAccount): Promise<void>
}
