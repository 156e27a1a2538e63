/** Hashes passwords off the event loop, so many at once and no more; reads what other systems left, and tells when to make it new. */
import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { hash as argon2, verify as verifyArgon2 } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'

export interface PasswordHasher {
  /** A PHC string, or `busy`: too many wait already. */
  hash(password: string): Promise<string | 'busy'>
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
    hash: (password) => inTurn(() => argon2(password, COST)),
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

type ReadHash =
  | { kind: 'argon2' }
  | { kind: 'bcrypt' }
  | { kind: 'scrypt'; log2N: number; r: number; p: number; salt: Buffer; expected: Buffer }
  | { kind: 'pbkdf2'; digest: string; rounds: number; salt: Buffer; expected: Buffer }

/** Undefined: no form that we know, or a cost that would be an attack. Passlib writes base64 with dots for pluses. */
function readHash(text: string): ReadHash | undefined {
  const bytes = (part = '') => Buffer.from(part.replaceAll('.', '+'), 'base64')
  const argon = /^\$argon2(?:id|i|d)\$v=\d+\$m=(\d+),t=(\d+),p=(\d+)\$[A-Za-z0-9+/]{11,}\$[A-Za-z0-9+/]{16,}$/.exec(text)
  if (argon) return Number(argon[1]) <= 262_144 && Number(argon[2]) <= 16 && Number(argon[3]) <= 16 ? { kind: 'argon2' } : undefined
  const bcrypt = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(text)
  if (bcrypt) return Number(bcrypt[1]) <= 15 ? { kind: 'bcrypt' } : undefined
  const scrypted = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/.]+)={0,2}\$([A-Za-z0-9+/.]+)={0,2}$/.exec(text)
  if (scrypted) {
    const [log2N, r, p] = [Number(scrypted[1]), Number(scrypted[2]), Number(scrypted[3])]
    const expected = bytes(scrypted[5])
    return log2N >= 1 && log2N <= 18 && r <= 16 && p <= 8 && expected.length >= 16
      ? { kind: 'scrypt', log2N, r, p, salt: bytes(scrypted[4]), expected }
      : undefined
  }
  const derived = /^\$pbkdf2-(sha1|sha256|sha512)\$(?:i=)?(\d+)(?:,l=\d+)?\$([A-Za-z0-9+/.]+)={0,2}\$([A-Za-z0-9+/.]+)={0,2}$/.exec(text)
  if (!derived) return undefined
  const expected = bytes(derived[4])
  const rounds = Number(derived[2])
  return rounds >= 1 && rounds <= 2_000_000 && expected.length >= 16
    ? { kind: 'pbkdf2', digest: derived[1] ?? '', rounds, salt: bytes(derived[3]), expected }
    : undefined
}

export const isPasswordHash = (text: string): boolean => readHash(text) !== undefined
