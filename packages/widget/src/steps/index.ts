/** The part that loads while the person reads the first screen: the steps of a plain recovery, and the captchas. */
import type { Step } from '@regain/core'
import type { RareStep } from '../rare-steps/index.ts'
import type { Screen, StepContext } from '../screen.ts'
import { aloud } from './aloud.ts'
import { done } from './done.ts'
import { isRare } from './is-rare.ts'
import { kit } from './kit.ts'
import { fillFromTextMessage, rareScreenOf } from './load-rare-steps.ts'
import { newPassword } from './new-password.ts'
import { challenge, chooseMethod } from './prove.ts'

export { withCaptcha } from './captcha.ts'
export { foot, statusOf, wrongs } from './frame-parts.ts'
export { equip, replay, startOver, why } from './load-rare-steps.ts'
export { identify, loadCaptcha, look, refresh, resume, send, tick } from './send.ts'
export { show } from './show.ts'
export { default as css } from './steps.css?inline'

export function screenOf(context: StepContext, step: Step): Screen | undefined {
  const screen = screenFor(context, step)
  return typeof screen?.lead === 'string' ? { ...screen, lead: aloud(context, screen.lead) } : screen
}

function screenFor(context: StepContext, step: Step): Screen | undefined {
  if (isRare(step)) return rareScreenOf(context, step as RareStep)
  switch (step.type) {
    case 'identify':
      return kit.identify(context)
    case 'choose-method':
      return chooseMethod(context, step)
    case 'challenge':
      return { ...challenge(context, step), shown: () => step.method === 'sms-code' && fillFromTextMessage(context) }
    case 'new-password':
      return newPassword(context, step)
    case 'done':
      return done(context)
    default:
      return undefined
  }
}
