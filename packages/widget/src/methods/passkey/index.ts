/** A button: the browser asks for finger, face or PIN, and nothing is typed. */
import { hasPasskeys, usePasskey } from '../../passkeys.ts'
import type { KeptPress } from '../method.ts'

export const passkey: KeptPress = {
  isThere: hasPasskeys,
  async press({ options }, signal) {
    // A replay asks nothing.
    const credential = options && (await usePasskey(options, signal))
    return credential && { type: 'challenge', credential }
  },
}
