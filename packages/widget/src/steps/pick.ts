import { LAST_DIGITS, type OfferedMethod } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'

/** Picks one of the addresses, and completes it with the name that was typed, if that fits its mask: nobody has to type the same twice (WCAG 3.3.7). The masks are shown to everybody, so this reveals nothing. */
export function pick(c: FlowController, offer: OfferedMethod): void {
  c.picked = offer
  c.write('complete', completionBy((c.typed.get('identifier') ?? '').trim(), offer))
}

function completionBy(name: string, { masked = '-', complete }: OfferedMethod): string {
  // A number that does not begin like a phone number may be a user name.
  if (complete === 'last-digits')
    return /^[+0]/.test(name) && name.endsWith(masked.slice(-2)) ? name.replace(/\D/g, '').slice(-LAST_DIGITS) : ''
  return name.toLowerCase().replace(/^(.).*@(.).*/u, '$1•••@$2•••') === masked ? name : ''
}
