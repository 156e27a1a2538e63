/** The acts that need a second operator: the approvers of each, and how strict the installation's rules are. */
import type { actionTitles } from '@regain/core'
import { and, eq, inArray, ne, or } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader } from '../db/database.ts'
import { operators } from '../db/schema.ts'
import { storedJson } from '../db/stored-value.ts'
import { hadRoleLately } from './former-role.ts'
import type { Permission, Role } from './permissions.ts'
import { may, permissions } from './permissions.ts'

/** Titles in the console and in mails exist for these. Nobody can approve `break-glass`. */
export type GuardedAction = Exclude<keyof typeof actionTitles, 'break-glass'>

/** The permission that the act needs; the approving operator needs it too. */
const guarded = {
  /** Making an operator a reviewer or an owner. */
  'role-grant': 'operators.change',
  /** Disabling a reviewer or an owner, or lowering their role: afterwards one operator fewer can approve. */
  'right-to-agree': 'operators.change',
  /** Loosening one of these rules. */
  'weaker-rules': 'approvals.rules',
  /** Weakening a realm's policy: fewer proofs, longer lifetimes, more tries. */
  'weaker-policy': 'policy.change',
  /** Changing who can sign operators in. */
  'identity-provider': 'identity-provider.change',
  /** Unlocking a privileged account. */
  'privileged-unlock': 'accounts.unlock',
  /** Exporting events in bulk. */
  'export': 'record.export',
  /** Mail to many people. */
  'reminders': 'readiness.remind',
  /** A site's secret key can do everything that its back end can; a new site comes with one. */
  'site-key': 'sites.change',
  /** Pages on a new origin can show the site's widget. */
  'site-origins': 'sites.change',
  /** An endpoint that gets a realm's events, or a new secret for one. */
  'site-webhook': 'sites.change',
} as const satisfies Record<GuardedAction, Permission>
export const guardedActions = Object.keys(guarded) as GuardedAction[]

export const rolesFor = (action: GuardedAction): readonly Role[] => permissions[guarded[action]].roles

/** From loose to strict. `when-possible`: as soon as another operator could approve. */
const strictness = ['never', 'when-possible', 'always'] as const
const rule = v.optional(v.picklist(strictness), 'when-possible')
export const RulesSchema = v.strictObject({
  'role-grant': rule,
  'right-to-agree': rule,
  'weaker-rules': rule,
  'weaker-policy': rule,
  'identity-provider': rule,
  'privileged-unlock': rule,
  'export': rule,
  'reminders': rule,
  'site-key': rule,
  'site-origins': rule,
  'site-webhook': rule,
})
export type Rules = v.InferOutput<typeof RulesSchema>

export const secondPersonRules = storedJson('second-person-rules', (json) => v.parse(RulesSchema, json))

export const readRules = async (from: Pick<Reader, 'select'>): Promise<Rules> =>
  (await secondPersonRules.read(from)) ?? v.parse(RulesSchema, {})

export const isWeaker = (after: Rules, before: Rules): boolean =>
  guardedActions.some((action) => strictness.indexOf(after[action]) < strictness.indexOf(before[action]))

/** Whether the rules need a second person when this operator acts. `nobody-there`: they would, but there is no second person. */
export async function needsAnother(
  from: Pick<Reader, 'select' | '$count'>,
  action: GuardedAction,
  operator: string,
  now: number,
): Promise<'no' | 'yes' | 'nobody-there'> {
  const strict = (await readRules(from))[action]
  if (strict !== 'when-possible') return strict === 'always' ? 'yes' : 'no'
  const agreeing = rolesFor(action).filter((role) => may(role, 'approvals.decide'))
  const couldNow = and(eq(operators.state, 'active'), inArray(operators.role, agreeing))
  const could = and(ne(operators.id, operator), or(couldNow, hadRoleLately(agreeing, now)))
  return (await from.$count(operators, could)) > 0 ? 'yes' : 'nobody-there'
}
