/** Hashes passwords off the event loop, with a limit on how many at once. It also reads hashes of other systems, and says when to renew one. */
import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { hash as argon2, verify as verifyArgon2 } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'
import { normalisePassword } from '@regain/core'
import type { ReadHash } from './hash-forms.ts'
import { readHash } from './hash-forms.ts'

export interface PasswordHasher {
  /** A PHC string, or `busy`: too many wait already. With a `salt` the same password gives the same string. */
  hash(password: string, salt?: Uint8Array): Promise<string | 'busy'>
  /**
   * The password as it was typed: each of its Unicode forms is tried, as often for everybody. Without a stored hash the same work is done on `standIn`, and the
   * answer is no. `renew`: the text to hash again while the password is available.
   */
  verify(stored: string | null, typed: string, standIn?: string): Promise<{ matches: boolean; renew?: string } | 'busy'>
}

// Argon2id is the library's own default. OWASP Password Storage: Argon2id with m=19 MiB, t=2, p=1 at least; ASVS 5.0 appendix C says the same.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }
const CURRENT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/
const MOST_WAITING = 128
// A hash of nothing that anybody has: what an unknown name is checked against.
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
        // Security: on to the end also when one was right, because who signs in is not always told so.
        for (const spelling of spellingsOf(typed)) if (await compare(stored ?? standIn, spelling)) found ??= spelling
        if (found !== undefined && stored !== null) return { matches: true, ...renewal(stored, typed, found) }
        return { matches: false }
      }),
  }
}

/** The form in which all that is made here is hashed comes first (NIST SP 800-63B-4 3.1.1.2: NFC). Other systems hashed what was typed, or another form. */
const spellingsOf = (typed: string): Set<string> =>
  new Set([normalisePassword(typed), typed, typed.normalize('NFD'), typed.normalize('NFKC')])

/** NFKC is not applied: a person who types it in another width next time has the same password. */
function renewal(stored: string, typed: string, spelling: string): { renew?: string } {
  const wanted = spelling === typed.normalize('NFKC') ? spelling : normalisePassword(typed)
  return isOutdated(stored) || spelling !== wanted ? { renew: wanted } : {}
}

/** Cheaper to guess at than what is made here. */
export function isOutdated(stored: string): boolean {
  const [, memory, time] = CURRENT.exec(stored) ?? []
  return Number(memory ?? 0) < COST.memoryCost || Number(time ?? 0) < COST.timeCost
}

async function compare(stored: string, password: string): Promise<boolean> {
  const read = readHash(stored)
  // A form that an earlier release accepted and nothing can verify: the work is done anyway.
  if (!read) {
    await compare(NOBODY, password)
    return false
  }
  // Security: bcrypt repeats its key after a NUL, so that "abc" and "abc\\0abc" are one to it. That it looks at 72 bytes only is a property of hashes that come
  // from elsewhere: a longer password was hashed so, and is hashed whole as soon as it is typed.
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
  // What OpenSSL counts is 128 r (N + p + 2) bytes.
  const cost = { N, r, p, maxmem: 256 * r * (N + p + 2) }
  return promisify<Buffer>((done) => scrypt(password, salt, expected.length, cost, done))()
}
