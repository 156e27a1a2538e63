/** Randomness as a dependency, from the system's CSPRNG, uniform and without modulo bias. */
import { randomFillSync, randomInt } from 'node:crypto'

export interface Chance {
  bytes(count: number): Uint8Array<ArrayBuffer>
  /** A whole number from 0 to `limit` - 1 (`limit`: at most 2^48). */
  below(limit: number): number
  /** A one-time code of this many decimal digits; leading zeros are kept. */
  code(digits: number): string
  /** The characters of a captcha, drawn from an alphabet without look-alikes. */
  characters(count: number, alphabet: string): string
}

/**
 * Random bytes are drawn ahead (ADR 1733), because a system call for a few bytes costs more than the rest of making an id. Each byte is used once. Security: it is
 * wiped from the pool at that moment, so that a memory dump reveals no id or nonce of the past. The first draw fills the pool, so no startup snapshot can contain one.
 */
const POOL_BYTES = 4096
const pool = new Uint8Array(POOL_BYTES)
let used = POOL_BYTES

function draw(count: number): Uint8Array<ArrayBuffer> {
  const drawn = new Uint8Array(count)
  if (count > POOL_BYTES) return randomFillSync(drawn)
  if (count > POOL_BYTES - used) {
    randomFillSync(pool)
    used = 0
  }
  drawn.set(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return drawn
}

export const systemChance: Chance = {
  bytes: draw,
  below: (limit) => randomInt(limit),
  code: (digits) => Array.from({ length: digits }, () => randomInt(10)).join(''),
  characters: (count, alphabet) => Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join(''),
}

/** 256 random bits in base64url: tokens, keys, references (ASVS 5.0 11.5.1 asks for 128). */
export const longSecret = (chance: Chance): string => Buffer.from(chance.bytes(32)).toString('base64url')

/** Crockford's alphabet: no letter that looks like a digit. */
const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 130 random bits for people to write down and read out: K7Q2M-… */
export const readableReference = (chance: Chance): string => {
  const letters = Array.from(chance.bytes(26), (byte) => READABLE[byte % READABLE.length]).join('')
  return hyphenated(letters)
}

const hyphenated = (letters: string): string => letters.match(/.{5}(?!.$)|.+$/g)?.join('-') ?? letters

/** As a person types it: in any case, with or without hyphens, and with O, I or L in place of similar digits. */
export const readReference = (typed: string): string =>
  hyphenated(
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replace(/O/g, '0')
      .replace(/[IL]/g, '1'),
  )

/** 128 random bits in base64url, for ids that nobody may guess or count. */
export const randomId = (chance: Chance): string => Buffer.from(chance.bytes(16)).toString('base64url')
