/** Pairs of flows, one for an account and one for an unknown name, that take the same steps side by side; their replies are recorded. */
import { randomInt } from 'node:crypto'
import { freshEmail } from '../people.ts'
import type { Flow, FlowReply, Reason, Regain } from '../regain.ts'
import { flowOf, mustStandAt } from '../regain.ts'
import type { Samples } from './sample.ts'
import { UNKNOWN } from './sample.ts'

/** The account behind the known flow of a pair; the other flow has an unknown name. */
export type Group = 'ordinary' | 'wrong address' | 'disabled' | 'locked' | 'unverified' | 'out of budget' | 'keeps methods'

export interface Subject {
  group: Group | typeof UNKNOWN
  email: string
}

export interface Walker extends Subject {
  flow: Flow
  /** By method. Everybody is offered kept methods. */
  refs: Record<string, string>
  /** The current step. */
  step: FlowReply['flow']['step']
}

export type Walk = (regain: Regain, pairs: readonly (readonly [Subject, Subject])[], samples: Samples) => Promise<void>

export const unknownSubject = (): Subject => ({ group: UNKNOWN, email: freshEmail() })

/** The text that completes the chosen address. */
export const completion = ({ group, email }: Subject): string => (group === 'wrong address' ? `${email.slice(1)}m` : email)

/** Each of a pair comes first equally often. */
export const mixed = (pairs: readonly (readonly [Subject, Subject])[]): Subject[] =>
  pairs.flatMap(([one, other]) => (randomInt(2) === 0 ? [one, other] : [other, one]))

/** Starts a flow for each and names the account. `label` distinguishes the steps of several starts. */
export async function begin(regain: Regain, subjects: readonly Subject[], samples: Samples, label = '', reason?: Reason) {
  const walkers: Walker[] = []
  for (const subject of subjects) {
    const reply = await regain.start(reason)
    samples.add(`${label}start`, subject.group, reply)
    walkers.push({ ...subject, flow: flowOf(reply), refs: {}, step: { type: 'identify' } })
  }
  const captchas = []
  for (const _ of walkers) captchas.push(await regain.captcha())
  for (const [place, walker] of walkers.entries()) {
    const reply = await regain.answer(walker.flow, { type: 'identify', identifier: walker.email, captcha: captchas[place] })
    samples.add(`${label}identify`, walker.group, reply)
    walker.step = mustStandAt(reply, 'choose-method').flow.step
    walker.refs = Object.fromEntries((walker.step.methods ?? []).map(({ method, ref }) => [method, ref]))
  }
  /** Both answer, and must then be at the step `standsAt`. */
  return async (step: string, standsAt: string, answer: (walker: Walker) => Record<string, unknown>): Promise<void> => {
    for (const walker of walkers) {
      const reply = await regain.answer(walker.flow, answer(walker))
      samples.add(`${label}${step}`, walker.group, reply)
      walker.step = mustStandAt(reply, standsAt).flow.step
    }
  }
}
