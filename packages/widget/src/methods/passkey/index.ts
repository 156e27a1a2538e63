/** A button: the browser asks for a fingerprint, a face or a PIN, and the person types nothing. */
import { hasPasskeys, usePasskey } from '../../passkeys.ts'
import type { KeptPress } from '../method.ts'

export const passkey: KeptPress = {
  isThere: hasPasskeys,
  async press({ options }, signal) {
    // A replay never asks the browser.
    const credential = options && (await usePasskey(options, signal))
    return credential && { type: 'challenge', credential }
  },
}
