/** Finds where two policies differ, and which of the changes are weaker. */

import type { PolicyNumber } from './numbers.ts'
import { policyNumbers } from './numbers.ts'
import type { Policy } from './policy.ts'

export type PolicyValue = string | number | boolean | readonly string[] | undefined

export interface PolicyChange {
  /** Such as `code.digits`. */
  path: string
  before: PolicyValue
  after: PolicyValue
  /** Weaker than before: a second operator must approve it. */
  weaker: boolean
}

export const comparePolicies = (before: Policy, after: Policy): PolicyChange[] => {
  const [old, now] = [flatten(before), flatten(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => written(old.get(path)) !== written(now.get(path)))
    .map((path) => ({ path, before: old.get(path), after: now.get(path), weaker: isWeaker(path, old.get(path), now.get(path)) }))
}

/** Each value by its path. Lists count as one value, and those without an order are sorted. */
export function flatten(policy: Policy): Map<string, PolicyValue> {
  const values = new Map<string, PolicyValue>()
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) values.set(path, (value as string[]).toSorted())
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) walk(inner, path === '' ? name : `${path}.${name}`)
    else if (value !== undefined) values.set(path, value as PolicyValue)
  }
  walk(policy, '')
  return values
}

const written = (value: PolicyValue): string => JSON.stringify(value) ?? ''

/** A longer list is weaker. */
const growing = (before: PolicyValue, after: PolicyValue): boolean =>
  Array.isArray(after) && after.some((member: string) => !((before ?? []) as readonly string[]).includes(member))

/** Values that are not numbers. */
const judges: Record<string, (before: PolicyValue, after: PolicyValue) => boolean> = {
  'methods': growing,
  // A longer list lets more count, so less of the others is needed.
  'evidence.sources': growing,
  // Absent means all countries.
  'smsCountries': (before, after) => before !== undefined && (after === undefined || growing(before, after)),
  'unlock': (_, after) => after === 'same-password',
  // Another way to sign in.
  'signInByPasskey': (_, after) => after === true,
  'hints': (_, after) => after === 'masked',
  'calls': (_, after) => after === 'optional',
  'proofs': (_, after) => after === 'different-methods',
  'gates.strong': (_, after) => after === 'as-others',
  'gates.byAuthenticator': (_, after) => after === false,
  'password.breachService': (_, after) => after === false,
  // These only change words or spellings, never a check.
  'reasons': () => false,
  'identifiers': () => false,
  'captcha.first': () => false,
  'defaultCountry': () => false,
  'localPart': () => false,
}

function isWeaker(path: string, before: PolicyValue, after: PolicyValue): boolean {
  const judge = judges[path]
  if (judge) return judge(before, after)
  const direction = path.startsWith('limits.') ? limitDirection(path) : (policyNumbers as Record<string, PolicyNumber>)[path]
  // Security: a change without a rule counts as weaker, so that a second operator looks at it.
  if (!direction) return true
  const [old, now] = [Number(before), Number(after)]
  return direction.weaker === 'lower' ? now < old : direction.weaker === 'higher' && now > old
}

/** A larger burst, or a faster refill. */
const limitDirection = (path: string): Pick<PolicyNumber, 'weaker'> => ({ weaker: path.endsWith('.burst') ? 'higher' : 'lower' })
