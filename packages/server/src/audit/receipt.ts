/** A receipt: 128 random bits that a person keeps, whose digest is in one event. */
import { createHash } from 'node:crypto'
import type { Chance } from '../world/chance.ts'

// Crockford's base 32 has no I, L, O and U, so that text copied from paper is read correctly.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 7
const GROUP = 4

/** `XXXX-XXXX-…`: 28 characters, 140 bits (ASVS 5.0 11.5.1 asks for 128). */
export const createReceipt = (chance: Chance): string => Array.from({ length: GROUPS }, () => chance.characters(GROUP, ALPHABET)).join('-')

/** The normalised receipt, in whatever spelling it was typed; undefined: it can't be a receipt. */
export function readReceipt(typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  return /^[0-9A-HJKMNP-TV-Z]{28}$/.test(bare) ? bare.match(/.{4}/g)?.join('-') : undefined
}

// Without a key, so that the holder of the receipt can verify that the event is theirs; 140 random bits can't be guessed.
export const receiptDigest = (receipt: string): string => createHash('sha256').update(receipt).digest('base64url')
