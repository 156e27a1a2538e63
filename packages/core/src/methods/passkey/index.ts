/** A key pair in a phone, a computer or a stick, used with finger, face or PIN (WebAuthn level 3). */
import type { Method } from '../method.ts'

export const passkey: Method<'passkey'> = {
  name: 'passkey',
  // Whoever takes a phone and knows its PIN has its app and its passkey: together they prove once.
  proofClass: 'authenticator',
  lostWith: 'phone',
}
