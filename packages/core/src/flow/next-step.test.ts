import { describe, expect, it } from 'vitest'
import type { MethodName } from '../methods/method.ts'
import { methodNames } from '../methods/method.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { answersTaken, isFinal } from './advance.ts'
import { causeNames, causes, type Findings } from './diagnosis.ts'
import type { Flow, Offer } from './flow.ts'
import type { LockCause } from './lock.ts'
import { lockCauses } from './lock.ts'
import { nextStep } from './next-step.ts'
import { reasons } from './reason.ts'
import type { Step } from './step.ts'
import { outcomes, stops } from './step.ts'

const NOW = Date.UTC(2026, 10, 24)
const offer = (method: MethodName): Offer => ({ ref: `ref-${method}`, method, masked: 'j•••@g•••', complete: 'address' })
const offerLists = [[], [offer('email-code')], [offer('email-code'), offer('sms-code')]] as const
const provenLists: MethodName[][] = [[], ...methodNames.map((name) => [name]), [...methodNames]]
const challenge = { method: 'email-code', masked: 'j•••@g•••', expiresAt: NOW + 1000, resendAt: NOW + 500 } as const
const ends: Flow['ended'][] = [undefined, ...outcomes.map((outcome) => ({ outcome })), ...stops.map((because) => ({ because }))]
const locks: (LockCause | undefined)[] = [undefined, ...lockCauses]

/** What a look may have found; it speaks for the account as it is after proof. */
const found: (Findings | undefined)[] = [
  undefined,
  ...causeNames.map((cause) => ({ cause, since: NOW - 4000, unlocks: true, names: ['j•••@e•••'] })),
]

interface Walked {
  flow: Flow
  needed: number
  step: Step
}

function* everyFlow(): Generator<Walked> {
  for (const reason of reasons)
    for (const needed of [1, 2])
      for (const hints of ['masked', 'hidden'] as const)
        for (const expiresAt of [NOW, NOW + 1000])
          for (const ended of ends)
            for (const decoy of [undefined, false, true])
              for (const offers of decoy === undefined ? [[]] : offerLists)
                for (const cause of decoy === undefined ? [undefined] : locks)
                  for (const proven of provenLists)
                    for (const guesses of [0, 5])
                      for (const sends of [0, 3])
                        for (const open of [undefined, challenge])
                          for (const withoutMethod of [false, true])
                            for (const [remedy, findings] of remediesAndFindings(
                              reason === 'cannot-sign-in' && decoy === false && !ended && expiresAt > NOW,
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
                                    ...(cause && { lock: { cause, since: NOW - 5000 } }),
                                    ...(findings && { findings }),
                                  },
                                }),
                              }
                              yield { flow, needed, step: nextStep(flow, { ...defaultPolicy, needed, hints }, {}, NOW) }
                            }
}

/** Findings are made for one reason alone, of an account, while the flow is open. */
function* remediesAndFindings(looked: boolean): Generator<[Flow['remedy'], Findings | undefined]> {
  for (const remedy of [undefined, 'help', 'new-password'] as const)
    for (const findings of looked ? found : [undefined]) yield [remedy, findings]
}

const policies = [1, 2].map((needed) => ({ ...defaultPolicy, needed }))
const hidden = { ...defaultPolicy, hints: 'hidden' } as const
const enough = (flow: Flow, needed: number) => flow.named?.decoy === false && new Set(flow.proven).size >= needed

const mayHaveNewPassword = ({ named, reason, remedy }: Flow) => {
  const cause = named?.findings?.cause ?? named?.lock?.cause
  const asked = reason !== 'cannot-sign-in' || remedy === 'new-password'
  return asked && (cause === undefined || causes[cause].includes('new-password'))
}

describe('every combination of facts', { timeout: 60_000 }, () => {
  it('opens no wrong door and has no dead end', () => {
    let combinations = 0
    const wrong: Walked[] = []
    const seen = new Set<string>()
    for (const walked of everyFlow()) {
      combinations += 1
      const { flow, needed, step } = walked
      seen.add(step.type)
      const over = flow.ended !== undefined || flow.expiresAt <= NOW
      const right =
        isFinal(step.type) === (over || step.type === 'stopped') &&
        (isFinal(step.type) || answersTaken(step.type).length >= 2) &&
        (step.type !== 'new-password' || (enough(flow, needed) && mayHaveNewPassword(flow))) &&
        (step.type !== 'diagnosis' || (enough(flow, needed) && step.remedies.includes('help'))) &&
        (step.type !== 'choose-method' || step.methods.length > 0) &&
        (step.type !== 'challenge' || step.guessesLeft > 0) &&
        (step.type !== 'done' || flow.ended !== undefined)
      if (!right && wrong.length < 5) wrong.push(walked)
    }
    console.log(`nextStep: ${combinations} combinations walked`)
    expect(wrong).toEqual([])
    expect([...seen].sort()).toEqual(['challenge', 'choose-method', 'diagnosis', 'done', 'help', 'identify', 'new-password', 'stopped'])
    expect(combinations).toBeGreaterThan(100_000)
  })

  it('shows a stranger the same step for a decoy, a locked account and a free one', () => {
    for (const { flow, needed } of everyFlow()) {
      if (!flow.named || flow.proven.length > 0) continue
      const policy = policies[needed - 1] ?? defaultPolicy
      const { lock: _, findings: __, ...free } = flow.named
      const shown = JSON.stringify(nextStep({ ...flow, named: { ...free, decoy: true } }, policy, {}, NOW))
      if (JSON.stringify(nextStep(flow, policy, {}, NOW)) !== shown) expect.fail(JSON.stringify(flow))
    }
  })

  it('hides masked addresses where the realm hides its hints', () => {
    for (const { flow } of everyFlow()) {
      const shown = JSON.stringify(nextStep(flow, hidden, {}, NOW))
      if (shown.includes('•')) expect.fail(shown)
    }
  })
})
