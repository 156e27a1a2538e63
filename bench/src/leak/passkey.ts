/** A passkey that is registered nowhere. It signs like a real one, so that the server has everything to verify. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { SHOP } from '../regain.ts'

const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** WebAuthn 6.1: user present and user verified. */
const PRESENT_AND_VERIFIED = 0x05
const COUNTED = [0, 0, 0, 1]

export function createStranger() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    signs({ challenge, rpId } = { challenge: '', rpId: '' }) {
      const id = base64url(randomBytes(32))
      const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin: SHOP, crossOrigin: false }))
      const data = Buffer.concat([sha256(rpId), Buffer.from([PRESENT_AND_VERIFIED, ...COUNTED])])
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
        },
      }
    },
  }
}
