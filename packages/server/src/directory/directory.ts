/** The contract of a directory, the system that keeps the accounts. Each member must pass `conformance.ts`. */
import type { Assurance, Channel, Condition, Facts, IdentifierKind, Lock } from '@regain/core'
import type { Tx } from '../db/database.ts'

/** A canonical identifier: what core's `parseIdentifier` makes of the typing. */
export interface CanonicalIdentifier {
  kind: IdentifierKind
  value: string
}

/** For a directory that normalises names differently. */
export interface Written {
  /** As the person wrote it, without surrounding characters that were pasted. */
  written?: string
}

export interface AccountDestination {
  channel: Channel
  /** Canonical. Messages are sent only to this value. */
  value: string
  /** Only verified ones are offered. */
  verified: boolean
  /** Milliseconds since the epoch. */
  since: number
  /** When a new address begins to count as a proof. Absent where a site keeps the accounts, which has holds of its own. */
  heldUntil?: number
}

export interface FoundAccount {
  /** The directory's own name for the account; stable, never shown to the browser. */
  id: string
  destinations: AccountDestination[]
  /** Every identifier of the account: words that its password must not consist of. */
  identifiers: CanonicalIdentifier[]
  /** BCP 47, when known. */
  locale?: string
  /** The assurance level that the site gave. Absent: `aal1`. */
  assurance?: Assurance
  /** Absent: no. */
  privileged?: boolean
  /** Why the account can't sign in, if so. */
  lock?: Lock
  /** References for answers in a case; never shown to anybody. */
  facts?: Facts
  /** Set if a site keeps the accounts and says so: for its owner, who asks why sign-in fails. */
  hasPassword?: boolean
  signsInWith?: string[]
  /** Rises whenever the password or a destination changes or the account is disabled; flows and codes of an older one are dead. */
  generation: number
}

/** The directory can't be asked now. Never depends on the name: a failure that only some names cause is `none`. */
export type Unanswered = { result: 'unavailable' }

export type FindResult = { result: 'found'; account: FoundAccount } | { result: 'none' } | Unanswered

export type SetPasswordResult =
  /** `commit` runs inside the transaction that settles the flow. If the account is gone or has changed, it returns false and writes nothing. */
  | { result: 'ready'; commit(tx: Tx): Promise<boolean> }
  /** It has happened in another system and can't be rolled back. */
  | { result: 'changed' }
  | { result: 'gone' }
  /** The account has this password already, and it must be a new one. */
  | { result: 'unchanged' }
  /** Refused before anything happened: too busy, or not reachable. Try again soon. */
  | { result: 'busy' }
  /** The call may or may not have taken effect. Repeating it with the same idempotency key is safe, and necessary (R-1006). */
  | { result: 'unsure' }

export interface NewPassword {
  accountId: string
  /** Normalised to NFC. */
  password: string
  /** The generation that the person was asked to prove. */
  generation: number
  /** The same for repeats of one flow with the same new password. */
  idempotencyKey: string
  /** Somebody else may know the old password, so it can't be chosen again. Costs a second hash. Where the site keeps the accounts, the site checks it. */
  mustDiffer: boolean
  /** Hashes of earlier passwords that are refused for the same reason. */
  neither?: readonly string[]
}

/** An account in the generation that the person was asked to prove. */
export type AccountAt = Pick<NewPassword, 'accountId' | 'generation'>

export type InspectResult = { result: 'found'; condition: Condition } | { result: 'none' } | Unanswered

/** Changes an account in the transaction that records the change. Only possible where accounts and flows are in one database. */
export interface AccountLocks {
  /** Lifts the lock by wrong passwords and changes nothing else. False: the account has changed since, or is locked for another cause. */
  unlock(tx: Tx, account: AccountAt): Promise<boolean>
  /** Ends all sessions and blocks sign-in until there is a new password. Returns the new generation; undefined: the account has changed since. */
  lock(tx: Tx, account: AccountAt): Promise<number | undefined>
  /** Removes the password, with all other effects of setting a new one. False: the account has changed since, or has a lock that no new password lifts. */
  dropPassword(tx: Tx, account: AccountAt): Promise<boolean>
}

export interface Directory {
  name: string
  /** The same work and time for known and unknown names. If several accounts have the identifier, it finds none. */
  find(identifier: CanonicalIdentifier & Written): Promise<FindResult>
  /** Finds the same account by its id, for checks later in the flow. */
  read(accountId: string): Promise<FindResult>
  /** What keeps the owner from signing in. Called only after a proof, so its time reveals nothing to a stranger. */
  inspect(accountId: string): Promise<InspectResult>
  /** Absent where the site keeps the accounts and locks them itself. */
  locks?: AccountLocks
  /** Sets the password and ends every session of the account: in one step where possible, otherwise the password first. */
  setPassword(change: NewPassword): Promise<SetPasswordResult>
}
