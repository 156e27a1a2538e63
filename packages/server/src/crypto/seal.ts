/** Seals values that the server must read again, but nobody with a copy of the database or a token may: AES-256-GCM, bound to a context. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Chance } from '../world/chance.ts'
import type { Keys, Purpose } from './keys.ts'

export interface Seal {
  /** base64url of nonce, ciphertext and tag. `context` is authenticated but not stored: opening needs the same one. */
  seal(plain: string, context: string): string
  /** The text; undefined if it was altered, or sealed with another key or for another context. */
  open(sealed: string, context: string): string | undefined
  /** The same for a value of plain data. */
  sealJson(value: object, context: string): string
  openJson<Value extends object>(sealed: string, context: string): Value | undefined
}

const NONCE = 12
const TAG = 16

export function createSeal(keys: Keys, purpose: Purpose, chance: Chance): Seal {
  const key = keys.key(purpose)
  const seal: Seal = {
    seal(plain, context) {
      // 96 random bits: NIST SP 800-38D 8.3 allows 2^32 messages per key.
      const nonce = chance.bytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context, 'utf8'))
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < NONCE + TAG) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(context, 'utf8'))
        .setAuthTag(bytes.subarray(bytes.length - TAG))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
    sealJson: (value, context) => seal.seal(JSON.stringify(value), context),
    openJson<Value>(sealed: string, context: string) {
      const text = seal.open(sealed, context)
      return text === undefined ? undefined : (JSON.parse(text) as Value)
    },
  }
  return seal
}
