/** A mail with a link, and no code: on its page the person types the number that their own screen shows. */
import type { Method } from '../method.ts'

/** Two digits are carried from one screen to the other at a glance, and there is one try (number matching: CISA, "Implementing Number Matching in MFA Applications", 2022). */
export const APPROVAL_NUMBERS = { least: 10, most: 99 } as const

export const emailApproval: Method<'email-approval'> = {
  name: 'email-approval',
  // It comes by the mailbox to which a code would go.
  proofClass: 'sent',
  channel: 'email',
  complete: 'address',
  // NIST SP 800-63B-4 3.1.3.2: an out-of-band secret lives for ten minutes at most.
  longestCodeSeconds: 600,
}

/** As typed: full-width digits, and those of an Arabic or Persian keyboard, are digits, too. */
export function readApprovalNumber(typed: string): number | undefined {
  const plain = typed
    .slice(0, 32)
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\s/g, '')
  return /^\d{2}$/.test(plain) ? Number(plain) : undefined
}
