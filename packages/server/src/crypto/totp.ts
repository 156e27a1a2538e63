/** Authenticator apps (RFC 6238), for operators and people: new secrets, and the time step of a code. */
import { TOTP_DIGITS } from '@regain/core'
import { Secret, TOTP } from 'otpauth'
import { encode, renderSVG } from 'uqr'
import type { Chance } from '../world/chance.ts'

const PERIOD_SECONDS = 30
/** RFC 4226 4 R6: 160 bits are recommended. */
const SECRET_BYTES = 20

// SHA-1 and six digits are what all authenticator apps support; callers limit guesses to make up for the short code.
const totpOf = (secret: Secret, issuer: string, label: string): TOTP =>
  new TOTP({ issuer, label, secret, period: PERIOD_SECONDS, digits: TOTP_DIGITS })

export interface NewAuthenticator {
  secret: string
  /** The link that an authenticator app reads. */
  uri: string
}

/** The same as a picture, as a data URL, for the console. */
export const drawQr = (uri: string): string => `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri)).toString('base64')}`

/** The same row by row, for pages whose policy forbids data URLs. */
export const qrRows = (uri: string): string[] => encode(uri).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))

/** The app shows both: the issuer and the account. A colon would end the issuer. */
export function newAuthenticator({ issuer, label }: { issuer: string; label: string }, { chance }: { chance: Chance }): NewAuthenticator {
  const secret = new Secret({ buffer: chance.bytes(SECRET_BYTES).buffer })
  return { secret: secret.base32, uri: totpOf(secret, issuer.replaceAll(':', ' '), label).toString() }
}

/** The time step that the code belongs to: the current or the previous one (RFC 6238 5.2, NIST SP 800-63B-4 3.1.5.1). Undefined: neither. */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totpOf(Secret.fromBase32(secret), '', '').validate({ token: code, timestamp: now, window: 1 })
  return delta === 0 || delta === -1 ? Math.floor(now / 1000 / PERIOD_SECONDS) + delta : undefined
}
