/** The forms in which other systems store passwords: which ones can be verified, at which cost, and the names of the others. */

export type ReadHash =
  | { kind: 'argon2' }
  | { kind: 'bcrypt' }
  | { kind: 'scrypt'; log2N: number; r: number; p: number; salt: Buffer; expected: Buffer }
  | { kind: 'pbkdf2'; digest: string; rounds: number; salt: Buffer; expected: Buffer }

/** Forms that can be verified. */
export const ACCEPTED_FORMS = 'Argon2, bcrypt, scrypt or PBKDF2, in PHC or modular crypt form'

const ARGON2 = /^\$argon2(?:id|i|d)\$v=(?:16|19)\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,171})$/
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/
const SCRYPT = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/.]+)={0,2}\$([A-Za-z0-9+/.]+)={0,2}$/
const PBKDF2 = /^\$pbkdf2-(sha1|sha256|sha512)\$(?:i=)?(\d+)(?:,l=\d+)?\$([A-Za-z0-9+/.]+)={0,2}\$([A-Za-z0-9+/.]+)={0,2}$/

const within = (least: number, number: string | undefined, most: number): boolean => Number(number) >= least && Number(number) <= most
/** Passlib writes base64 with dots in place of pluses. */
const bytes = (part = ''): Buffer => Buffer.from(part.replaceAll('.', '+'), 'base64')
/** Unused bits must be zero, because the verifying library refuses others. */
const isWholeBase64 = (part = ''): boolean => Buffer.from(part, 'base64').toString('base64').replace(/=+$/, '') === part

/** Undefined: a form that can't be verified, or a cost that would be a denial of service. An accepted hash must let its owner sign in. */
export function readHash(text: string): ReadHash | undefined {
  const argon2 = ARGON2.exec(text)
  if (argon2) {
    const [, memory, time, lanes, salt, digest] = argon2
    // RFC 9106 3.1: at least eight blocks for each lane.
    const fits = within(8 * Number(lanes), memory, 262_144) && within(1, time, 16) && within(1, lanes, 16)
    return fits && isWholeBase64(salt) && isWholeBase64(digest) ? { kind: 'argon2' } : undefined
  }
  const bcrypt = BCRYPT.exec(text)
  if (bcrypt) return within(4, bcrypt[1], 15) ? { kind: 'bcrypt' } : undefined
  const scrypt = SCRYPT.exec(text)
  if (scrypt) {
    const [, log2N, r, p, salt, digest] = scrypt
    const expected = bytes(digest)
    return within(1, log2N, 18) && within(1, r, 16) && within(1, p, 8) && within(16, String(expected.length), 128)
      ? { kind: 'scrypt', log2N: Number(log2N), r: Number(r), p: Number(p), salt: bytes(salt), expected }
      : undefined
  }
  const [, digest = '', rounds, salt, derived] = PBKDF2.exec(text) ?? []
  const expected = bytes(derived)
  return within(1, rounds, 2_000_000) && within(16, String(expected.length), 128)
    ? { kind: 'pbkdf2', digest, rounds: Number(rounds), salt: bytes(salt), expected }
    : undefined
}

export const isPasswordHash = (text: string): boolean => readHash(text) !== undefined

/** One text for one hash in any spelling: with another prefix of bcrypt, with or without padding. */
export function canonicalHash(text: string): string {
  const read = readHash(text)
  if (!read || read.kind === 'argon2') return text
  if (read.kind === 'bcrypt') return text.replace(/^\$2[ay]/, '$2b')
  const { salt, expected, ...cost } = read
  return JSON.stringify([cost, salt.toString('hex'), expected.toString('hex')])
}

/** Names of forms that can't be verified. The first match counts. */
const UNVERIFIED: readonly (readonly [RegExp, string])[] = [
  [/^\$[PH]\$/, 'phpass (WordPress, phpBB)'],
  [/^\$wp\$/, 'WordPress 6.8'],
  [/^U?\$S\$/, 'Drupal 7'],
  [/^(?:pbkdf2_sha(?:1|256)|argon2|bcrypt|bcrypt_sha256|scrypt|md5|sha1|crypt|unsalted_md5|unsalted_sha1)\$/, 'Django'],
  [/^(?:scrypt|pbkdf2):/, 'Werkzeug'],
  [/^\{[A-Za-z0-9@._-]+\}/, 'LDAP or Spring'],
  [/^\$pbkdf2\$/, 'passlib PBKDF2-SHA-1'],
  [/^\$1\$/, 'crypt with MD5'],
  [/^\$5\$/, 'crypt with SHA-256'],
  [/^\$6\$/, 'crypt with SHA-512'],
  [/^\$g?y\$/, 'yescrypt'],
  [/^\$7\$/, 'crypt with scrypt'],
  [/^\$2x\$/, 'bcrypt $2x$'],
  [/^\$2[aby]\$/, 'bcrypt that is damaged, or above cost 15'],
  [/^\$argon2/, 'Argon2 that is damaged, or costs too much'],
  [/^\$scrypt\$/, 'scrypt that is damaged, or costs too much'],
  [/^\$pbkdf2-/, 'PBKDF2 that is damaged, or costs too much'],
  [/^[0-9a-f]{32}:[0-9a-f]{128}$/i, 'better-auth'],
  [/^A[A-Za-z0-9+/]{60,}={0,2}$/, 'ASP.NET Identity'],
  [/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i, 'a plain digest (MD5, SHA-1, SHA-2)'],
  [/^[!*]/, 'no usable password'],
]

/** Undefined: it can be verified. */
export function unverifiedForm(text: string): string | undefined {
  if (isPasswordHash(text)) return undefined
  return UNVERIFIED.find(([shape]) => shape.test(text))?.[1] ?? 'a form that is not known'
}

/** For the site's back end and imports: what is wrong with the hash, and what to send instead. */
export const formRefused = (form: string): string =>
  `is not a form or cost that is verified (${form}): write ${ACCEPTED_FORMS}, or leave the hash out, and this person recovers`

/** A hash that no password fits, in a form of `hash_forms`, and as slow to check. Undefined: the form can't be verified. */
export function dummyHashOf(form: string): string | undefined {
  const [, before, length] = /^(.*\$)(\d{1,3})$/.exec(form) ?? []
  const hash = /^\$2[aby]\$\d\d\$$/.test(form) ? `${form}${'.'.repeat(53)}` : `${before}${'A'.repeat(22)}$${'A'.repeat(Number(length))}`
  return isPasswordHash(hash) ? hash : undefined
}

/** Name of its algorithm, as people know it. */
export const algorithmOf = (form: string): string => (form.startsWith('$2') ? 'bcrypt' : (form.split(/[$-]/)[1] ?? ''))
