/** What loads while the person reads the first screen: every later step, and the captchas. */
import { isCode, type Step } from '@regain/core'
import type { Screen, StepContext } from '../screen.ts'
import { done, stopped } from './ending.ts'
import { identify as firstScreen } from './kit.ts'
import { newPassword } from './new-password.ts'
import { challenge, chooseMethod } from './prove.ts'
import { wayOut } from './ways.ts'

export { foot, isOver, statusOf, wrongs } from './around.ts'
export { withCaptcha } from './captcha.ts'
export { equip } from './kit.ts'
export { identify, loadCaptcha, look, send } from './send.ts'
export { default as css } from './steps.css?inline'

export function screenOf(context: StepContext, step: Step): Screen | undefined {
  switch (step.type) {
    case 'identify':
      return firstScreen(context)
    case 'choose-method':
      return step.methods.some(({ method }) => !isCode(method)) ? wayOut(context, step) : chooseMethod(context, step)
    case 'challenge':
      return isCode(step.method) ? challenge(context, step) : wayOut(context, step)
    case 'new-password':
      return step.passkey ? wayOut(context, step) : newPassword(context, step)
    case 'diagnosis':
    case 'wait':
    case 'review':
    case 'help':
      return wayOut(context, step)
    case 'done':
      // With nothing to say beside its type and outcome.
      return step.outcome === 'password-changed' && !Object.keys(step)[2] ? done(context) : wayOut(context, step)
    case 'stopped':
      return stopped(context, step)
  }
}
