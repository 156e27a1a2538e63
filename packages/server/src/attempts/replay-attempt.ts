/** What a person saw, screen by screen: runs `nextStep` again on the facts after each event. */
import type { Flow, FlowView, MethodName, News, PasswordRefusal, Policy } from '@regain/core'
import { countProofs, gateOf, instant, isApproval, isSent, nextStep } from '@regain/core'
import type { StoredFlow } from '../flows/facts.ts'
import { toFlow } from '../flows/facts.ts'
import type { Site } from '../sites/realm.ts'

export interface Screen {
  /** The event that led to it; absent: the attempt ended without an event. */
  event?: number
  at: number
  flow: FlowView
  problem?: News
}

export interface ToldEvent {
  id: number
  at: number
  name: string
  details: Readonly<Record<string, string | number | boolean>>
}

/** By the current policy, because the audit log keeps events and not the rules of that day. `username`: masked, as operators see it. */
export function replayAttempt(stored: StoredFlow, username: string, site: Site, events: readonly ToldEvent[]): Screen[] {
  const { realm, support } = site
  const whole = toFlow(stored, site)
  const named = whole.named && { ...whole.named, username }
  const draw = (flow: Flow, at: number): Omit<Screen, 'event'> => ({
    at,
    flow: {
      id: stored.row.id,
      reason: flow.reason,
      expiresAt: instant(flow.expiresAt),
      step: nextStep(flow, realm.policy, support, at),
    },
  })
  const { reason, expiresAt } = whole
  let facts: Flow = { reason, ...(whole.drill && { drill: true }), expiresAt, proven: [], guesses: 0, sends: 0, withoutMethod: false }
  const screens: Screen[] = []
  for (const event of events) {
    const grown = grow(facts, event, { ...whole, ...(named && { named }) }, realm.policy)
    if (!grown) continue
    facts = grown
    const problem = newsOf(event)
    screens.push({ event: event.id, ...draw(facts, event.at), ...(problem && !facts.ended && { problem }) })
  }
  const endedAt = stored.row.endedAt ?? expiresAt
  if (whole.ended && !facts.ended) screens.push(draw({ ...facts, ended: whole.ended }, endedAt))
  return screens
}

function isProven({ proven, named }: Flow, policy: Policy): boolean {
  const gate = gateOf(named ?? {}, policy)
  return countProofs(proven, gate) >= gate.needed
}

/** Undefined: the screen did not change. */
function grow(facts: Flow, { name, at, details }: ToldEvent, whole: Flow, policy: Policy): Flow | undefined {
  const { challenge, ...asked } = facts
  const method = details.method as MethodName
  switch (name) {
    case 'flow.started':
    case 'password.refused':
      return facts
    case 'flow.identified':
      return { ...facts, ...(whole.named && { named: { ...whole.named, reviewed: false } }) }
    case 'case.continued':
      return { ...facts, ...(whole.named && { named: whole.named }), proven: ['operator'] }
    case 'challenge.opened': {
      const offers = whole.named?.offers ?? []
      const offer = offers[Number(details.offer ?? -1)] ?? offers.find((one) => one.method === method)
      const until = { expiresAt: at + policy.code.lifetimeSeconds * 1000, resendAt: at + policy.code.resendSeconds * 1000 }
      const kept = !isSent(method) && { expiresAt: facts.expiresAt, resendAt: facts.expiresAt }
      const contacts = method === 'contacts' && { contacts: { right: 0, needed: policy.contacts.needed } }
      const opened = { method, masked: offer?.masked ?? '', ...until, ...kept, ...contacts }
      return { ...asked, sends: facts.sends + (kept || details.again ? 0 : 1), challenge: opened }
    }
    case 'contact.heard': {
      const { needed } = policy.contacts
      return challenge && { ...facts, challenge: { ...challenge, contacts: { right: Number(details.heard), needed } } }
    }
    case 'challenge.failed':
      // There is one try for a number; the audit log never contains the number itself.
      return { ...(isApproval(method) ? asked : facts), guesses: facts.guesses + 1 }
    case 'challenge.passed':
      return { ...asked, guesses: facts.guesses + 1, proven: [...facts.proven, method] }
    case 'flow.help-asked':
      return isProven(facts, policy) ? { ...facts, remedy: whole.remedy ?? 'help' } : { ...facts, withoutMethod: true }
    case 'flow.diagnosed':
      return facts
    case 'flow.reviewed':
      return facts.named && { ...facts, named: { ...facts.named, reviewed: true } }
    case 'challenge.exhausted':
    case 'challenge.denied':
    case 'flow.cancelled':
    case 'flow.practised':
    case 'password.changed':
    case 'account.unlocked':
    case 'case.opened':
      return whole.ended ? { ...facts, ended: whole.ended } : undefined
    default:
      return undefined
  }
}

function newsOf({ name, details }: ToldEvent): News | undefined {
  if (name === 'challenge.failed' && !isApproval(details.method as MethodName)) return { code: 'code-wrong' }
  return name === 'password.refused' ? { code: 'password-refused', why: details.why as PasswordRefusal } : undefined
}
