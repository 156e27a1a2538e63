/** A mail with a link instead of a code: on its page the person types the number that their own screen shows. */
import { digitsIn } from '../../identifier/digits.ts'
import type { Method } from '../method.ts'

/** Two digits can be carried between screens at a glance, and there is one try (number matching: CISA, "Implementing Number Matching in MFA Applications", 2022). */
export const APPROVAL_NUMBERS = { min: 10, max: 99 } as const

export const emailApproval: Method<'email-approval'> = {
  name: 'email-approval',
  // It arrives in the same mailbox as a code would.
  proofClass: 'sent',
  channel: 'email',
  complete: 'address',
  // NIST SP 800-63B-4 3.1.3.2: an out-of-band secret is valid for ten minutes at most.
  longestCodeSeconds: 600,
}

/** As typed: digits of any script, with any separators. */
export function readApprovalNumber(typed: string): number | undefined {
  const digits = digitsIn(typed.slice(0, 32))
  return digits.length === 2 ? Number(digits) : undefined
}
