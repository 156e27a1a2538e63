/** Masks an address: enough for its owner to recognise, at a width that does not reveal its length. */
import type { Channel, IdentifierKind } from './kind.ts'
import { nameKey } from './name-key.ts'

const DOTS = '•••'
const PHONE_DOTS = '••••••'

/** Folded, so that a mask doesn't show whether a name was stored or typed with other letters. */
export const firstLetter = (text: string): string => [...nameKey([...text.slice(0, 8)].slice(0, 2).join(''))][0] ?? '•'

export const maskEmail = (local: string, domain: string): string => `${firstLetter(local)}${DOTS}@${firstLetter(domain)}${DOTS}`
export const maskPhone = (lastTwoDigits: string): string => `${PHONE_DOTS}${lastTwoDigits}`

/** `value` is canonical. */
export function maskDestination(channel: Channel, value: string): string {
  if (channel === 'phone') return maskPhone(value.slice(-2))
  const at = value.lastIndexOf('@')
  return maskEmail(value.slice(0, at), value.slice(at + 1))
}

/** Masks any name of an account. `value` is canonical. */
export const maskIdentifier = ({ kind, value }: { kind: IdentifierKind; value: string }): string =>
  kind === 'handle' ? `${firstLetter(value)}${DOTS}` : maskDestination(kind, value)
