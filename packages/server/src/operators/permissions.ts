/** All permissions and the roles that have them, read at each request. Anything not listed is refused. */
import type { Role } from '@regain/core'
import { roles } from '@regain/core'

export type { Role }
export { roles }

interface Rule {
  roles: readonly Role[]
  /** The operator must have proven who they are within `STEP_UP_MS` (ASVS 5.0 7.5.3). */
  stepUp?: true
}

const agents = ['agent', 'reviewer', 'owner'] as const
const reviewers = ['reviewer', 'owner'] as const
const owners = ['owner'] as const

export const permissions = {
  /** The operator's own profile and sessions. */
  'self.read': { roles },
  /** The operator's own passkeys, password and codes. */
  'self.change': { roles, stepUp: true },
  'operators.read': { roles },
  'operators.change': { roles: owners, stepUp: true },
  'operators.sign-out': { roles: owners },
  'approvals.read': { roles },
  /** Requesting approval for an act that the operator may do: see `guarded.ts`. */
  'approvals.ask': { roles: agents },
  /** Deciding a request, by operators who may do the act: see `guarded.ts`. */
  'approvals.decide': { roles: reviewers, stepUp: true },
  'approvals.see': { roles: owners },
  'approvals.rules': { roles: owners, stepUp: true },
  'identity-provider.read': { roles: owners },
  'identity-provider.change': { roles: owners, stepUp: true },
  'sites.read': { roles },
  'sites.change': { roles: owners, stepUp: true },
  'realms.add': { roles: owners, stepUp: true },
  'policy.read': { roles },
  'policy.change': { roles: owners, stepUp: true },
  'overview.read': { roles },
  'first-run.read': { roles: owners },
  'alerts.read': { roles },
  'alerts.acknowledge': { roles: agents },
  'alerts.rules': { roles: owners, stepUp: true },
  'readiness.read': { roles },
  'readiness.remind': { roles: owners, stepUp: true },
  'deliveries.read': { roles },
  'deliveries.retry': { roles: agents },
  'channels.pause': { roles: owners, stepUp: true },
  'record.read': { roles },
  'record.verify': { roles: reviewers },
  /** The operator's own exports and their files. The proof was asked for when the export began. */
  'record.exports': { roles: reviewers },
  'record.export': { roles: reviewers, stepUp: true },
  'attempts.read': { roles },
  'attempts.cancel': { roles: agents },
  'accounts.read': { roles },
  'accounts.unlock': { roles: agents },
  'accounts.lock': { roles: agents },
  'accounts.start-recovery': { roles: agents },
  'calls.read': { roles },
  /** Typing the code that a person on the phone reads out. */
  'calls.take': { roles: agents },
  'destinations.remove': { roles: reviewers, stepUp: true },
  'cases.read': { roles },
  /** Claiming a case, and answering it. */
  'cases.answer': { roles: reviewers },
  /** Deciding whether a person is let back in; it takes two operators. */
  'cases.decide': { roles: reviewers, stepUp: true },
  'values.unmask': { roles: reviewers, stepUp: true },
} as const satisfies Record<string, Rule>

export type Permission = keyof typeof permissions

export const rule = (permission: Permission): Rule => permissions[permission]
export const may = (role: Role, permission: Permission): boolean => rule(permission).roles.includes(role)
export const permissionsOf = (role: Role): Permission[] => (Object.keys(permissions) as Permission[]).filter((one) => may(role, one))
