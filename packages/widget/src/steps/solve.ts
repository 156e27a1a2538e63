/** Solves an ALTCHA v2 challenge on the main thread, in small steps that don't disturb typing. A worker would need the page's content security policy to allow it. */
import type { CaptchaReply } from '@regain/core'

type WorkParameters = Extract<CaptchaReply, { kind: 'proof-of-work' }>['challenge']['parameters']

const toBytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const toHex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

export async function solve(
  { nonce, salt, cost, keyLength, keyPrefix }: WorkParameters,
  signal: AbortSignal,
): Promise<{ counter: number; derivedKey: string }> {
  const start = toBytes(nonce)
  const password = new Uint8Array(start.length + 4)
  password.set(start)
  const view = new DataView(password.buffer)
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt: toBytes(salt), iterations: cost }
  for (let counter = 0; !signal.aborted; counter += 1) {
    view.setUint32(start.length, counter)
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const derivedKey = toHex(await crypto.subtle.deriveBits(derivation, key, keyLength * 8))
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey }
  }
  throw signal.reason
}
