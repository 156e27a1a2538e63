/** Asks the browser for a passkey. It converts bytes itself: the oldest supported browsers have no JSON methods for this. */
import type { Assertion, Attestation, PasskeyOptions, PasskeyQuestion } from '@regain/core'

const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** False on pages without TLS, and in some in-app browsers. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function'

const common = ({ id, rawId }: PublicKeyCredential) => ({ id, rawId: text(rawId), type: 'public-key' as const, clientExtensionResults: {} })

/** Undefined if the person or the browser declined. */
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

/** `known` if this device already has one. Undefined if the person or the browser declined. */
export async function makePasskey({ challenge, rp, user, algorithms, known }: PasskeyOptions): Promise<Attestation | 'known' | undefined> {
  try {
    const publicKey = {
      challenge: bytes(challenge),
      rp,
      user: { ...user, id: bytes(user.id) },
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
      excludeCredentials: known.map((id) => ({ type: 'public-key' as const, id: bytes(id) })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      // The model of the authenticator is not needed, and could identify people.
      attestation: 'none',
    } as const
    const made = (await navigator.credentials.create({ publicKey: publicKey as never })) as PublicKeyCredential
    const { clientDataJSON, attestationObject } = made.response as AuthenticatorAttestationResponse
    return { ...common(made), response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) } }
  } catch (error) {
    return error instanceof DOMException && error.name === 'InvalidStateError' ? 'known' : undefined
  }
}
