/** Decides what a person must do next. Read it top to bottom: the first unmet requirement wins. */
import type { Policy } from '../policy/policy.ts'
import type { Flow, Offer } from './flow.ts'
import { isOver } from './flow.ts'
import type { Lock } from './lock.ts'
import { liftedByNewPassword } from './lock.ts'
import type { OfferedMethod, Step } from './step.ts'
import type { Support } from './support.ts'

const instant = (ms: number): string => new Date(ms).toISOString()

/** `now` in ms since the epoch. */
export function nextStep(flow: Flow, policy: Policy, support: Support, now: number): Step {
  if (flow.ended) return 'outcome' in flow.ended ? { type: 'done', ...flow.ended } : { type: 'stopped', because: flow.ended.because }
  if (isOver(flow, now)) return { type: 'stopped', because: 'expired' }
  const { named } = flow
  if (!named) return { type: 'identify', identifiers: [...policy.identifiers], captcha: policy.captcha.first }

  // Security: a decoy is never proven, whatever the store says.
  const proven = named.decoy ? 0 : new Set(flow.proven).size
  if (proven < policy.needed) {
    if (flow.withoutMethod) return { type: 'help', fields: [], support }
    if (flow.guesses >= policy.code.guesses) return { type: 'stopped', because: 'too-many-guesses' }
    if (flow.challenge) return challengeStep(flow, flow.challenge, policy)
    const methods = named.offers.filter((offer) => !flow.proven.includes(offer.method)).map((offer) => offered(offer, policy))
    if (methods.length === 0 || flow.sends >= policy.code.sends) return { type: 'help', fields: [], support }
    return { type: 'choose-method', methods, proven, needed: policy.needed }
  }

  if (flow.remedy === 'help') return { type: 'help', fields: [], support }
  if (named.lock && !liftedByNewPassword(named.lock.cause)) return diagnosisStep(named.lock)
  const { minLength, maxLength } = policy.password
  return { type: 'new-password', minLength, maxLength, username: named.username }
}

function challengeStep(flow: Flow, challenge: NonNullable<Flow['challenge']>, policy: Policy): Step {
  return {
    type: 'challenge',
    method: challenge.method,
    ...(policy.hints === 'masked' && { masked: challenge.masked }),
    guessesLeft: policy.code.guesses - flow.guesses,
    expiresAt: instant(challenge.expiresAt),
    ...(flow.sends < policy.code.sends && { resendAt: instant(challenge.resendAt) }),
  }
}

const offered = ({ ref, method, masked, complete }: Offer, policy: Policy): OfferedMethod =>
  policy.hints === 'hidden' ? { ref, method, complete: 'address' } : { ref, method, masked, complete }

const diagnosisStep = (lock: Lock): Step => ({ type: 'diagnosis', cause: lock.cause, since: instant(lock.since), remedies: ['help'] })
