/** A button: the browser asks for finger, face or PIN, and nothing is typed. */
import { hasPasskeys, usePasskey } from '../../passkeys.ts'
import type { KeptPress } from '../method.ts'

export const passkey: KeptPress = {
  isThere: hasPasskeys,
  async press({ passkey }, signal) {
    // A replay asks nothing.
    const credential = passkey && (await usePasskey(passkey, signal))
    return credential && { type: 'challenge', credential }
  },
}
