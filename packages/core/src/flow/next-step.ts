/** Decides what a person must do next. Read it from top to bottom: the first unmet requirement wins. */
import { evidence } from '../evidence/index.ts'
import { isAsked, isSent } from '../methods/method.ts'
import { gateOf } from '../policy/gate.ts'
import type { Policy } from '../policy/policy.ts'
import { countProofs, stillProves } from '../policy/proofs.ts'
import { helpFields } from './answer.ts'
import type { Findings } from './diagnosis.ts'
import { remediesOf } from './diagnosis.ts'
import type { Flow, Offer } from './flow.ts'
import { isOver } from './flow.ts'
import type { Review } from './review.ts'
import type { OfferedMethod, Step } from './step.ts'
import { instant } from './step.ts'
import type { Support } from './support.ts'
import { mustWait, WAIT_GOOD_MS, waitUntil } from './wait.ts'

/** `now` in ms since the epoch. */
export function nextStep(flow: Flow, policy: Policy, support: Support, now: number): Step {
  if (flow.ended) return 'outcome' in flow.ended ? { type: 'done', ...flow.ended } : { type: 'stopped', because: flow.ended.because }
  if (isOver(flow, now)) return { type: 'stopped', because: 'expired' }
  const { named } = flow
  if (!named) return { type: 'identify', identifiers: [...policy.identifiers], captcha: policy.captcha.first }

  if (flow.withoutMethod) return helpStep(flow, policy, support)
  // Security: the account's own gate only shows after a first proof.
  const gate = flow.proven.length === 0 ? policy : gateOf(named, policy)
  // Security: a decoy is never proven, whatever is stored.
  const proven = named.decoy ? 0 : countProofs(flow.proven, gate)
  if (proven < gate.needed) {
    if (flow.guesses >= policy.code.guesses) return { type: 'stopped', because: 'too-many-guesses' }
    if (flow.challenge) return challengeStep(flow, flow.challenge, policy)
    const maySend = flow.sends < policy.code.sends
    const hasCode = (ref: string) => (flow.sent ?? []).some((code) => code.ref === ref && now < code.expiresAt)
    const isOpen = ({ ref, method }: Offer) => (isSent(method) ? maySend || hasCode(ref) : !isAsked(method) || mayAskDevices(flow))
    const open = named.offers.filter((offer) => stillProves(offer.method, flow.proven, gate) && isOpen(offer))
    if (open.length === 0) return helpStep(flow, policy, support, proven > 0)
    return { type: 'choose-method', methods: open.map((offer) => offered(offer, policy)), proven, needed: gate.needed }
  }

  // Security: a practice run ends here, whatever else its facts say. It looks nothing up, unlocks nothing, asks nobody and changes nothing.
  if (flow.drill) return { type: 'done', outcome: 'drill-passed' }

  if (flow.remedy === 'help') return helpStep(flow, policy, support)
  const found = findings(flow, named, policy)
  if (
    found &&
    !(remediesOf(found, policy).includes('new-password') && (flow.remedy === 'new-password' || flow.reason !== 'cannot-sign-in'))
  )
    return diagnosisStep(found, policy)
  // Security: until somebody else could have noticed the recovery, nothing about the account is changed or shown.
  if (mustWait(flow, policy)) {
    const readyAt = named.readyAt ?? waitUntil(policy, now)
    if (now < readyAt) return { type: 'wait', readyAt: instant(readyAt), until: instant(readyAt + WAIT_GOOD_MS) }
  }
  if (named.review && !named.reviewed) return reviewStep(named.review, policy)
  const { minLength, maxLength } = policy.password
  return { type: 'new-password', minLength, maxLength, username: named.username, ...passkeyInstead(named, policy) }
}

/** Undoing a change restores the account as it was, with a password. */
const passkeyInstead = ({ undoes, passkey }: NonNullable<Flow['named']>, { signInByPasskey }: Policy) =>
  signInByPasskey && !undoes && passkey ? { passkey } : {}

/**
 * Security: a thief may be signed in on a device, so after "someone else is in my account" and when undoing a change, devices prove nothing. Nor in a practice run: it runs
 * on the very device that would answer.
 */
export const mayAskDevices = ({ reason, drill }: Pick<Flow, 'reason' | 'drill'>): boolean => reason !== 'compromised' && !drill

/** A practice run ends here, because it asks no operators. */
function helpStep({ drill }: Flow, { evidence: { sources } }: Policy, support: Support, halfProven = false): Step {
  if (drill) return { type: 'done', outcome: 'drill-stuck' }
  // Security: depends only on the policy, so that the questions don't reveal whether an account exists.
  const questions = sources.map((source) => ({ source, asks: evidence[source].asks }))
  return {
    type: 'help',
    fields: [...helpFields],
    support,
    ...(halfProven && { halfProven }),
    ...(questions.length > 0 && { evidence: questions }),
  }
}

function challengeStep(flow: Flow, challenge: NonNullable<Flow['challenge']>, policy: Policy): Step {
  const sent = isSent(challenge.method)
  return {
    type: 'challenge',
    method: challenge.method,
    ...(sent && policy.hints === 'masked' && { masked: challenge.masked }),
    guessesLeft: policy.code.guesses - flow.guesses,
    expiresAt: instant(challenge.expiresAt),
    ...(sent && flow.sends < policy.code.sends && { resendAt: instant(challenge.resendAt) }),
    ...(challenge.contacts && { contacts: challenge.contacts }),
    ...(challenge.number !== undefined && { number: challenge.number }),
    ...(challenge.passkey && { options: challenge.passkey }),
  }
}

function offered({ ref, method, masked, complete }: Offer, policy: Policy): OfferedMethod {
  if (!isSent(method)) return { ref, method }
  return policy.hints === 'hidden' ? { ref, method, complete: 'address' } : { ref, method, masked, complete }
}

/** The diagnosis after a proof, or the lock that was known before. A person whose cause could not be looked up yet may ask again. */
function findings({ reason, expiresAt, proven }: Flow, named: NonNullable<Flow['named']>, policy: Policy): Findings | undefined {
  // Security: the freeze only ends for the person who undoes its change.
  const lock = named.undoes && named.lock?.cause === 'frozen' ? undefined : named.lock
  if (named.findings ?? lock) return named.findings ?? lock
  // A person with the link of a granted case comes for a new password.
  if (reason !== 'cannot-sign-in' || proven.includes('operator')) return undefined
  return { cause: 'directory-unreachable', since: expiresAt - policy.flowLifetimeSeconds * 1000 }
}

function reviewStep({ changes, lately }: Review, { hints }: Policy): Step {
  const shown = changes.map(({ at, gone, came, ...change }) => ({
    ...change,
    at: instant(at),
    ...(hints === 'masked' && gone && { gone: [...gone] }),
    ...(hints === 'masked' && came && { came: [...came] }),
  }))
  return { type: 'review', changes: shown, lately: lately.map(({ at, ...event }) => ({ at: instant(at), ...event })) }
}

function diagnosisStep(found: Findings, policy: Policy): Step {
  const { cause, since, wrongSignIns, names, signsInWith } = found
  return {
    type: 'diagnosis',
    cause,
    since: instant(since),
    remedies: remediesOf(found, policy),
    ...(wrongSignIns && {
      wrongSignIns: {
        count: wrongSignIns.count,
        last: instant(wrongSignIns.last),
        ...(wrongSignIns.from && { from: [...wrongSignIns.from] }),
        ...(wrongSignIns.until !== undefined && { until: instant(wrongSignIns.until) }),
      },
    }),
    ...(names && policy.hints === 'masked' && { names: [...names] }),
    ...(signsInWith && { signsInWith: [...signsInWith] }),
  }
}
