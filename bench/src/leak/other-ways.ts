/** Methods without codes that a stranger can try (approval by mail, a passkey, recovery contacts), the other two reasons, and the questions of a case. */
import { freshEmail } from '../people.ts'
import { createStranger } from './passkey.ts'
import type { Walk } from './walk.ts'
import { begin, completion, mixed } from './walk.ts'

const WRONG_CONTACT_CODE = '86427531'
/** The right answer for an account that was created this month. */
const REMEMBERED = { 'account-made': new Date().toISOString().slice(0, 7), 'password-changed': '2024-11', 'last-order': 'RG-4711/88' }
/** An address gets a limited number of messages in ten minutes. */
const NEXT_SCENE_MS = 660_000

/** One batch; each subject takes part in each scene. */
export const walkOtherWays: Walk = async (regain, pairs, samples) => {
  const stranger = createStranger()
  const subjects = mixed(pairs)
  const each = await begin(regain, subjects, samples)
  await each('ask for approval', 'challenge', (walker) => ({
    type: 'choose-method',
    ref: walker.refs['email-approval'],
    complete: completion(walker),
  }))
  await each('back from approval', 'choose-method', () => ({ type: 'back' }))
  await each('choose a passkey', 'challenge', ({ refs }) => ({ type: 'choose-method', ref: refs.passkey }))
  await each('guess with a passkey', 'challenge', ({ step }) => ({ type: 'challenge', credential: stranger.signs(step.options) }))
  await each('back from a passkey', 'choose-method', () => ({ type: 'back' }))
  await each('ask contacts', 'challenge', ({ refs }) => ({ type: 'choose-method', ref: refs.contacts }))
  await each('guess of contacts', 'challenge', () => ({ type: 'challenge', code: WRONG_CONTACT_CODE }))

  for (const reason of ['cannot-sign-in', 'compromised'] as const) {
    await regain.turnClock(NEXT_SCENE_MS)
    const asked = await begin(regain, mixed(pairs), samples, `${reason}: `, reason)
    await asked('choose-method', 'challenge', (walker) => ({
      type: 'choose-method',
      ref: walker.refs['email-code'],
      complete: completion(walker),
    }))
    if (reason === 'cannot-sign-in') continue
    await asked('back', 'choose-method', () => ({ type: 'back' }))
    await asked('no-method', 'help', () => ({ type: 'no-method' }))
    await asked('help, and what they remember', 'done', () => ({
      type: 'help',
      contact: freshEmail(),
      whatHappened: 'My phone is lost.',
      evidence: REMEMBERED,
    }))
  }
  await regain.turnClock(NEXT_SCENE_MS)
}
