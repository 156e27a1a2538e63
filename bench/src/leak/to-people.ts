/** From a forgotten password through every step that a stranger can reach with codes, saved codes and an app, up to the support team. */
import { freshEmail } from '../people.ts'
import type { Flow, Regain } from '../regain.ts'
import { flowOf, mustStandAt } from '../regain.ts'
import type { Subject, Walk } from './walk.ts'
import { begin, completion, mixed } from './walk.ts'

const PAST_RESEND_MS = 31_000
const WRONG_CODE = '86427531'
const WRONG_SAVED_CODE = 'AAAA-BBBB-CCCC-DDDD'
const WRONG_APP_CODE = '864275'

/** One batch, step by step, so that the clock can be set forward between two codes. */
export const walkToPeople: Walk = async (regain, pairs, samples) => {
  await spendBudgets(
    regain,
    pairs.flat().filter(({ group }) => group === 'out of budget'),
  )
  const each = await begin(regain, mixed(pairs), samples)
  await each('choose-method', 'challenge', (walker) => ({
    type: 'choose-method',
    ref: walker.refs['email-code'],
    complete: completion(walker),
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

/** Three codes each: as many as one address gets in ten minutes by the default policy. */
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
