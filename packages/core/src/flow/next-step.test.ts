import { describe, expect, it } from 'vitest'
import type { MethodName } from '../methods/method.ts'
import { isSent, methodNames } from '../methods/method.ts'
import type { PasskeyOptions } from '../methods/passkey/credential.ts'
import type { GateFacts } from '../policy/gate.ts'
import { defaultPolicy, type Policy } from '../policy/policy.ts'
import { answersTaken, isFinal } from './advance.ts'
import { causeNames, causes, type Findings } from './diagnosis.ts'
import type { Flow, Offer, Proof } from './flow.ts'
import type { LockCause } from './lock.ts'
import { lockCauses } from './lock.ts'
import { nextStep } from './next-step.ts'
import { reasons } from './reason.ts'
import type { OfferedMethod, Step } from './step.ts'
import { outcomes, stops } from './step.ts'

const NOW = Date.UTC(2026, 10, 24)
const offer = (method: MethodName): Offer =>
  isSent(method)
    ? { ref: `ref-${method}`, method, masked: 'j•••@g•••', complete: 'address' }
    : { ref: `ref-${method}`, method, masked: '', complete: null }
const offerLists: Offer[][] = [[], [offer('email-code'), offer('sms-code')], methodNames.map(offer)]
const provenLists: Proof[][] = [
  [],
  // One mailbox is one proof.
  ['email-code', 'email-approval'],
  ['totp'],
  ['email-code', 'sms-code'],
  ['email-code', 'totp'],
  [...methodNames],
  ['operator'],
]
const challenges = [
  { method: 'email-code', masked: 'j•••@g•••', expiresAt: NOW + 1000, resendAt: NOW + 500 },
  { method: 'email-approval', masked: 'j•••@g•••', expiresAt: NOW + 1000, resendAt: NOW + 500, number: 47 },
  { method: 'passkey', masked: '', expiresAt: NOW + 1000, resendAt: NOW + 1000, passkey: { challenge: 'c', rpId: 'shop.example' } },
] as const
/** The options for a passkey at the end: present for every name, but shown only after a proof. */
const passkey: PasskeyOptions = {
  challenge: 'c',
  rp: { id: 'shop.example', name: 'Shop' },
  user: { id: 'u', name: 'jane', displayName: 'jane' },
  algorithms: [-7],
  known: [],
}
/** For each number of proofs: combinations that count together. */
const rules = [
  { needed: 1, proofs: 'different-methods' },
  { needed: 2, proofs: 'different-methods' },
  { needed: 2, proofs: 'different-classes' },
] as const
type Rule = (typeof rules)[number]
/** An ordinary account, one that always asks for two classes, one that the policy raises, and an attempt with warning signs. */
const gates: GateFacts[] = [{}, { privileged: true }, { strong: true }, { signals: ['many-accounts', 'new-country'] }]
const ends: Flow['ended'][] = [undefined, ...outcomes.map((outcome) => ({ outcome })), ...stops.map((because) => ({ because }))]
const locks: (LockCause | undefined)[] = [undefined, ...lockCauses]

/** What a diagnosis may have found. After a proof it replaces the lock. */
const found: (Findings | undefined)[] = [
  undefined,
  ...causeNames.map((cause) => ({ cause, since: NOW - 4000, unlocks: true, names: ['j•••@e•••'] })),
]

interface Walked {
  flow: Flow
  rule: Rule
  policy: Policy
}
const stepOf = ({ flow, policy }: Walked): Step => nextStep(flow, policy, {}, NOW)

function* everyFlow(): Generator<Walked> {
  for (const reason of reasons)
    for (const rule of rules)
      for (const policy of (['masked', 'hidden'] as const).map((hints) => ({
        ...defaultPolicy,
        ...rule,
        hints,
        signInByPasskey: hints === 'hidden',
        hold: { ...defaultPolicy.hold, onlyAddressHours: 24 },
      })))
        for (const expiresAt of [NOW, NOW + 1000])
          for (const ended of ends)
            for (const decoy of [undefined, false, true])
              for (const offers of decoy === undefined ? [[]] : offerLists)
                for (const [cause, undoes] of locksAndUndoing(decoy))
                  for (const proven of provenLists)
                    for (const guesses of isOver(ended, expiresAt) ? [5] : [0, 5])
                      for (const sends of isOver(ended, expiresAt) ? [3] : [0, 3])
                        for (const open of opened(offers.length, isOver(ended, expiresAt)))
                          for (const withoutMethod of [false, true])
                            for (const [facts, remedy, findings] of gatesAndFindings(
                              reason,
                              decoy === false && !ended && expiresAt > NOW,
                            )) {
                              const flow: Flow = {
                                reason,
                                expiresAt,
                                proven,
                                guesses,
                                sends,
                                withoutMethod,
                                ...(ended && { ended }),
                                ...(open && { challenge: open }),
                                ...(remedy && { remedy }),
                                ...(decoy !== undefined && {
                                  named: {
                                    username: 'jane',
                                    decoy,
                                    offers,
                                    passkey,
                                    ...facts,
                                    ...(undoes && { undoes }),
                                    ...(cause && { lock: { cause, since: NOW - 5000 } }),
                                    ...(findings && { findings }),
                                  },
                                }),
                              }
                              yield { flow, rule, policy }
                            }
}

/** An ended flow stays ended, whatever else is known. For those, one case with full counts and an open challenge stands for all. */
const isOver = (ended: Flow['ended'], expiresAt: number) => ended !== undefined || expiresAt <= NOW
const opened = (offers: number, over: boolean) =>
  over ? [challenges[0]] : [undefined, ...(offers === methodNames.length ? challenges.slice(1) : challenges.slice(0, 1))]

/** Only accounts have changes that can be undone. */
function* locksAndUndoing(decoy: boolean | undefined): Generator<[LockCause | undefined, boolean]> {
  for (const cause of decoy === undefined ? [undefined] : locks)
    for (const undoes of decoy === false ? [false, true] : [false]) yield [cause, undoes]
}

/** What the owner reviews before the new password, and has reviewed. */
const review = { changes: [{ ref: 'r', change: 'addresses-changed', at: NOW - 9, fate: 'open', came: ['t•••@e•••'] }], lately: [] } as const
const reviews = [{ review }, { review, reviewed: true }]

type Facts = Partial<NonNullable<Flow['named']>>
/** The only address: no wait is known yet, it is running (also before a review), or it is over. */
const alone = { signals: ['only-address'] } as const
const waits: Record<Flow['reason'], Facts[]> = {
  'forgot-password': [alone, { ...alone, readyAt: NOW + 1 }, { ...alone, readyAt: NOW }],
  'compromised': [{ ...alone, readyAt: NOW + 1, review }],
  'cannot-sign-in': [],
}
/** Only accounts have gates. Diagnoses and reviews exist for one reason each, for an account, in an open flow; they are not combined with gates. */
function* gatesAndFindings(reason: Flow['reason'], account: boolean): Generator<[Facts, Flow['remedy'], Findings | undefined]> {
  for (const remedy of [undefined, 'help', 'new-password'] as const) {
    for (const findings of account && reason === 'cannot-sign-in' ? found : [undefined]) yield [{}, remedy, findings]
    for (const facts of account ? gates.slice(1) : []) yield [facts, remedy, undefined]
    for (const facts of account && reason === 'compromised' ? reviews : []) yield [facts, remedy, undefined]
  }
  for (const facts of account ? waits[reason] : []) yield [facts, undefined, undefined]
}

const policies = new Map<Rule, Policy>(rules.map((rule) => [rule, { ...defaultPolicy, ...rule }]))
const hidden = { ...defaultPolicy, hints: 'hidden' } as const
const classOf: Record<Proof, string> = {
  'operator': 'operator',
  'email-code': 'sent',
  'sms-code': 'sent',
  'email-approval': 'sent',
  'saved-code': 'saved',
  'totp': 'authenticator',
  'passkey': 'authenticator',
  'contacts': 'contacts',
  'device-approval': 'sent',
}
/** The rule written independently: two proofs of different classes where the account needs them, otherwise the policy's numbers. */
const ruleFor = ({ named, proven }: Flow, rule: Rule): Rule =>
  (named?.privileged || named?.strong || named?.signals?.includes('many-accounts')) && proven.length > 0
    ? { needed: 2, proofs: 'different-classes' }
    : rule
/** A code and a link that come to one mailbox prove once. */
const kindOf = (proof: Proof, { proofs }: Rule) =>
  proofs === 'different-classes' ? classOf[proof] : proof === 'email-approval' ? 'email-code' : proof
const enough = (flow: Flow, rule: Rule) => {
  const asked = ruleFor(flow, rule)
  const kinds = flow.proven.map((method) => kindOf(method, asked))
  return flow.named?.decoy === false && (flow.proven.includes('operator') || new Set(kinds).size >= asked.needed)
}

const mayHaveNewPassword = ({ named, reason, remedy, proven }: Flow) => {
  const lock = named?.undoes && named.lock?.cause === 'frozen' ? undefined : named?.lock?.cause
  const cause = named?.findings?.cause ?? lock
  const sent = proven.includes('operator') && cause === undefined
  const asked = reason !== 'cannot-sign-in' || remedy === 'new-password' || sent
  return asked && (cause === undefined || causes[cause].includes('new-password'))
}

const isWaiting = ({ named, proven }: Flow): boolean =>
  named?.signals?.includes('only-address') === true &&
  proven.every((proof) => ['email-code', 'sms-code', 'email-approval'].includes(proof)) &&
  (named.readyAt ?? Number.POSITIVE_INFINITY) > NOW
const toReview = ({ named }: Flow): boolean => named?.review !== undefined && !named.reviewed

/** Each offer must lead on and still be possible. An offer of a kept method shows only its name. */
const fits = (offer: OfferedMethod, flow: Flow, rule: Rule) => {
  const asked = ruleFor(flow, rule)
  const isTaken = (given: Proof) => kindOf(given, asked) === kindOf(offer.method, asked)
  const asks = offer.method !== 'device-approval' || (flow.reason !== 'compromised' && !flow.drill)
  const mayBe = isSent(offer.method) ? flow.sends < defaultPolicy.code.sends : Object.keys(offer).join() === 'ref,method'
  return !flow.proven.some(isTaken) && mayBe && asks
}

// Millions of cases: seconds on an idle machine, minutes on a busy one.
describe('every combination of facts', { timeout: 300_000 }, () => {
  it('leads to no wrong step and has no dead end', () => {
    let combinations = 0
    const wrong: Walked[] = []
    const seen = new Set<string>()
    for (const walked of everyFlow()) {
      combinations += 1
      const { flow, rule, policy } = walked
      const step = stepOf(walked)
      seen.add(step.type)
      const over = flow.ended !== undefined || flow.expiresAt <= NOW
      const right =
        isFinal(step.type) === (over || step.type === 'stopped') &&
        (isFinal(step.type) || answersTaken(step.type).length >= 2) &&
        (step.type !== 'new-password' || (enough(flow, rule) && mayHaveNewPassword(flow) && !toReview(flow) && !isWaiting(flow))) &&
        (step.type !== 'review' || (enough(flow, rule) && mayHaveNewPassword(flow) && toReview(flow) && !isWaiting(flow))) &&
        (step.type !== 'wait' || (enough(flow, rule) && mayHaveNewPassword(flow) && isWaiting(flow))) &&
        (step.type !== 'new-password' || (step.passkey !== undefined) === (policy.signInByPasskey && !flow.named?.undoes)) &&
        (step.type !== 'diagnosis' || (enough(flow, rule) && step.remedies.includes('help'))) &&
        (step.type !== 'choose-method' || (step.needed === ruleFor(flow, rule).needed && step.proven < step.needed)) &&
        (step.type !== 'choose-method' || (step.methods.length > 0 && step.methods.every((offer) => fits(offer, flow, rule)))) &&
        (step.type !== 'challenge' || (step.guessesLeft > 0 && (isSent(step.method) || !(step.resendAt ?? step.masked)))) &&
        (step.type !== 'done' || flow.ended !== undefined) &&
        (step.type !== 'help' || !step.halfProven || (flow.proven.length > 0 && !flow.named?.decoy && !enough(flow, rule)))
      if (!right && wrong.length < 5) wrong.push(walked)
    }
    console.log(`nextStep: ${combinations} combinations walked`)
    expect(wrong).toEqual([])
    const all = ['challenge', 'choose-method', 'diagnosis', 'done', 'help', 'identify', 'new-password', 'review', 'stopped', 'wait']
    expect([...seen].sort()).toEqual(all)
    expect(combinations).toBeGreaterThan(100_000)
  })

  it('shows a stranger the same step for a decoy, a locked account, one that needs more proof, and any other', () => {
    for (const { flow, rule } of everyFlow()) {
      if (!flow.named || flow.proven.length > 0) continue
      const policy = policies.get(rule) ?? defaultPolicy
      const { username, offers } = flow.named
      const shown = JSON.stringify(nextStep({ ...flow, named: { username, offers, decoy: true } }, policy, {}, NOW))
      if (JSON.stringify(nextStep(flow, policy, {}, NOW)) !== shown) expect.fail(JSON.stringify(flow))
    }
  })

  it('lets a grant by operators satisfy every gate, but never for an unknown name', () => {
    for (const walked of everyFlow()) {
      const { flow } = walked
      if (!flow.named || !flow.proven.includes('operator') || flow.ended || flow.expiresAt <= NOW || flow.withoutMethod) continue
      const step = stepOf(walked)
      const asksForProof = step.type === 'choose-method' || step.type === 'challenge'
      if (!flow.named.decoy && asksForProof) expect.fail(JSON.stringify(flow))
      if (flow.named.decoy && (step.type === 'new-password' || step.type === 'diagnosis')) expect.fail(JSON.stringify(flow))
    }
  })

  it('ends a practice run where a password would be changed or support would be asked, and shows everything before that as usual', () => {
    const seen = new Set<string>()
    for (const walked of everyFlow()) {
      const { flow, rule } = walked
      if (!flow.named || flow.ended || flow.expiresAt <= NOW) continue
      const real = stepOf(walked)
      const policy = policies.get(rule) ?? defaultPolicy
      const step = nextStep({ ...flow, drill: true }, policy, {}, NOW)
      seen.add(step.type === 'done' ? step.outcome : step.type)
      const asks = step.type === 'choose-method' || step.type === 'challenge' || step.type === 'stopped'
      const right = asks
        ? step.type === real.type
        : step.type === 'done' &&
          (step.outcome === 'drill-passed'
            ? enough(flow, rule) && !flow.withoutMethod
            : step.outcome === 'drill-stuck' && real.type === 'help')
      if (!right) expect.fail(JSON.stringify({ flow, rule, step }))
    }
    expect([...seen].sort()).toEqual(['challenge', 'choose-method', 'drill-passed', 'drill-stuck', 'stopped'])
  })

  it('hides masked addresses if the realm hides its hints', () => {
    for (const { flow } of everyFlow()) {
      const shown = JSON.stringify(nextStep(flow, hidden, {}, NOW))
      if (shown.includes('•')) expect.fail(shown)
    }
  })

  it('lets the person return to a code while it is valid when no more can be sent, also for an unknown name', () => {
    const [mail, sms] = [offer('email-code'), offer('sms-code')]
    for (const decoy of [false, true]) {
      const listed = (expiresAt: number) => {
        const facts = { reason: 'forgot-password', expiresAt: NOW + 9000, proven: [], guesses: 0, sends: 3, withoutMethod: false } as const
        const flow = { ...facts, named: { username: 'jane', decoy, offers: [mail, sms] }, sent: [{ ref: sms.ref, expiresAt }] }
        const step = nextStep(flow, defaultPolicy, {}, NOW)
        return step.type === 'choose-method' ? step.methods.map(({ ref }) => ref) : step.type
      }
      expect([listed(NOW + 1), listed(NOW)]).toEqual([[sms.ref], 'help'])
    }
  })
})
