/** Derives every key of the server from the one secret by HKDF with a purpose label (R-1201). No two purposes share a key. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

const purposes = [
  'flow-token',
  'flow-token-mac',
  'flow-identifier',
  'sealed-column',
  'captcha',
  'code',
  'decoy',
  'limit',
  'destination',
  'sign-in',
  'audit-chain',
  'audit-checkpoint',
  'idempotency',
  'site-key',
  'case-reference',
  'undo-link',
  'case-link',
  'call',
  'sms-webhook',
  'operator',
  'kept-method',
  'enrolment',
  'account-fact',
  'given-password',
  'database',
] as const
export type Purpose = (typeof purposes)[number]

/** Values from these keys become invalid when a backup is restored: a code that was used since would be valid again (R-1107). */
const untilRestored: ReadonlySet<Purpose> = new Set(['flow-token', 'flow-token-mac', 'code', 'captcha', 'case-link', 'call', 'enrolment'])

export interface Keys {
  /** The raw 256-bit key for a purpose, optionally of one realm. */
  key(purpose: Purpose, realm?: string): Uint8Array
  /** HMAC-SHA-256 in base64url over length-prefixed parts, so that different lists of parts never give the same input (ALTCHA CVE-2025-68113). */
  digest(purpose: Purpose, ...parts: readonly string[]): string
}

function lengthPrefixed(parts: readonly string[]): Buffer {
  const whole = Buffer.alloc(parts.reduce((sum, part) => sum + 4 + Buffer.byteLength(part), 0))
  let at = 0
  for (const part of parts) {
    const length = whole.write(part, at + 4)
    whole.writeUInt32BE(length, at)
    at += 4 + length
  }
  return whole
}

/** `epoch` is the database's, from `readEpoch`. */
export function deriveKeys(secret: Uint8Array, epoch = ''): Keys {
  const derived = new Map<string, Uint8Array>()
  const key = (purpose: Purpose, realm = ''): Uint8Array => {
    const label = `regain/1/${purpose}/${realm}${untilRestored.has(purpose) ? `/${epoch}` : ''}`
    let known = derived.get(label)
    if (!known) {
      known = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), label, 32))
      derived.set(label, known)
    }
    return known
  }
  return {
    key,
    digest: (purpose, ...parts) => createHmac('sha256', key(purpose)).update(lengthPrefixed(parts)).digest('base64url'),
  }
}

/** Compares two digests in constant time; strings of different lengths are never equal. */
export function sameDigest(one: string, other: string): boolean {
  const a = Buffer.from(one)
  const b = Buffer.from(other)
  // Security: lengths are public (fixed-length digests); contents are compared in constant time.
  return a.length === b.length && timingSafeEqual(a, b)
}
