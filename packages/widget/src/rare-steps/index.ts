/** The steps that few people see: diagnosis, help, methods that people keep, other endings. They load when somebody reaches one of them, in all languages. */
import type { KeptMethodName, Step } from '@regain/core'
import type { Screen, StepContext } from '../screen.ts'
import { approval, leadAfter } from './approval.ts'
import { diagnosis } from './diagnosis.ts'
import { ended, stopped } from './ended.ts'
import { caseOpened, help } from './help.ts'
import { kept } from './kept.ts'
import { kit } from './kit.ts'
import { newPasskey } from './new-passkey.ts'
import { review } from './review.ts'
import { wait } from './wait.ts'
import { rareTexts } from './words.ts'

export { why } from './explain-fault.ts'
export { equip } from './kit.ts'
export { replay } from './replay.ts'
export { leave, startOver } from './start-over.ts'
export { fillFromTextMessage } from './web-otp.ts'
export { refusalsIn } from './words.ts'

export type RareStep = Extract<
  Step,
  { type: 'choose-method' | 'diagnosis' | 'wait' | 'review' | 'help' | 'challenge' | 'new-password' | 'done' | 'stopped' }
>

export function screenOf(context: StepContext, step: RareStep): Screen {
  const w = rareTexts[context.t.language]
  const own = { ...context, w }
  switch (step.type) {
    case 'choose-method':
      return leadAfter(own, kit.chooseMethod(own, step, w))
    case 'diagnosis':
      return diagnosis(own, step)
    case 'wait':
      return wait(own, step)
    case 'review':
      return review(own, step)
    case 'help':
      return help(own, step)
    case 'challenge':
      return step.method === 'email-approval' || step.method === 'device-approval'
        ? approval(own, step)
        : kept(own, step, step.method as KeptMethodName)
    case 'new-password':
      return newPasskey(own, step)
    case 'done':
      return step.reference ? caseOpened(own, step) : ended(own, step)
    case 'stopped':
      return stopped(own, step)
  }
}
