/** A passkey authenticator in software, for tests: real keys and real signatures, and it can be made to misbehave. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { ORIGIN } from './open-world.ts'

const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** Bits of WebAuthn 6.1. */
const PRESENT = 0x01
const VERIFIED = 0x04
const ATTESTED = 0x40

export interface Mood {
  /** False: user verification was skipped. */
  verified?: boolean
  /** The page that asked, as the browser saw it. */
  origin?: string
  host?: string
  /** The signature counter that it reports. */
  counter?: number
  /** The user handle that it reports. */
  handle?: string
}

export function createAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counted = 0

  const clientData = (type: string, challenge: string, origin: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  function authenticatorData({ verified = true, host = new URL(ORIGIN).hostname, counter }: Mood, more = 0): Buffer {
    counted = counter ?? counted + 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counted)
    return Buffer.concat([sha256(host), Buffer.from([PRESENT | (verified ? VERIFIED : 0) | more]), count])
  }

  return {
    id: base64url(id),
    create({ challenge }: { challenge: string }, mood: Mood = {}) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const key = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
        ]),
      )
      const authData = Buffer.concat([authenticatorData(mood, ATTESTED), Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const attestation = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]) as Parameters<typeof isoCBOR.encode>[0],
      )
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key' as const,
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', challenge, mood.origin ?? ORIGIN)),
          attestationObject: base64url(attestation),
        },
      }
    },
    get({ challenge }: { challenge: string }, mood: Mood = {}) {
      const client = clientData('webauthn.get', challenge, mood.origin ?? ORIGIN)
      const data = authenticatorData(mood)
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key' as const,
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
          ...(mood.handle !== undefined && { userHandle: mood.handle }),
        },
      }
    },
  }
}
