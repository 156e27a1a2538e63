/** Which steps few people see: the part that shows them loads when one of them comes. */
import { isCode, type Step } from '@regain/core'

export function isRare(step: Step): boolean {
  switch (step.type) {
    case 'choose-method':
      return step.methods.some(({ method }) => !isCode(method))
    case 'challenge':
      return !isCode(step.method)
    case 'new-password':
      return step.passkey !== undefined
    case 'done':
      // Passkeys and saved codes are mentioned on the last screen.
      return step.outcome !== 'password-changed' || (step.passkeys ?? step.savedCodes ?? step.savedCodesLeft) !== undefined
    default:
      return ['diagnosis', 'wait', 'review', 'help', 'stopped'].includes(step.type)
  }
}
