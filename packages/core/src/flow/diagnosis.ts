/** Why a person who knows their password can't sign in: the list of causes, the remedies for each, and how the right one is found. */
import * as v from 'valibot'
import type { Policy } from '../policy/policy.ts'
import { type Lock, lockCauses } from './lock.ts'

export const remedies = ['unlock', 'new-password', 'help'] as const
export const RemedySchema = v.picklist(remedies)
export type Remedy = v.InferOutput<typeof RemedySchema>

export const causeNames = [...lockCauses, 'password-changed', 'no-password', 'nothing-wrong', 'directory-unreachable'] as const
export const CauseSchema = v.picklist(causeNames)
export type Cause = v.InferOutput<typeof CauseSchema>

// A check function, because the OpenAPI document can't express patterns with flags.
const PROVIDER = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .&+'-]*[\p{L}\p{M}\p{N}.+])?$/u
/** A site's name for another service by which people sign in: short and plain, so that it can't read as an address or as our own text. */
export const ProviderSchema = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((name) => PROVIDER.test(name), 'must be a short plain name'),
)
/** More names would not help. */
export const MOST_PROVIDERS = 5

/** The remedies for each cause, the best first. Only operators undo a lock by operators. */
export const causes: { readonly [Name in Cause]: readonly Remedy[] } = {
  'disabled': ['help'],
  'operator': ['help'],
  'frozen': ['help'],
  'compromised': ['new-password', 'help'],
  'expired': ['new-password', 'help'],
  'too-many-sign-ins': ['unlock', 'new-password', 'help'],
  'no-password': ['new-password', 'help'],
  'password-changed': ['new-password', 'help'],
  'nothing-wrong': ['new-password', 'help'],
  'directory-unreachable': ['help'],
}

/** Wrong passwords counted under the account's names. Times in ms. */
export interface WrongSignIns {
  count: number
  last: number
  /** Coarse names of the browsers that they came from, the latest first, as far as the site reports them. */
  from?: readonly string[]
  /** When sign-in opens again, if it is still closed. */
  until?: number
}

/** What a directory knows about an account that could keep its owner from signing in. */
export interface Condition {
  lock?: Lock
  wrongSignIns?: WrongSignIns
  /** Absent: the directory does not say. */
  password?: { exists: boolean; changedAt?: number }
  /** The account's names at sign-in, masked. */
  names: readonly string[]
  /** Other services by which the person signs in, as the site calls them. */
  signsInWith?: readonly string[]
  /** Whether this directory can lift a lock by wrong passwords without a new password. */
  unlocks: boolean
}

/** The result, as the flow stores it. */
export interface Findings {
  cause: Cause
  /** Since when, in ms. */
  since: number
  wrongSignIns?: WrongSignIns
  names?: readonly string[]
  signsInWith?: readonly string[]
  unlocks?: boolean
}

/** The fifth wrong password locks sign-in: a name with that many failures is locked, or was until recently. */
const CLOSED_AFTER = 5
/** A person may forget a change after a few months. */
const CHANGED_LATELY_MS = 90 * 86_400_000

/** The gravest cause wins: a cause that another one's remedy could not lift comes first. `now` in ms. */
export function findCause({ lock, wrongSignIns, password, names, unlocks, signsInWith = [] }: Condition, now: number): Findings {
  const counted = wrongSignIns && wrongSignIns.count >= CLOSED_AFTER ? wrongSignIns : undefined
  if (lock && lock.cause !== 'too-many-sign-ins') return { cause: lock.cause, since: lock.since }
  if (lock ?? counted)
    return { cause: 'too-many-sign-ins', since: lock?.since ?? counted?.last ?? now, unlocks, ...(counted && { wrongSignIns: counted }) }
  const elsewhere = signsInWith.length > 0 && { signsInWith }
  if (password?.exists === false) return { cause: 'no-password', since: now, names, ...elsewhere }
  if (password?.changedAt !== undefined && now - password.changedAt < CHANGED_LATELY_MS)
    return { cause: 'password-changed', since: password.changedAt, names }
  return { cause: 'nothing-wrong', since: now, names, ...elsewhere }
}

/** The remedies that the realm and the directory allow. */
export const remediesOf = ({ cause, unlocks }: Findings, policy: Pick<Policy, 'unlock'>): Remedy[] =>
  causes[cause].filter((remedy) => remedy !== 'unlock' || (policy.unlock === 'same-password' && unlocks === true))
