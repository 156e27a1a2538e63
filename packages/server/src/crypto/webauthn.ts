/** Creates challenges for authenticators and verifies their answers (WebAuthn level 3), for people and operators alike. */
import type { Assertion, Attestation } from '@regain/core'
import type { Chance } from '../world/chance.ts'

/** 256 random bits; WebAuthn 13.4.3 asks for 128. */
export const newQuestion = ({ bytes }: Pick<Chance, 'bytes'>): Uint8Array<ArrayBuffer> => bytes(32)

export const questionOf = (chance: Pick<Chance, 'bytes'>): string => Buffer.from(newQuestion(chance)).toString('base64url')

/** COSE algorithms, the best first: EdDSA, ES256, RS256, in the order of preference that WebAuthn 5.4 asks for. */
export const algorithms: readonly number[] = [-8, -7, -257]

/** The expected challenge, origins and host. */
export interface Asked {
  /** base64url. */
  challenge: string
  /** Origins of pages that may have asked. */
  origins: readonly string[]
  /** The host that the passkey belongs to. */
  host: string
}

export const hostOf = (origin: string): string => new URL(origin).hostname

/**
 * The host that a site's passkeys belong to on this page: the page's own host, or on our hosted page the site's host above it. Browsers refuse any other host, unless
 * it lists our origin among its related ones (WebAuthn 5.11).
 */
export function hostForPage(origins: readonly string[], page: string | undefined): string {
  const hosts = origins.map(hostOf)
  const own = page === undefined ? '' : hostOf(page)
  return hosts.find((host) => host === own) ?? hosts.find((host) => own.endsWith(`.${host}`)) ?? hosts[0] ?? ''
}

export interface NewPasskey {
  id: string
  /** COSE key, base64url. */
  publicKey: string
  counter: number
  transports: readonly string[]
}

/** Code for certificates and encodings, which a server without passkeys never loads. */
export const loadWebAuthn = () => import('@simplewebauthn/server')

/** Undefined: it does not answer this challenge. */
export async function readAttestation(response: Attestation, { challenge, origins, host }: Asked): Promise<NewPasskey | undefined> {
  const { verifyRegistrationResponse } = await loadWebAuthn()
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: host,
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!verified?.verified) return undefined
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports }
}

export interface KnownPasskey {
  id: string
  publicKey: string
  counter: number
}

export interface ReadAssertion {
  counter: number
  /** A counter that did not grow means that the authenticator was copied (WebAuthn 6.1.1). */
  copied: boolean
}

/** Undefined: it does not answer this challenge, or this passkey did not sign it. */
export async function readAssertion(
  response: Assertion,
  { challenge, origins, host }: Asked,
  { id, publicKey, counter: known }: KnownPasskey,
): Promise<ReadAssertion | undefined> {
  const { verifyAuthenticationResponse } = await loadWebAuthn()
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: host,
    requireUserVerification: true,
    // The counter is checked below, to distinguish a copy from a forgery.
    credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 },
  }).catch(() => undefined)
  if (!verified?.verified) return undefined
  const { newCounter: counter } = verified.authenticationInfo
  return { counter, copied: (counter > 0 || known > 0) && counter <= known }
}
