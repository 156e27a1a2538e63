/** Pairs of flows, one of an account and one of an unknown name, that go through the same steps side by side; their replies are recorded. */
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
  /** By method. What people keep is offered to everybody. */
  refs: Record<string, string>
  /** Where the flow stands. */
  step: FlowReply['flow']['step']
}

export type Walk = (regain: Regain, pairs: readonly (readonly [Subject, Subject])[], samples: Samples) => Promise<void>

export const unknownSubject = (): Subject => ({ group: UNKNOWN, email: freshEmail() })

/** What completes the chosen address. */
export const completion = ({ group, email }: Subject): string => (group === 'wrong address' ? `${email.slice(1)}m` : email)

/** Either of a pair comes first as often as the other. */
export const mixed = (pairs: readonly (readonly [Subject, Subject])[]): Subject[] =>
  pairs.flatMap(([one, other]) => (randomInt(2) === 0 ? [one, other] : [other, one]))

/** Begins a flow for each, and names the account. `label` tells the steps of several such beginnings apart. */
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
  /** Both answer, and are at the step `standsAt` afterwards. */
  return async (step: string, standsAt: string, answer: (walker: Walker) => Record<string, unknown>): Promise<void> => {
    for (const walker of walkers) {
      const reply = await regain.answer(walker.flow, answer(walker))
      samples.add(`${label}${step}`, walker.group, reply)
      walker.step = mustStandAt(reply, standsAt).flow.step
    }
  }
}
