/** Replays past attempts through `nextStep` under another policy: which it would have stopped, and which would have succeeded with less proof. */
import type { AuditEventName } from '../audit-events.ts'
import type { Flow } from '../flow/flow.ts'
import { nextStep } from '../flow/next-step.ts'
import type { Reason } from '../flow/reason.ts'
import type { Step } from '../flow/step.ts'
import type { IdentifierKind } from '../identifier/kind.ts'
import type { MethodName } from '../methods/method.ts'
import { isApproval, isSent } from '../methods/method.ts'
import { gateOf } from './gate.ts'
import type { Limit, Limits } from './limits.ts'
import type { Policy } from './policy.ts'
import { countProofs } from './proofs.ts'

export interface PastAttempt {
  id: string
  reason: Reason
  /** Milliseconds since the epoch, as all times here. */
  startedAt: number
  /** The keys that limits count by: a household's address, and a name. */
  address: string
  name: string
  named?: NonNullable<Flow['named']> & { kind: IdentifierKind }
  /** Oldest first. `again`: the person returned to a code that was sent before. */
  events: readonly { at: number; name: AuditEventName; method?: MethodName; again?: boolean }[]
}

export interface Walked {
  /** The event after which the person stopped by their own choice, or infinity. */
  stop: number
  because?: Stopping
  /** How many methods were proven when the recovery succeeded; undefined: it did not. */
  proofs?: number
}

/** The obstacle: a step that does not accept the answer, or a check before any step. */
export type Stopping =
  | { type: 'limit'; limit: keyof Limits }
  | { type: 'reason' | 'identifier' | 'method' | 'code-expired' | 'no-more-codes' }
  | { type: 'step'; step: Step['type']; because?: string }

export interface Walk {
  policy: Policy
  /** Whether codes of a method may go to anybody at all. */
  reaches(method: MethodName, attempt: PastAttempt): boolean
}

/** In the order of their start, because earlier attempts use up limits of later ones. */
export function walkAgain(attempts: readonly PastAttempt[], { policy, reaches }: Walk): Map<string, Walked> {
  const spend = createRoom(policy.limits)
  const walked = attempts.map((attempt) => [attempt.id, walkOne(attempt, policy, spend, (method) => reaches(method, attempt))] as const)
  return new Map(walked)
}

type Spend = (limit: keyof Limits, key: string, at: number) => boolean

/** The generic cell rate of the server's limits, in memory. */
function createRoom(limits: Limits): Spend {
  const arrivals = new Map<string, number>()
  return (name, key, at) => {
    const { burst, perSeconds }: Limit = limits[name]
    const interval = Math.ceil((perSeconds * 1000) / burst)
    const next = Math.max(arrivals.get(`${name} ${key}`) ?? 0, at) + interval
    if (next > at + burst * interval) return false
    arrivals.set(`${name} ${key}`, next)
    return true
  }
}

function walkOne(attempt: PastAttempt, policy: Policy, spend: Spend, reaches: (method: MethodName) => boolean): Walked {
  const { reason, startedAt, address, events } = attempt
  if (!policy.reasons.includes(reason)) return { stop: 0, because: { type: 'reason' } }
  if (!spend('startPerAddress', address, startedAt)) return { stop: 0, because: { type: 'limit', limit: 'startPerAddress' } }
  let flow: Flow = {
    reason,
    expiresAt: startedAt + policy.flowLifetimeSeconds * 1000,
    proven: [],
    guesses: 0,
    sends: 0,
    withoutMethod: false,
  }
  let proofs: number | undefined
  const found = () => (proofs === undefined ? {} : { proofs })
  for (const [number, event] of events.entries()) {
    const step = nextStep(flow, policy, {}, event.at)
    if (isIn(step)) proofs ??= countProofs(flow.proven, gateOf(flow.named ?? {}, policy))
    const next = takeEvent(flow, event, step, { attempt, policy, spend, reaches })
    if ('type' in next) return { stop: number, because: next, ...found() }
    flow = next
  }
  const last = nextStep(flow, policy, {}, events.at(-1)?.at ?? startedAt)
  if (isIn(last)) proofs ??= countProofs(flow.proven, gateOf(flow.named ?? {}, policy))
  return last.type === 'stopped'
    ? { stop: events.length, because: asStopping(last), ...found() }
    : { stop: Number.POSITIVE_INFINITY, ...found() }
}

const isIn = ({ type }: Step): boolean => type === 'new-password' || type === 'diagnosis' || type === 'review'
const asStopping = (step: Step): Stopping => ({ type: 'step', step: step.type, ...(step.type === 'stopped' && { because: step.because }) })

interface Around {
  attempt: PastAttempt
  policy: Policy
  spend: Spend
  reaches(method: MethodName): boolean
}

/** The facts after an event, or why it would not have happened. */
function takeEvent(flow: Flow, event: PastAttempt['events'][number], step: Step, around: Around): Flow | Stopping {
  switch (event.name) {
    case 'flow.identified':
      return step.type === 'identify' ? identified(flow, event.at, around) : asStopping(step)
    case 'challenge.opened':
      return opened(flow, event, step, around)
    case 'challenge.failed':
      if (isIn(step)) return flow
      return step.type === 'challenge' ? failed(flow) : asStopping(step)
    case 'challenge.passed':
      return passed(flow, event.at, step)
    case 'password.changed':
      return isIn(step) ? flow : asStopping(step)
    default:
      return flow
  }
}

function identified(flow: Flow, at: number, { attempt: { named, address, name }, policy, spend, reaches }: Around): Flow | Stopping {
  if (!named) return flow
  if (!policy.identifiers.includes(named.kind)) return { type: 'identifier' }
  if (!spend('identifyPerAddress', address, at)) return { type: 'limit', limit: 'identifyPerAddress' }
  const fromHere = spend('identifyPerNameAndAddress', `${name} ${address}`, at)
  if (!spend('identifyPerName', name, at) && !fromHere) return { type: 'limit', limit: 'identifyPerName' }
  const offers = named.offers.filter(({ method }) => policy.methods.includes(method) && reaches(method))
  return { ...flow, named: { ...named, offers } }
}

function opened(flow: Flow, { at, method, again }: PastAttempt['events'][number], step: Step, { policy }: Around): Flow | Stopping {
  // A person who has succeeded already needs no further code.
  if (isIn(step) || !method) return flow
  if (step.type !== 'choose-method' && step.type !== 'challenge') return asStopping(step)
  const ref = flow.named?.offers.find((offer) => offer.method === method)?.ref
  if (ref === undefined) return { type: 'method' }
  if (!isSent(method)) return { ...flow, challenge: { method, masked: '', expiresAt: flow.expiresAt, resendAt: flow.expiresAt } }
  const before = again ? flow.sent?.findLast((code) => code.ref === ref) : undefined
  if (before) return { ...flow, challenge: { method, masked: '', expiresAt: before.expiresAt, resendAt: before.expiresAt } }
  if (flow.sends >= policy.code.sends) return { type: 'no-more-codes' }
  const [expiresAt, resendAt] = [at + policy.code.lifetimeSeconds * 1000, at + policy.code.resendSeconds * 1000]
  const sent = [...(flow.sent ?? []), { ref, expiresAt }]
  return { ...flow, sends: flow.sends + 1, sent, challenge: { method, masked: '', expiresAt, resendAt } }
}

/** There is one try for a number. */
function failed({ challenge, ...flow }: Flow): Flow {
  const stays = challenge && !isApproval(challenge.method)
  return { ...flow, guesses: flow.guesses + 1, ...(stays && { challenge }) }
}

function passed({ challenge, ...flow }: Flow, at: number, step: Step): Flow | Stopping {
  if (isIn(step)) return flow
  if (step.type !== 'challenge' || !challenge) return asStopping(step)
  if (at >= challenge.expiresAt) return { type: 'code-expired' }
  return { ...flow, proven: [...new Set([...flow.proven, challenge.method])] }
}

/** What a change of policy would have done to an attempt. */
export type Effect =
  /** It succeeded, and would not have. */
  | 'refused'
  /** It would have succeeded where it did not, or with fewer proofs. */
  | 'with-less'
  /** It failed, and would have failed sooner. */
  | 'sooner'
  /** It failed, and could have continued for longer. */
  | 'further'

export function effectOf(before: Walked, after: Walked): Effect | undefined {
  if (before.proofs !== undefined && after.proofs === undefined) return 'refused'
  if (after.proofs !== undefined && after.proofs < (before.proofs ?? Number.POSITIVE_INFINITY)) return 'with-less'
  if (after.stop < before.stop) return after.proofs === undefined ? 'sooner' : 'refused'
  return after.stop > before.stop && after.proofs === undefined ? 'further' : undefined
}
