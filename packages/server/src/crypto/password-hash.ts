/** Hashes passwords off the event loop, with a limit on how many at once. It also verifies hashes of other systems, and says when to renew one. */
import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { hash as argon2, verify as verifyArgon2 } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'
import { normalisePassword } from '@regain/core'
import type { ReadHash } from './hash-forms.ts'
import { readHash } from './hash-forms.ts'

export interface PasswordHasher {
  /** Returns a PHC string, or `busy` if too many are waiting. The same `salt` and password give the same string. */
  hash(password: string, salt?: Uint8Array): Promise<string | 'busy'>
  /**
   * Compares the password as it was typed, in each of its Unicode forms, always in all of them. Without a stored hash it does the same work on `standIn`, and the
   * answer is no. `renew`: the text to hash again, while the password is available.
   */
  verify(stored: string | null, typed: string, standIn?: string): Promise<{ matches: boolean; renew?: string } | 'busy'>
}

// Argon2id is the library's own default. OWASP Password Storage: Argon2id with m=19 MiB, t=2, p=1 at least; ASVS 5.0 appendix C says the same.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }
const CURRENT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/
const MOST_WAITING = 128
// A hash that no password fits: an unknown name is compared with it.
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ibw$BT5wTkcyYuBYsRFJ2s7LVJpxhwVH3QzUrk6eTU5s6qo'

export function createPasswordHasher(concurrency = availableParallelism()): PasswordHasher {
  const waiting: (() => void)[] = []
  let running = 0
  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result | 'busy'> {
    if (running >= concurrency) {
      if (waiting.length >= MOST_WAITING) return 'busy'
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
  return {
    hash: (password, salt) => inTurn(() => argon2(password, salt ? { ...COST, salt } : COST)),
    verify: (stored, typed, standIn = NOBODY) =>
      inTurn(async () => {
        let found: string | undefined
        // Security: continues even after a match, because the caller may refuse a right password without saying so.
        for (const spelling of spellingsOf(typed)) if (await compare(stored ?? standIn, spelling)) found ??= spelling
        if (found !== undefined && stored !== null) return { matches: true, ...renewal(stored, typed, found) }
        return { matches: false }
      }),
  }
}

/** The form that we hash ourselves comes first (NIST SP 800-63B-4 3.1.1.2: NFC). Other systems hashed the typed text, or another form. */
const spellingsOf = (typed: string): Set<string> =>
  new Set([normalisePassword(typed), typed, typed.normalize('NFD'), typed.normalize('NFKC')])

/** NFKC is not applied: full-width and half-width characters are different passwords, as typed. */
function renewal(stored: string, typed: string, spelling: string): { renew?: string } {
  const wanted = spelling === typed.normalize('NFKC') ? spelling : normalisePassword(typed)
  return isOutdated(stored) || spelling !== wanted ? { renew: wanted } : {}
}

/** Cheaper to guess than our own hashes. */
export function isOutdated(stored: string): boolean {
  const [, memory, time] = CURRENT.exec(stored) ?? []
  return Number(memory ?? 0) < COST.memoryCost || Number(time ?? 0) < COST.timeCost
}

async function compare(stored: string, password: string): Promise<boolean> {
  const read = readHash(stored)
  // An earlier release accepted this form, but nothing can verify it: the work is done anyway.
  if (!read) {
    await compare(NOBODY, password)
    return false
  }
  // Security: bcrypt repeats its key after a NUL, so "abc" and "abc\\0abc" would be equal. That it reads only 72 bytes is a property of imported hashes:
  // a longer password was hashed that way, and is hashed completely at the next sign-in.
  if (read.kind === 'bcrypt') return (await verifyBcrypt(password, stored)) && !password.includes('\0')
  if (read.kind === 'argon2') return await verifyArgon2(stored, password)
  const { salt, expected } = read
  const made =
    read.kind === 'scrypt'
      ? await deriveScrypt(password, read)
      : await derivePbkdf2(password, salt, read.rounds, expected.length, read.digest)
  return timingSafeEqual(made, expected)
}

const derivePbkdf2 = promisify(pbkdf2)

function deriveScrypt(password: string, { log2N, r, p, salt, expected }: Extract<ReadHash, { kind: 'scrypt' }>): Promise<Buffer> {
  const N = 2 ** log2N
  // OpenSSL counts 128 r (N + p + 2) bytes.
  const cost = { N, r, p, maxmem: 256 * r * (N + p + 2) }
  return promisify<Buffer>((done) => scrypt(password, salt, expected.length, cost, done))()
}
