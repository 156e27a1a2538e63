/** Walks pairs of flows, one of an account and one of nobody, through every step that a stranger can reach, and keeps what the replies show. */
import { randomInt } from 'node:crypto'
import { freshEmail } from '../people.ts'
import type { Flow, Regain } from '../regain.ts'
import { flowOf, mustStandAt } from '../regain.ts'
import type { Samples } from './sample.ts'
import { UNKNOWN } from './sample.ts'

/** Who is behind a flow of the pair's known half; each is compared with names that nobody has. */
export const groups = ['ordinary', 'wrong address', 'disabled', 'locked', 'unverified', 'out of budget'] as const
export type Group = (typeof groups)[number]

export interface Subject {
  group: Group | typeof UNKNOWN
  email: string
}

interface Walker extends Subject {
  flow: Flow
  /** By method. Saved codes and apps are offered to everybody. */
  refs: Record<string, string>
}

export const unknownSubject = (): Subject => ({ group: UNKNOWN, email: freshEmail() })

const PAST_RESEND_MS = 31_000
const WRONG_CODE = '86427531'
const WRONG_SAVED_CODE = 'AAAA-BBBB-CCCC-DDDD'
const WRONG_APP_CODE = '864275'

/** One batch, step by step, so that the clock can be turned between a code and another one. */
export async function walkPairs(regain: Regain, pairs: readonly (readonly [Subject, Subject])[], samples: Samples): Promise<void> {
  await spendBudgets(
    regain,
    pairs.flat().filter(({ group }) => group === 'out of budget'),
  )
  // Either of a pair comes first as often as the other.
  const order = pairs.flatMap(([one, other]) => (randomInt(2) === 0 ? [one, other] : [other, one]))
  const walkers: Walker[] = []
  for (const subject of order) {
    const reply = await regain.start()
    samples.add('start', subject.group, reply)
    walkers.push({ ...subject, flow: flowOf(reply), refs: {} })
  }
  const captchas = []
  for (const _ of walkers) captchas.push(await regain.captcha())
  for (const [place, walker] of walkers.entries()) {
    const reply = await regain.answer(walker.flow, { type: 'identify', identifier: walker.email, captcha: captchas[place] })
    samples.add('identify', walker.group, reply)
    const methods = mustStandAt(reply, 'choose-method').flow.step.methods ?? []
    walker.refs = Object.fromEntries(methods.map(({ method, ref }) => [method, ref]))
  }
  const each = async (step: string, standsAt: string, answer: (walker: Walker) => Record<string, unknown>) => {
    for (const walker of walkers) {
      const reply = await regain.answer(walker.flow, answer(walker))
      samples.add(step, walker.group, reply)
      mustStandAt(reply, standsAt)
    }
  }
  await each('choose-method', 'challenge', ({ group, email, refs }) => ({
    type: 'choose-method',
    ref: refs['email-code'],
    complete: group === 'wrong address' ? `${email.slice(1)}m` : email,
  }))
  await each('guess', 'challenge', () => ({ type: 'challenge', code: WRONG_CODE }))
  await regain.turnClock(PAST_RESEND_MS)
  await each('resend', 'challenge', () => ({ type: 'resend' }))
  await each('back', 'choose-method', () => ({ type: 'back' }))
  await each('choose a saved code', 'challenge', ({ refs }) => ({ type: 'choose-method', ref: refs['saved-code'] }))
  await each('guess a saved code', 'challenge', () => ({ type: 'challenge', code: WRONG_SAVED_CODE }))
  await each('back from a saved code', 'choose-method', () => ({ type: 'back' }))
  await each('choose an app', 'challenge', ({ refs }) => ({ type: 'choose-method', ref: refs.totp }))
  await each('guess of an app', 'challenge', () => ({ type: 'challenge', code: WRONG_APP_CODE }))
  await each('no-method', 'help', () => ({ type: 'no-method' }))
  await each('help', 'done', () => ({ type: 'help', contact: freshEmail(), whatHappened: 'My phone is lost.', lastSignIn: 'In May' }))
}

/** Three codes each, by the default policy as many as one address gets in ten minutes. */
async function spendBudgets(regain: Regain, subjects: readonly Subject[]): Promise<void> {
  const flows: Flow[] = []
  for (const { email } of subjects) {
    const flow = flowOf(await regain.start())
    const named = await regain.answer(flow, { type: 'identify', identifier: email, captcha: await regain.captcha() })
    const [offer] = mustStandAt(named, 'choose-method').flow.step.methods ?? []
    mustStandAt(await regain.answer(flow, { type: 'choose-method', ref: offer?.ref, complete: email }), 'challenge')
    flows.push(flow)
  }
  for (let resends = 0; subjects.length > 0 && resends < 2; resends += 1) {
    await regain.turnClock(PAST_RESEND_MS)
    for (const flow of flows) mustStandAt(await regain.answer(flow, { type: 'resend' }), 'challenge')
  }
}
