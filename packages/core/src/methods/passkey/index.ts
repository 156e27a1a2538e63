/** A key pair in a phone, a computer or a stick, used with finger, face or PIN (WebAuthn level 3). */
import type { Method } from '../method.ts'

export const passkey: Method<'passkey'> = {
  name: 'passkey',
  // A thief with the phone and its PIN has both the app and the passkey, so they count once.
  proofClass: 'authenticator',
  lostWith: 'phone',
}
