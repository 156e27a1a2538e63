/** The contract of the server's half of a method without a destination. Members live in folders beside this file. */
import type { KeptMethodName } from '@regain/core'
import type { Tx } from '../db/database.ts'
import type { OwnerChange } from '../outbox/message.ts'
import type { Chance } from '../security/chance.ts'
import type { Keys } from '../security/keys.ts'
import type { Seal } from '../security/seal.ts'

export interface MethodDeps {
  keys: Keys
  seal: Seal
  chance: Chance
}

/** An account as flows name it: a digest, of a name that nobody has as well. */
export interface OfAccount {
  realm: string
  account: string
}

export interface Guess extends OfAccount {
  /** As typed. */
  typed: string
  now: number
}

export interface Found {
  /** One guarded statement: false, when another guess used it up first. */
  useUp(tx: Tx): Promise<boolean>
}

export interface ServerMethod<Name extends KeptMethodName = KeptMethodName> {
  name: Name
  /** Undefined: wrong. Security: the same work whether there is such an account or not, and whether it has set this up or not. */
  look(tx: Tx, guess: Guess, deps: MethodDeps): Promise<Found | undefined>
  /** How many proofs of it are left, where they run out. */
  left?(tx: Pick<Tx, 'select'>, of: OfAccount): Promise<number>
  /** What its owner is told, at every address. */
  notices: { made: OwnerChange; removed: OwnerChange; used?: OwnerChange }
  /** What it keeps beside its row in `kept_methods`. */
  forget?(tx: Tx, of: OfAccount): Promise<void>
}
