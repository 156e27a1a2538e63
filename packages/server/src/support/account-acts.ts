/** What operators can do to an account, and what each act needs: for the routes, for the acts themselves, and for the console. */
import type { LockCause } from '@regain/core'
import { mustHaveCall } from '../calls/need-call.ts'
import type { Permission, Role } from '../operators/permissions.ts'
import { may } from '../operators/permissions.ts'
import type { Realm } from '../sites/realm.ts'

interface ActFacts {
  permission: Permission
  /** It changes the account itself, which is only possible in the built-in directory. */
  builtIn?: true
  /** People ask for it over the phone, so the realm may require a call. */
  asked?: true
  /** The lock that it sets: on an account that has it, there is nothing left to do. */
  puts?: LockCause
}

export const accountActs = {
  'unlock': { permission: 'accounts.unlock', builtIn: true, asked: true },
  'enable': { permission: 'accounts.unlock', builtIn: true, asked: true },
  'offer-recovery': { permission: 'accounts.start-recovery', asked: true },
  'lift-limits': { permission: 'accounts.unlock', asked: true },
  'void-codes': { permission: 'accounts.lock' },
  'end-sessions': { permission: 'accounts.lock', builtIn: true },
  'lock': { permission: 'accounts.lock', builtIn: true, puts: 'operator' },
  'disable': { permission: 'accounts.lock', builtIn: true, puts: 'disabled' },
  'remove-destination': { permission: 'destinations.remove', builtIn: true },
  'unmask': { permission: 'values.unmask' },
} as const satisfies Record<string, ActFacts>

export type AccountAct = keyof typeof accountActs
export const factsOf = (verb: AccountAct): ActFacts => accountActs[verb]

interface Looking {
  role: Role
  realm: Pick<Realm, 'webhook' | 'policy'>
  /** The operator's own, of this realm. */
  hasCall: boolean
  locks: readonly { cause: LockCause }[]
}

/** What this operator may do to this account now. `needsCall`: only after taking a call. */
export function actsFor({ role, realm, hasCall, locks }: Looking): Partial<Record<AccountAct, { needsCall: boolean }>> {
  const isOpen = ({ permission, builtIn, puts }: ActFacts) =>
    may(role, permission) && !(builtIn && realm.webhook) && locks.every(({ cause }) => cause !== puts)
  const needsCall = !hasCall && mustHaveCall(realm.policy, role)
  const open = Object.entries<ActFacts>(accountActs).filter(([, facts]) => isOpen(facts))
  return Object.fromEntries(open.map(([verb, { asked }]) => [verb, { needsCall: needsCall && asked === true }]))
}
