/** Asks the browser for a passkey. Bytes are turned by hand: the browsers' own JSON is younger than the oldest browser we serve. */
import type { Assertion, Attestation, PasskeyOptions, PasskeyQuestion } from '@regain/core'

const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Not on pages without TLS, nor in some browsers inside other apps. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function'

const common = ({ id, rawId }: PublicKeyCredential) => ({ id, rawId: text(rawId), type: 'public-key' as const, clientExtensionResults: {} })

/** Undefined: the person said no, or the browser did. */
export async function usePasskey({ challenge, rpId }: PasskeyQuestion, signal: AbortSignal): Promise<Assertion | undefined> {
  try {
    const publicKey = { challenge: bytes(challenge), rpId, userVerification: 'required' } as const
    const given = (await navigator.credentials.get({ publicKey, signal })) as PublicKeyCredential
    const { clientDataJSON, authenticatorData, signature, userHandle } = given.response as AuthenticatorAssertionResponse
    return {
      ...common(given),
      response: {
        clientDataJSON: text(clientDataJSON),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        ...(userHandle && { userHandle: text(userHandle) }),
      },
    }
  } catch {
    return undefined
  }
}

/** `known`: this device has one already. Undefined: the person said no, or the browser did. */
export async function makePasskey({ challenge, rp, user, algorithms, known }: PasskeyOptions): Promise<Attestation | 'known' | undefined> {
  try {
    const publicKey = {
      challenge: bytes(challenge),
      rp,
      user: { ...user, id: bytes(user.id) },
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
      excludeCredentials: known.map((id) => ({ type: 'public-key' as const, id: bytes(id) })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      // Which make of authenticator it is does not matter: nothing that tells people apart.
      attestation: 'none',
    } as const
    const made = (await navigator.credentials.create({ publicKey: publicKey as never })) as PublicKeyCredential
    const { clientDataJSON, attestationObject } = made.response as AuthenticatorAttestationResponse
    return { ...common(made), response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) } }
  } catch (error) {
    return error instanceof DOMException && error.name === 'InvalidStateError' ? 'known' : undefined
  }
}
