/** Hashes passwords off the event loop, so many at once and no more; reads what other systems left, and tells when to make it new. */
import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { hash as argon2, verify as verifyArgon2 } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'
import { readHash } from './hash-forms.ts'

export interface PasswordHasher {
  /** A PHC string, or `busy`: too many wait already. With a `salt` the same password gives the same string. */
  hash(password: string, salt?: Uint8Array): Promise<string | 'busy'>
  /** Without a stored hash the same work is done, and the answer is no. `outdated`: make it new while the password is at hand. */
  verify(stored: string | null, password: string): Promise<{ matches: boolean; outdated: boolean } | 'busy'>
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
    verify: (stored, password) =>
      inTurn(async () => {
        const matches = await compare(stored ?? NOBODY, password)
        return { matches: matches && stored !== null, outdated: stored !== null && isOutdated(stored) }
      }),
  }
}

function isOutdated(stored: string): boolean {
  const [, memory, time] = CURRENT.exec(stored) ?? []
  return Number(memory ?? 0) < COST.memoryCost || Number(time ?? 0) < COST.timeCost
}

async function compare(stored: string, password: string): Promise<boolean> {
  const read = readHash(stored)
  if (!read) return false
  // Security: bcrypt looks at 72 bytes only and repeats its key after a NUL, so that "abc" and "abc\\0abc" are one to it: neither was what was hashed. Its work is
  // done all the same, or the time would tell that the name is somebody's.
  if (read.kind === 'bcrypt') return (await verifyBcrypt(password, stored)) && Buffer.byteLength(password) <= 72 && !password.includes('\0')
  if (read.kind === 'argon2') return await verifyArgon2(stored, password)
  const { salt, expected } = read
  const made =
    read.kind === 'scrypt'
      ? await promisify<Buffer>((done) =>
          scrypt(
            password,
            salt,
            expected.length,
            { N: 2 ** read.log2N, r: read.r, p: read.p, maxmem: 256 * 2 ** read.log2N * read.r },
            done,
          ),
        )()
      : await promisify(pbkdf2)(password, salt, read.rounds, expected.length, read.digest)
  return timingSafeEqual(made, expected)
}
