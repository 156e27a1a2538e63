/** The contract of a directory, the system that keeps the accounts. Each member must pass `conformance.ts`. */
import type { Assurance, Channel, Condition, Facts, IdentifierKind, Lock } from '@regain/core'
import type { Tx } from '../db/database.ts'

/** A canonical identifier: what core's `parseIdentifier` makes of the typing. */
export interface CanonicalIdentifier {
  kind: IdentifierKind
  value: string
}

/** For a directory that compares names in another form than ours. */
export interface Written {
  /** As the person wrote it, without what was pasted around it. */
  written?: string
}

export interface AccountDestination {
  channel: Channel
  /** Canonical; the only value a message is ever sent to. */
  value: string
  /** Only verified ones are offered. */
  verified: boolean
  /** Milliseconds since the epoch. */
  since: number
  /** It is new, and proves nothing before then; absent: where a site keeps the accounts, holds are the site's. */
  heldUntil?: number
}

export interface FoundAccount {
  /** The directory's own name for the account; stable, never shown to the browser. */
  id: string
  destinations: AccountDestination[]
  /** Every identifier of the account: words that its password may not consist of. */
  identifiers: CanonicalIdentifier[]
  /** BCP 47, when known. */
  locale?: string
  /** What the site says of it; absent: `aal1`. */
  assurance?: Assurance
  /** Absent: no. */
  privileged?: boolean
  /** Why it can't sign in, if so. */
  lock?: Lock
  /** What answers in a case are compared with; never shown to anybody. */
  facts?: Facts
  /** Where a site keeps the accounts, and says so: for its owner, who asks why. */
  hasPassword?: boolean
  signsInWith?: string[]
  /** Rises whenever the password or a destination changes or the account is disabled; flows and codes of an older one are dead. */
  generation: number
}

/** The directory can't be asked now. Never depends on the name: a failure that only some names cause is `none`. */
export type Unanswered = { result: 'unavailable' }

export type FindResult = { result: 'found'; account: FoundAccount } | { result: 'none' } | Unanswered

export type SetPasswordResult =
  /** `commit` runs inside the transaction that settles the flow; when the account is gone or has changed it returns false, and nothing is written. */
  | { result: 'ready'; commit(tx: Tx): Promise<boolean> }
  /** It has happened elsewhere, and nothing takes it back. */
  | { result: 'changed' }
  | { result: 'gone' }
  /** It is the one that the account has, where that may not be. */
  | { result: 'unchanged' }
  /** Refused before anything happened: too much to do at once, or not reached at all. Try again soon. */
  | { result: 'busy' }
  /** The call may or may not have taken effect; repeating it with the same idempotency key is safe, and needed (R-1006). */
  | { result: 'unsure' }

export interface NewPassword {
  accountId: string
  /** NFC. */
  password: string
  /** The generation that the person proved themselves against. */
  generation: number
  /** Stable over repeats of one flow's same new password. */
  idempotencyKey: string
  /** Somebody else may know the old one, so it can't be chosen again. Costs a second hash, and is left to the site where the site keeps the accounts. */
  mustDiffer: boolean
  /** Hashes of older ones that it may not be either, for the same reason. */
  neither?: readonly string[]
}

/** An account as it was when the person was asked to prove who they are. */
export type AccountAt = Pick<NewPassword, 'accountId' | 'generation'>

export type InspectResult = { result: 'found'; condition: Condition } | { result: 'none' } | Unanswered

/** What is done to an account in the transaction that records it: only where accounts and flows are in one database. */
export interface Door {
  /** Lifts the lock by wrong passwords; all else stays as it is. False: the account has changed since, or is locked for another cause. */
  unlock(tx: Tx, account: AccountAt): Promise<boolean>
  /** Ends all sessions and lets nobody sign in until there is a new password. The generation from here on; undefined: the account has changed since. */
  shut(tx: Tx, account: AccountAt): Promise<number | undefined>
  /** Leaves it without a password: what else a new one does, this does too. False: the account has changed since, or is locked for what no new password lifts. */
  dropPassword(tx: Tx, account: AccountAt): Promise<boolean>
}

export interface Directory {
  name: string
  /** Same work and same time for known and unknown. Of several accounts with the identifier: none. */
  find(identifier: CanonicalIdentifier & Written): Promise<FindResult>
  /** The same account by its own id; for checks later in the flow. */
  read(accountId: string): Promise<FindResult>
  /** What keeps the owner out. Asked only after proof, so its time tells a stranger nothing. */
  inspect(accountId: string): Promise<InspectResult>
  /** Absent: the site keeps the accounts, and opens and shuts its doors itself. */
  door?: Door
  /** Sets the password and ends every session of the account: at once together where that is possible, else password first. */
  setPassword(change: NewPassword): Promise<SetPasswordResult>
}
