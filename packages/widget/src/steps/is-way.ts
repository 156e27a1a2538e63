import { isCode, type Step } from '@regain/core'

/** Whether the part for few shows it. */
export function isWay(step: Step): boolean {
  switch (step.type) {
    case 'choose-method':
      return step.methods.some(({ method }) => !isCode(method))
    case 'challenge':
      return !isCode(step.method)
    case 'new-password':
      return step.passkey !== undefined
    case 'done':
      // With anything to say beside its type and outcome.
      return step.outcome !== 'password-changed' || Object.keys(step).length > 2
    default:
      return ['diagnosis', 'wait', 'review', 'help', 'stopped'].includes(step.type)
  }
}
