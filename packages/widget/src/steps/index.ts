/** What loads while the person reads the first screen: every later step, and the captchas. */
import type { Step } from '@regain/core'
import type { Screen, StepContext } from '../screen.ts'
import type { WayStep } from '../ways/index.ts'
import { aloud } from './aloud.ts'
import { done } from './ending.ts'
import { isWay } from './is-way.ts'
import { identify as firstScreen } from './kit.ts'
import { newPassword } from './new-password.ts'
import { challenge, chooseMethod } from './prove.ts'
import { fillFromTextMessage, wayOut } from './ways.ts'

export { foot, statusOf, wrongs } from './around.ts'
export { withCaptcha } from './captcha.ts'
export { equip } from './kit.ts'
export { identify, loadCaptcha, look, refresh, resume, send, tick } from './send.ts'
export { show } from './show.ts'
export { default as css } from './steps.css?inline'
export { replay, startOver, why } from './ways.ts'

export function screenOf(context: StepContext, step: Step): Screen | undefined {
  const screen = screenFor(context, step)
  return typeof screen?.lead === 'string' ? { ...screen, lead: aloud(context, screen.lead) } : screen
}

function screenFor(context: StepContext, step: Step): Screen | undefined {
  if (isWay(step)) return wayOut(context, step as WayStep)
  switch (step.type) {
    case 'identify':
      return firstScreen(context)
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
