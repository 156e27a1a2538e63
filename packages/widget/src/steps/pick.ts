import { LAST_DIGITS, type OfferedMethod } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'

/** Takes one of the addresses, and completes it by the name that was typed where that fits its mask: nobody types the same twice (WCAG 3.3.7). Everybody gets the mask, so nothing is learned by it. */
export function pick(c: FlowController, offer: OfferedMethod): void {
  c.picked = offer
  c.write('complete', completionBy((c.typed.get('identifier') ?? '').trim(), offer))
}

function completionBy(name: string, { masked = '-', complete }: OfferedMethod): string {
  // Without a sign of a phone number before it, a number may be a user name.
  if (complete === 'last-digits')
    return /^[+0]/.test(name) && name.endsWith(masked.slice(-2)) ? name.replace(/\D/g, '').slice(-LAST_DIGITS) : ''
  return name.toLowerCase().replace(/^(.).*@(.).*/u, '$1•••@$2•••') === masked ? name : ''
}
